-- The articles of some batches, in order of publication.
SELECT ba.batch, a.id, a.url, a.outlet, a.language, a.published_at, ba.role,
    a.fetched_at
FROM batch_articles AS ba
JOIN articles AS a ON a.doc = ba.doc
WHERE ba.batch IN (?)
ORDER BY ba.batch, a.published_at IS NULL, a.published_at, a.id
