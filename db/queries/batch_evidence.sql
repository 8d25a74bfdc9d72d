-- Every mention that stands behind a service of one batch, in order of publication.
-- :slug the batch
SELECT
    s.registration, a.id AS article, a.url, a.outlet, s."start", s."end", s.text, s.rule
FROM registrations AS r
JOIN service_mentions AS s ON s.registration = r.id
JOIN articles AS a ON a.doc = s.doc
WHERE r.batch = :slug
ORDER BY r.rank, a.published_at IS NULL, a.published_at, a.id, s.idx
