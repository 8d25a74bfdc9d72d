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
CREATE TABLE register_documents (
    sha256 TEXT NOT NULL,
    list TEXT NOT NULL REFERENCES register_lists (list) ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL,
    name TEXT,
    url TEXT,
    page TEXT,
    published TEXT,
    first_seen TEXT,
    rows INTEGER NOT NULL,
    PRIMARY KEY (sha256, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_documents_list ON register_documents (list);
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
