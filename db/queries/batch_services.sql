-- The services of one batch, those most often named first.
-- :slug the batch
SELECT
    id, service, company, description, status, number, date, register_name, register_company,
    company_id, service_id
FROM registrations
WHERE batch = :slug
ORDER BY rank
