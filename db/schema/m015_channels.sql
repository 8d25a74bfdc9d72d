ALTER TABLE deliveries ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN tried_at TEXT;
ALTER TABLE deliveries ADD COLUMN fault TEXT CHECK (fault IN ('message', 'endpoint'));
CREATE TABLE channels (
    name TEXT PRIMARY KEY,
    posts TEXT NOT NULL DEFAULT '[]',
    outcomes TEXT NOT NULL DEFAULT '[]',
    pauses INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    last_success TEXT,
    last_failure TEXT,
    error TEXT
) STRICT, WITHOUT ROWID
