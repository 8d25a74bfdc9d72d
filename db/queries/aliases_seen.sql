-- Names that articles and official lists print for some companies and services, with first and last day.
-- `newest`: of an official name, the latest day from which an entry has it, and the entry's date.
-- :entities JSON array of company and service ids
SELECT
    'company' AS kind, s.company_id AS entity, s.company AS name, a.language,
    'press' AS origin, min(a.published_at) AS first_seen, max(a.published_at) AS last_seen,
    count(DISTINCT s.doc) AS articles, '' AS newest
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.company_id IN (SELECT value FROM json_each(:entities)) AND s.company IS NOT NULL
GROUP BY s.company_id, s.company, a.language
UNION ALL
SELECT
    'service', s.service_id, s.model, a.language,
    'press', min(a.published_at), max(a.published_at), count(DISTINCT s.doc), ''
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.service_id IN (SELECT value FROM json_each(:entities)) AND s.model IS NOT NULL
GROUP BY s.service_id, s.model, a.language
UNION ALL
SELECT 'company', r.company_id, r.company, NULL, 'register', min(r.known_from), NULL, 0,
    max(coalesce(r.stands_from, r.known_from, '') || ' ' || coalesce(r.date, ''))
FROM register_rows AS r
WHERE r.company_id IN (SELECT value FROM json_each(:entities)) AND r.company IS NOT NULL
GROUP BY r.company_id, r.company
UNION ALL
SELECT 'service', r.service_id, r.name, NULL, 'register', min(r.known_from), NULL, 0,
    max(coalesce(r.stands_from, r.known_from, '') || ' ' || coalesce(r.date, ''))
FROM register_rows AS r
WHERE r.service_id IN (SELECT value FROM json_each(:entities)) AND r.name IS NOT NULL
GROUP BY r.service_id, r.name
ORDER BY 1, 2, 3, 4
