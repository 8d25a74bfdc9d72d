-- The services of one batch, those most often named first, then those that only the register has.
-- :slug the batch
SELECT
    r.id, r.service, r.company, r.description, r.status, r.number, r.date, r.register_name,
    r.register_company, r.company_id, r.service_id, o.list, x.matched,
    coalesce(o.known_from, '') AS listed_from
FROM registrations AS r
LEFT JOIN batch_rows AS x ON x.batch = r.batch AND x.registration = r.id
LEFT JOIN register_rows AS o ON o.scheme = x.scheme AND o.number = x.number
WHERE r.batch = :slug
ORDER BY r.rank
