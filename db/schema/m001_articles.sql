CREATE TABLE articles (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    language TEXT NOT NULL,
    title TEXT,
    published_at TEXT,
    published_text TEXT,
    author TEXT,
    text TEXT NOT NULL,
    text_length INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    page_sha256 TEXT,
    version TEXT NOT NULL,
    reading TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    fetched_at TEXT,
    last_seen TEXT,
    listed INTEGER NOT NULL DEFAULT 0,
    relevant INTEGER NOT NULL DEFAULT 0,
    copy_of INTEGER REFERENCES articles (doc) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (key, language)
) STRICT;
CREATE INDEX articles_id ON articles (id);
CREATE INDEX articles_text ON articles (text_sha256, published_at);
CREATE INDEX articles_published ON articles (published_at, id);
CREATE INDEX articles_outlet ON articles (outlet, published_at);
CREATE TABLE article_revisions (
    doc INTEGER NOT NULL REFERENCES articles (doc) ON DELETE CASCADE,
    version TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    published_at TEXT,
    fetched_at TEXT,
    last_seen TEXT,
    facts TEXT NOT NULL,
    PRIMARY KEY (doc, version)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, tokenize = 'unicode61');
