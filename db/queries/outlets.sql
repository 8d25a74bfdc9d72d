-- Outlets with their last finished run, its counters, and the last run that was not a failure.
SELECT
    o.name, o.language, o.every, o.enabled,
    r.started_at AS last_run, r.outcome AS last_outcome, r.counters,
    (SELECT max(s.finished_at) FROM runs AS s
        WHERE s.outlet = o.name AND s.verb = 'crawl' AND s.outcome IN ('ok', 'partial'))
        AS last_success
FROM outlets AS o
LEFT JOIN runs AS r ON r.id = (
    SELECT id FROM runs WHERE outlet = o.name AND verb = 'crawl' AND finished_at IS NOT NULL
    ORDER BY started_at DESC, id DESC LIMIT 1
)
ORDER BY o.name
