CREATE TABLE decisions (
    place INTEGER PRIMARY KEY,
    date TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('merge', 'split', 'correct', 'accept', 'reject')),
    batch TEXT NOT NULL,
    article TEXT NOT NULL,
    other TEXT NOT NULL,
    other_article TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('applied', 'unknown')),
    slug TEXT
) STRICT;
CREATE INDEX decisions_slug ON decisions (slug);
ALTER TABLE batch_slugs ADD COLUMN rejected TEXT;
