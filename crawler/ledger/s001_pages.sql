CREATE TABLE pages (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    fetch TEXT,
    outlet TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'entry', 'file', 'other')),
    state TEXT NOT NULL
        CHECK (state IN ('queued', 'fetched', 'stored', 'settled', 'redirected', 'failed')),
    outcome TEXT,
    cause TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL DEFAULT 0,
    listed_date TEXT,
    mark TEXT,
    target TEXT,
    found_at TEXT NOT NULL,
    checked_at TEXT,
    changed_at TEXT,
    published_at TEXT,
    status INTEGER,
    etag TEXT,
    last_modified TEXT,
    digest TEXT,
    file TEXT,
    start INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_waiting ON pages (outlet, state);
CREATE TABLE files (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    damaged INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID
