CREATE TABLE companies (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    first_seen TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE services (
    id TEXT PRIMARY KEY,
    company TEXT REFERENCES companies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    first_seen TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX services_company ON services (company);
CREATE TABLE aliases (
    kind TEXT NOT NULL CHECK (kind IN ('company', 'service')),
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    origin TEXT NOT NULL,
    first_seen TEXT,
    last_seen TEXT,
    articles INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, entity, name, language, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_name ON aliases (kind, name COLLATE NOCASE);
