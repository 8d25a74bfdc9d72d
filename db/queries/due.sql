-- Outlets with their interval and the start of the last crawl from which the next one is due.
-- That is one which came to its end, of all that the outlet lists.
SELECT
    o.name, o.every, o.enabled,
    (SELECT max(r.started_at) FROM runs AS r
        WHERE r.outlet = o.name AND r.verb = 'crawl' AND r.finished_at IS NOT NULL
            AND json_extract(r.counters, '$.asked', '$."page/left"') = '[null,null]'
            AND json_extract(r.counters, '$.killed', '$.died', '$.too_big', '$.too_long')
                = '[null,null,null,null]') AS began
FROM outlets AS o
ORDER BY o.name
