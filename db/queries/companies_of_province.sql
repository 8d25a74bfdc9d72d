-- Companies by their official entries of one province, those with most first.
-- :province its name without its kind
-- :printed the same with it
-- :limit at most so many
SELECT c.id, c.name, count(*) AS entries
FROM register_rows AS r
JOIN companies AS c ON c.id = r.company_id
WHERE r.province IN (:province, :printed) AND r.scheme <> 'algorithm_cancelled'
GROUP BY c.id
ORDER BY 3 DESC, c.id
LIMIT coalesce(:limit, -1)
