-- How many entries each list brought to one batch, and when.
-- :slug the batch
SELECT r.list, r.known_from AS at, count(*) AS number
FROM batch_rows AS x
JOIN register_rows AS r ON r.scheme = x.scheme AND r.number = x.number
WHERE x.batch = :slug
GROUP BY r.list, r.known_from
ORDER BY r.known_from, r.list
