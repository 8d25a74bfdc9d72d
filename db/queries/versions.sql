-- The stored versions of some articles that were edited or lack a publication, the current first.
WITH told (doc) AS (
    SELECT doc FROM articles WHERE doc IN (?)
)
SELECT a.doc, 0 AS earlier, a.version, a.published_at, a.fetched_at, a.last_seen
FROM told
JOIN articles AS a USING (doc)
WHERE a.published_at IS NULL OR a.doc IN (SELECT doc FROM article_revisions)
UNION ALL
SELECT r.doc, 1, r.version, r.published_at, r.fetched_at, r.last_seen
FROM told
JOIN article_revisions AS r USING (doc)
ORDER BY 1, 2, 3
