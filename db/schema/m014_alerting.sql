ALTER TABLE alerts ADD COLUMN scheme TEXT;
ALTER TABLE alerts ADD COLUMN province TEXT;
ALTER TABLE alerts ADD COLUMN confidence REAL;
ALTER TABLE alerts ADD COLUMN later TEXT;
CREATE INDEX alerts_kind ON alerts (kind, created_at);
CREATE INDEX alerts_batch ON alerts (batch);
CREATE TABLE told (
    key TEXT PRIMARY KEY,
    batch TEXT,
    aloud INTEGER NOT NULL,
    told_at TEXT,
    facts TEXT,
    confirmed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX told_batch ON told (batch);
CREATE TABLE told_claims (
    key TEXT NOT NULL REFERENCES told (key) ON DELETE CASCADE,
    doc INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    first INTEGER NOT NULL,
    PRIMARY KEY (key, doc, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_claims_doc ON told_claims (doc);
CREATE TABLE told_entries (
    key TEXT NOT NULL REFERENCES told (key) ON DELETE CASCADE,
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (key, scheme, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_entries_number ON told_entries (scheme, number);
CREATE TABLE news_articles (
    doc INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE news_entries (
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (scheme, number)
) STRICT, WITHOUT ROWID;
INSERT INTO told (key, batch, aloud, confirmed)
    SELECT slug, slug, 0, services_listed IS NOT NULL FROM batches;
INSERT INTO told_claims (key, doc, idx, first)
    SELECT n.batch, n.doc, n.idx, 1 FROM announcements AS n
    JOIN batches AS b ON b.slug = n.batch WHERE b.voices > 0 AND n.role = 'main';
INSERT INTO told_entries (key, scheme, number)
    SELECT r.batch, r.scheme, r.number FROM batch_rows AS r
    JOIN batches AS b ON b.slug = r.batch WHERE b.voices = 0
