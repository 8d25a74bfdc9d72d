CREATE TABLE pages_anew (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    fetch TEXT,
    outlet TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'part', 'entry', 'document', 'file', 'other')),
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
    start INTEGER,
    page TEXT,
    name TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO pages_anew SELECT * FROM pages;
DROP TABLE pages;
ALTER TABLE pages_anew RENAME TO pages;
CREATE INDEX pages_waiting ON pages (outlet, state);
CREATE INDEX pages_parts ON pages (page) WHERE kind = 'part'
