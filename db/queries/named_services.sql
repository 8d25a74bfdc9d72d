-- Mentions of services that belong to announcements of some articles.
SELECT
    announcement, doc, idx, company, model, description, company_id, service_id
FROM service_mentions
WHERE announcement IS NOT NULL AND doc IN (?)
ORDER BY doc, idx
