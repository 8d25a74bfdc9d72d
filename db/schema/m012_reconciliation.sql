CREATE INDEX announcements_dormant ON announcements (services_in_batch, doc)
    WHERE batch IS NULL AND role = 'main';
CREATE INDEX batches_parts ON batches (scheme, province, event_date, services_stated);
CREATE INDEX service_mentions_key_no_firm
    ON service_mentions (substr(service_id, instr(service_id, '/') + 1), model)
    WHERE company_id IS NULL;
ALTER TABLE register_rows ADD COLUMN details TEXT;
ALTER TABLE register_rows ADD COLUMN known_from TEXT;
ALTER TABLE register_lists ADD COLUMN known_from TEXT;
ALTER TABLE register_row_revisions ADD COLUMN known_from TEXT;
ALTER TABLE register_rows ADD COLUMN stands_from TEXT;
CREATE TABLE register_contents (
    content TEXT PRIMARY KEY,
    scheme TEXT NOT NULL,
    entries TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE register_documents (
    key TEXT NOT NULL,
    read_as TEXT NOT NULL,
    scheme TEXT NOT NULL,
    list TEXT REFERENCES register_lists (list) DEFERRABLE INITIALLY DEFERRED,
    content TEXT NOT NULL REFERENCES register_contents (content) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT,
    name TEXT,
    url TEXT,
    page TEXT,
    page_key TEXT,
    outlet TEXT,
    published TEXT,
    first_seen TEXT,
    known_from TEXT,
    rows INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (key, read_as)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_documents_list ON register_documents (list);
CREATE INDEX register_documents_content ON register_documents (content);
CREATE INDEX register_documents_page ON register_documents (page_key);
CREATE TABLE register_totals (
    scheme TEXT NOT NULL,
    as_of TEXT NOT NULL,
    province TEXT NOT NULL DEFAULT '',
    stated_new INTEGER,
    stated_cumulative INTEGER,
    includes TEXT,
    list TEXT,
    url TEXT,
    published TEXT,
    origin TEXT NOT NULL,
    PRIMARY KEY (scheme, as_of, province)
) STRICT, WITHOUT ROWID;
CREATE TABLE register_due (
    scheme TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE batch_rows (
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    registration TEXT,
    matched TEXT,
    PRIMARY KEY (batch, scheme, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_rows_number ON batch_rows (scheme, number);
CREATE TABLE batch_lists (
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    list TEXT NOT NULL,
    relation TEXT NOT NULL,
    rows INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (batch, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_lists_list ON batch_lists (list)
