CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    code TEXT NOT NULL,
    since TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    details TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incidents_open ON incidents (subject) WHERE closed_at IS NULL;
CREATE INDEX incidents_subject ON incidents (subject, closed_at)
