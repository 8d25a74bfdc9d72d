-- Pairs of companies that are told to have a service of one name in one batch.
SELECT DISTINCT r.company_id AS one, o.company_id AS other, r.service, r.batch
FROM registrations AS r
JOIN registrations AS o ON o.batch = r.batch AND o.company_id > r.company_id
    AND substr(o.service_id, instr(o.service_id, '/') + 1)
        = substr(r.service_id, instr(r.service_id, '/') + 1)
ORDER BY 1, 2, 4, 3
