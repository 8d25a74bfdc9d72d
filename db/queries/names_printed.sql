-- Each company and service that an article's announcements name, with its place and its rule.
SELECT
    a.doc, a.id AS article, a.url, a.outlet, a.language, a.published_at, s.company, s.model,
    s."start", s."end", s.rule
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.announcement IS NOT NULL AND a.copy_of IS NULL
ORDER BY a.published_at, a.doc, s.idx
