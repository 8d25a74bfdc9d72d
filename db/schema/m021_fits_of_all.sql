DROP TABLE claim_fits;
CREATE TABLE claim_asked (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    alike INTEGER NOT NULL,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_fits (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    event_doc INTEGER NOT NULL,
    event_idx INTEGER NOT NULL,
    fit INTEGER NOT NULL,
    PRIMARY KEY (doc, idx, event_doc, event_idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_fits_event ON claim_fits (event_doc);
INSERT OR IGNORE INTO due (doc) SELECT DISTINCT doc FROM announcements;
