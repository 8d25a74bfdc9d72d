ALTER TABLE claim_keys ADD COLUMN scheme TEXT;
CREATE TABLE kept_claims (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_homes (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_homes_part ON claim_homes (part);
INSERT OR IGNORE INTO due (doc) SELECT DISTINCT doc FROM announcements;
CREATE INDEX announcements_dormant ON announcements (services_in_batch, doc)
    WHERE batch IS NULL AND role = 'main';
CREATE INDEX batches_parts ON batches (scheme, province, event_date, services_stated);
CREATE INDEX service_mentions_key_no_firm
    ON service_mentions (substr(service_id, instr(service_id, '/') + 1), model)
    WHERE company_id IS NULL;
ALTER TABLE register_rows ADD COLUMN details TEXT;
ALTER TABLE register_rows ADD COLUMN known_from TEXT;
CREATE INDEX register_rows_firm ON register_rows (company, company_id, name);
CREATE INDEX register_rows_name ON register_rows (name, company_id, service_id);
CREATE INDEX register_rows_company_id ON register_rows (company_id);
CREATE INDEX register_rows_service_id ON register_rows (service_id);
CREATE INDEX register_rows_key
    ON register_rows (substr(service_id, instr(service_id, '/') + 1), company_id)
    WHERE company_id IS NOT NULL;
CREATE INDEX register_rows_key_no_firm
    ON register_rows (substr(service_id, instr(service_id, '/') + 1), name)
    WHERE company_id IS NULL;
ALTER TABLE register_lists ADD COLUMN known_from TEXT;
ALTER TABLE register_lists ADD COLUMN province TEXT;
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
    dated_at TEXT,
    first_seen TEXT,
    known_from TEXT,
    rows INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0,
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
CREATE INDEX batches_of_lists ON batches (slug) WHERE voices = 0;
ALTER TABLE batches ADD COLUMN cumulative_listed INTEGER;
ALTER TABLE batches ADD COLUMN cumulative_listed_on TEXT;
CREATE INDEX announcements_totals ON announcements (cumulative_services)
    WHERE cumulative_services IS NOT NULL;
ALTER TABLE batch_slugs ADD COLUMN entries TEXT;
ALTER TABLE batch_states ADD COLUMN services_listed INTEGER;
ALTER TABLE batch_states ADD COLUMN companies_listed INTEGER;
ALTER TABLE batch_states ADD COLUMN cumulative_listed INTEGER;
ALTER TABLE batch_states ADD COLUMN cumulative_listed_on TEXT;
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
CREATE INDEX batch_lists_list ON batch_lists (list);
DROP VIEW v_batches;
CREATE VIEW v_batches AS
SELECT
    b.slug, b.scheme, b.level, b.province, b.authority, b.event_date, b.title,
    b.services_stated, b.services_qualifier, b.companies_stated, b.companies_qualifier,
    b.cumulative_stated, b.cumulative_qualifier,
    b.services_found, b.companies_found, b.services_listed, b.companies_listed,
    b.cumulative_listed, b.cumulative_listed_on, b.status, b.voices, b.first_seen,
    (SELECT count(*) FROM batch_articles AS ba WHERE ba.batch = b.slug) AS articles,
    (SELECT group_concat(field, ',') FROM (
        SELECT DISTINCT field FROM batch_values WHERE batch = b.slug AND disputes ORDER BY field
    )) AS disputed
FROM batches AS b;
DROP VIEW v_companies;
CREATE VIEW v_companies AS
SELECT
    c.id, c.name, c.first_seen,
    (SELECT group_concat(name, ' | ') FROM (
        SELECT DISTINCT l.name FROM aliases AS l
        WHERE l.kind = 'company' AND l.entity = c.id ORDER BY l.name
    )) AS names,
    (SELECT count(*) FROM registrations AS r WHERE r.company_id = c.id) AS registrations,
    (SELECT count(*) FROM register_rows AS o
        WHERE o.company_id = c.id AND o.scheme <> 'algorithm_cancelled') AS registered,
    (SELECT count(DISTINCT r.batch) FROM registrations AS r WHERE r.company_id = c.id) AS batches,
    (SELECT min(b.event_date) FROM registrations AS r JOIN batches AS b ON b.slug = r.batch
        WHERE r.company_id = c.id) AS first_event,
    (SELECT max(b.event_date) FROM registrations AS r JOIN batches AS b ON b.slug = r.batch
        WHERE r.company_id = c.id) AS last_event
FROM companies AS c;
DROP VIEW v_batch_states;
CREATE VIEW v_batch_states AS
SELECT
    batch, known_from, known_until, title, scheme, level, province, authority, event_date, ordinal,
    services_stated, services_qualifier, companies_stated, companies_qualifier,
    cumulative_stated, cumulative_qualifier, services_found, companies_found,
    services_listed, companies_listed, cumulative_listed, cumulative_listed_on, status, voices,
    articles, first_seen
FROM batch_states;
CREATE VIEW v_register AS
SELECT
    r.scheme, r.number, r.seq, r.province, r.name, r.company, r.date, r.date_note,
    r.list, l.published, l.url, r.page, r."row", r.company_id, r.service_id, r.cancelled_on,
    r.revision, r.known_from,
    (SELECT group_concat(batch, ' ') FROM (
        SELECT b.batch FROM batch_rows AS b
        WHERE b.scheme = r.scheme AND b.number = r.number ORDER BY b.batch
    )) AS batches
FROM register_rows AS r
LEFT JOIN register_lists AS l ON l.list = r.list;
CREATE VIEW v_reconciliation AS
SELECT
    b.slug AS batch, b.title, b.scheme, b.province, b.event_date,
    b.services_stated, b.services_qualifier, b.services_listed,
    b.companies_stated, b.companies_qualifier, b.companies_listed,
    b.cumulative_stated, b.cumulative_qualifier, b.cumulative_listed, b.cumulative_listed_on,
    b.services_found AS named,
    (SELECT count(*) FROM registrations AS r WHERE r.batch = b.slug AND r.status = 'both')
        AS named_listed,
    (SELECT count(*) FROM registrations AS r WHERE r.batch = b.slug AND r.status = 'stated')
        AS named_only,
    (SELECT count(*) FROM registrations AS r WHERE r.batch = b.slug AND r.status = 'listed')
        AS listed_only,
    (SELECT count(*) FROM registrations AS r WHERE r.batch = b.slug AND r.status = 'conflict')
        AS conflicts,
    b.status AS verdict,
    (SELECT group_concat(list, ' ') FROM (
        SELECT bl.list FROM batch_lists AS bl WHERE bl.batch = b.slug ORDER BY bl.list
    )) AS lists
FROM batches AS b
