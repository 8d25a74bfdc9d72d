CREATE TABLE register_lists (
    list TEXT PRIMARY KEY,
    scheme TEXT NOT NULL,
    title TEXT,
    url TEXT,
    page TEXT,
    published TEXT,
    as_of TEXT,
    stated_new INTEGER,
    stated_cumulative INTEGER,
    verdict TEXT,
    difference INTEGER,
    sha256 TEXT,
    first_seen TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE register_rows (
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    seq INTEGER,
    province TEXT,
    name TEXT,
    company TEXT,
    date TEXT,
    date_note TEXT,
    list TEXT REFERENCES register_lists (list) DEFERRABLE INITIALLY DEFERRED,
    page INTEGER,
    row INTEGER,
    company_id TEXT REFERENCES companies (id) DEFERRABLE INITIALLY DEFERRED,
    service_id TEXT REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    cancelled_on TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (scheme, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_rows_date ON register_rows (scheme, date, province);
CREATE INDEX register_rows_list ON register_rows (list);
CREATE TABLE register_row_revisions (
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    revision INTEGER NOT NULL,
    content TEXT NOT NULL,
    list TEXT,
    PRIMARY KEY (scheme, number, revision),
    FOREIGN KEY (scheme, number) REFERENCES register_rows (scheme, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
