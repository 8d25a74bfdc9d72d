-- Where articles name some companies and services, the first published first.
-- :entities JSON array of company and service ids
SELECT
    s.company_id, s.service_id, a.doc, a.id AS article, a.url, a.outlet, a.language,
    a.published_at, s."start", s."end"
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE a.copy_of IS NULL
    AND (s.company_id IN (SELECT value FROM json_each(:entities))
        OR s.service_id IN (SELECT value FROM json_each(:entities)))
ORDER BY a.published_at, a.doc, s.idx
