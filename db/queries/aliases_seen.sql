-- Names that the press printed for some companies and services, with first and last publication.
-- :entities JSON array of company and service ids
SELECT
    'company' AS kind, s.company_id AS entity, s.company AS name, a.language,
    'press' AS origin, min(a.published_at) AS first_seen, max(a.published_at) AS last_seen,
    count(DISTINCT s.doc) AS articles
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.company_id IN (SELECT value FROM json_each(:entities)) AND s.company IS NOT NULL
GROUP BY s.company_id, s.company, a.language
UNION ALL
SELECT
    'service', s.service_id, s.model, a.language,
    'press', min(a.published_at), max(a.published_at), count(DISTINCT s.doc)
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.service_id IN (SELECT value FROM json_each(:entities)) AND s.model IS NOT NULL
GROUP BY s.service_id, s.model, a.language
ORDER BY 1, 2, 3, 4
