-- Mentions of services that belong to announcements of some articles, with the article's date.
SELECT
    s.announcement, s.doc, s.idx, s.company, s.model, s.description, s.company_id, s.service_id,
    a.published_at, a.language
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
WHERE s.announcement IS NOT NULL AND s.doc IN (?)
ORDER BY s.doc, s.idx
