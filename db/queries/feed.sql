-- Batches with what a feed tells them apart by, and when they were changed and told of last.
SELECT
    b.slug,
    (SELECT t.key FROM told AS t WHERE t.batch = b.slug ORDER BY t.told_at, t.key LIMIT 1) AS key,
    (SELECT max(s.known_from) FROM batch_states AS s WHERE s.batch = b.slug) AS changed_on,
    (SELECT max(a.created_at) FROM alerts AS a
        WHERE a.kind IN ('new_batch', 'correction', 'confirmation')
            AND (a.batch = b.slug OR a.batch IN
                (SELECT p.slug FROM batch_slugs AS p WHERE p.batch = b.slug))) AS told_at
FROM batches AS b
ORDER BY b.slug
