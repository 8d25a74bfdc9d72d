-- The articles of a batch, those by which it is best known first, each by a name of its own.
-- :slug the batch
SELECT
    a.doc, a.id, a.key, a.url,
    CASE
        WHEN (SELECT count(*) FROM articles AS o WHERE o.id = a.id) = 1 THEN a.id
        WHEN (SELECT count(*) FROM articles AS o WHERE o.url = a.url) = 1 THEN a.url
        ELSE a.key
    END AS name
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc
JOIN batches AS b ON b.slug = n.batch
WHERE n.batch = :slug
GROUP BY a.doc
ORDER BY
    min(n.role <> 'main'), min(coalesce(n.kind, 'cumulative') = 'cumulative'),
    min(n.scheme IS NOT b.scheme), min(a.copy_of IS NOT NULL),
    a.published_at IS NULL, a.published_at, a.doc
