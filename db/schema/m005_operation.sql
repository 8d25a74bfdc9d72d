CREATE TABLE outlets (
    name TEXT PRIMARY KEY,
    language TEXT,
    every TEXT,
    enabled INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    verb TEXT NOT NULL,
    outlet TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT,
    counters TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX runs_started ON runs (started_at);
CREATE INDEX runs_outlet ON runs (outlet, started_at);
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    batch TEXT,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE deliveries (
    alert INTEGER NOT NULL REFERENCES alerts (id),
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'set_aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    delivered_at TEXT,
    error TEXT,
    PRIMARY KEY (alert, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_due ON deliveries (state, next_at);
