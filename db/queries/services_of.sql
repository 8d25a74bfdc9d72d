-- The services of one company with the number of their official entries, the newest first.
-- :company its id
-- :limit at most so many
SELECT
    s.id, s.name, s.first_seen,
    (SELECT count(*) FROM register_rows AS r
        WHERE r.service_id = s.id AND r.scheme <> 'algorithm_cancelled') AS entries
FROM services AS s
WHERE s.company = :company
ORDER BY s.first_seen IS NULL, s.first_seen DESC, s.id
LIMIT coalesce(:limit, -1)
