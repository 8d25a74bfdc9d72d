-- The official lists in which entries of one batch stand, by the day from which they are known.
-- :slug the batch
SELECT
    bl.list, bl.relation, bl.rows, l.title, l.url, l.page, l.published, bl.reasons,
    (SELECT min(r.known_from) FROM batch_rows AS x
        JOIN register_rows AS r ON r.scheme = x.scheme AND r.number = x.number
        WHERE x.batch = bl.batch AND r.list = bl.list) AS known_from
FROM batch_lists AS bl
LEFT JOIN register_lists AS l ON l.list = bl.list
WHERE bl.batch = :slug
ORDER BY known_from, bl.list
