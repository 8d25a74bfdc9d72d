CREATE TABLE batches (
    slug TEXT PRIMARY KEY,
    scheme TEXT,
    level TEXT,
    province TEXT,
    authority TEXT,
    event_date TEXT,
    ordinal INTEGER,
    period_start TEXT,
    period_end TEXT,
    title TEXT NOT NULL,
    services_stated INTEGER,
    services_qualifier TEXT,
    companies_stated INTEGER,
    companies_qualifier TEXT,
    cumulative_stated INTEGER,
    cumulative_qualifier TEXT,
    services_found INTEGER NOT NULL DEFAULT 0,
    companies_found INTEGER NOT NULL DEFAULT 0,
    services_listed INTEGER,
    companies_listed INTEGER,
    status TEXT NOT NULL,
    voices INTEGER NOT NULL,
    first_seen TEXT,
    reasons TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX batches_date ON batches (event_date);
CREATE INDEX batches_scheme ON batches (scheme, event_date);
CREATE TABLE batch_slugs (
    slug TEXT PRIMARY KEY,
    batch TEXT REFERENCES batches (slug) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    members TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_slugs_batch ON batch_slugs (batch);
CREATE TABLE batch_articles (
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (batch, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_articles_doc ON batch_articles (doc);
CREATE TABLE announcements (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    batch TEXT REFERENCES batches (slug) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    kind TEXT,
    scheme TEXT,
    authority TEXT,
    regulation TEXT,
    level TEXT,
    province TEXT,
    event_date TEXT,
    event_date_text TEXT,
    ordinal INTEGER,
    period_start TEXT,
    period_end TEXT,
    services_in_batch INTEGER,
    services_qualifier TEXT,
    companies_in_batch INTEGER,
    companies_qualifier TEXT,
    cumulative_services INTEGER,
    cumulative_qualifier TEXT,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcements_batch ON announcements (batch);
CREATE INDEX announcements_scheme ON announcements (scheme, event_date);
CREATE TABLE counts (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    of TEXT NOT NULL,
    scope TEXT NOT NULL,
    scheme TEXT,
    value INTEGER NOT NULL,
    qualifier TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    role TEXT,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_mentions (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    announcement INTEGER,
    company TEXT,
    model TEXT,
    description TEXT,
    company_id TEXT,
    service_id TEXT,
    registration TEXT REFERENCES registrations (id) ON DELETE SET NULL
        DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_mentions_registration ON service_mentions (registration);
CREATE INDEX service_mentions_company ON service_mentions (company_id);
CREATE INDEX service_mentions_service ON service_mentions (service_id);
CREATE TABLE registrations (
    id TEXT PRIMARY KEY,
    batch TEXT NOT NULL REFERENCES batches (slug) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    company_id TEXT REFERENCES companies (id) DEFERRABLE INITIALLY DEFERRED,
    service_id TEXT REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    company TEXT,
    service TEXT,
    description TEXT,
    status TEXT NOT NULL CHECK (status IN ('stated', 'listed', 'both', 'conflict')),
    number TEXT,
    date TEXT,
    register_name TEXT,
    register_company TEXT,
    rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registrations_batch ON registrations (batch, rank);
CREATE INDEX registrations_company ON registrations (company_id);
CREATE INDEX registrations_service ON registrations (service_id);
