CREATE TABLE copy_bands (
    band INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    PRIMARY KEY (band, doc)
) STRICT, WITHOUT ROWID;
CREATE TABLE copy_sketches (
    doc INTEGER PRIMARY KEY REFERENCES articles (doc) ON DELETE CASCADE,
    bands BLOB NOT NULL
) STRICT;
CREATE TABLE copy_links (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    PRIMARY KEY (doc, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_links_other ON copy_links (other);
CREATE INDEX articles_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;
INSERT INTO copy_bands (band, doc) SELECT 0, doc FROM articles WHERE relevant;
