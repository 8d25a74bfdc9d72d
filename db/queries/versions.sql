-- Each version of the articles that were edited or lack a publication, the one that counts first.
SELECT doc, 0 AS earlier, version, published_at, fetched_at, last_seen
FROM articles
WHERE relevant AND (doc IN (SELECT doc FROM article_revisions) OR published_at IS NULL)
UNION ALL
SELECT doc, 1, version, published_at, fetched_at, last_seen
FROM article_revisions
WHERE doc IN (SELECT doc FROM articles WHERE relevant)
ORDER BY doc, earlier, version
