ALTER TABLE batch_articles ADD COLUMN voice TEXT;
CREATE TABLE batch_values (
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    field TEXT NOT NULL,
    value ANY NOT NULL,
    qualifier TEXT,
    voices INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    outlets TEXT,
    first_seen TEXT,
    chosen INTEGER NOT NULL,
    disputes INTEGER NOT NULL,
    PRIMARY KEY (batch, field, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_values_disputes ON batch_values (batch, field) WHERE disputes;
CREATE TABLE batch_states (
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    known_from TEXT NOT NULL,
    known_until TEXT,
    title TEXT NOT NULL,
    scheme TEXT,
    level TEXT,
    province TEXT,
    authority TEXT,
    event_date TEXT,
    ordinal INTEGER,
    services_stated INTEGER,
    services_qualifier TEXT,
    companies_stated INTEGER,
    companies_qualifier TEXT,
    cumulative_stated INTEGER,
    cumulative_qualifier TEXT,
    services_found INTEGER NOT NULL,
    companies_found INTEGER NOT NULL,
    status TEXT NOT NULL,
    voices INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    first_seen TEXT,
    PRIMARY KEY (batch, known_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_states_known ON batch_states (known_from, known_until);
CREATE VIEW v_values AS
SELECT batch, field, value, qualifier, voices, articles, outlets, first_seen, chosen, disputes
FROM batch_values;
CREATE VIEW v_batch_states AS
SELECT
    batch, known_from, known_until, title, scheme, level, province, authority, event_date, ordinal,
    services_stated, services_qualifier, companies_stated, companies_qualifier,
    cumulative_stated, cumulative_qualifier, services_found, companies_found, status, voices,
    articles, first_seen
FROM batch_states;
DROP VIEW v_batches;
CREATE VIEW v_batches AS
SELECT
    b.slug, b.scheme, b.level, b.province, b.authority, b.event_date, b.title,
    b.services_stated, b.services_qualifier, b.companies_stated, b.companies_qualifier,
    b.cumulative_stated, b.cumulative_qualifier,
    b.services_found, b.companies_found, b.services_listed, b.companies_listed,
    b.status, b.voices, b.first_seen,
    (SELECT count(*) FROM batch_articles AS ba WHERE ba.batch = b.slug) AS articles,
    (SELECT group_concat(field, ',') FROM (
        SELECT DISTINCT field FROM batch_values WHERE batch = b.slug AND disputes ORDER BY field
    )) AS disputed
FROM batches AS b
