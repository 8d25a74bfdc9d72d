-- The decision by which the batch of a slug does not live, the last one first.
-- :slug as printed
SELECT date, reason, source, file, line
FROM decisions
WHERE action = 'reject' AND state = 'applied' AND slug = coalesce(
    (SELECT rejected FROM batch_slugs WHERE slug = :slug), :slug
)
ORDER BY place DESC
LIMIT 1
