CREATE TABLE claim_keys (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    day INTEGER NOT NULL,
    until INTEGER NOT NULL,
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    opens INTEGER NOT NULL,
    province TEXT,
    PRIMARY KEY (kind, value, day, doc, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_keys_doc ON claim_keys (doc);
CREATE TABLE due (
    doc INTEGER PRIMARY KEY REFERENCES articles (doc) ON DELETE CASCADE
) STRICT;
ALTER TABLE batches ADD COLUMN base TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN rank TEXT NOT NULL DEFAULT '';
CREATE INDEX batches_base ON batches (base);
INSERT INTO due (doc) SELECT DISTINCT doc FROM announcements;
