-- The finished crawls of each outlet, the newest last, at most as many as its habits need.
-- :most how many of each outlet
SELECT id, outlet, started_at, finished_at, outcome, counters, reasons
FROM (
    SELECT *, row_number() OVER (PARTITION BY outlet ORDER BY started_at DESC, id DESC) AS place
    FROM runs
    WHERE verb IN ('crawl', 'watch') AND outlet IS NOT NULL AND finished_at IS NOT NULL
)
WHERE place <= :most
ORDER BY outlet, started_at, id
