-- Articles that name a company or service, the newest first, each with the first place that does.
-- :kind company or service
-- :entity its id
-- :limit at most so many
SELECT
    a.id, a.url, a.outlet, a.language, a.title, a.published_at, s."start", s."end", s.text,
    min(s.idx) AS first
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE (:kind = 'company' AND s.company_id = :entity)
    OR (:kind = 'service' AND s.service_id = :entity)
GROUP BY a.doc
ORDER BY a.published_at IS NULL, a.published_at DESC, a.id
LIMIT coalesce(:limit, -1)
