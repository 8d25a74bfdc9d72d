-- Runs, the newest first.
-- :since first day
-- :until last day
-- :verb one verb only
-- :limit at most so many
SELECT id, verb, outlet, started_at, finished_at, outcome, counters, reasons
FROM runs
WHERE (:since IS NULL OR substr(started_at, 1, 10) >= :since)
    AND (:until IS NULL OR substr(started_at, 1, 10) <= :until)
    AND (:verb IS NULL OR verb = :verb)
ORDER BY started_at DESC, id DESC
LIMIT coalesce(:limit, -1)
