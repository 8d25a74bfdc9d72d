DROP TABLE kept_claims;
CREATE TABLE kept_claims (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    idx INTEGER NOT NULL,
    opens INTEGER NOT NULL,
    same TEXT,
    said TEXT NOT NULL,
    told TEXT NOT NULL,
    published TEXT,
    PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO due (doc) SELECT DISTINCT doc FROM announcements;
