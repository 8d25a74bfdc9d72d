-- help: What became known, or known otherwise, of batches within some days.
-- help_zh: 若干天内新出现的批次及其变化。
-- doc: Without `until` the span ends with the newest day on which anything became known, so that a store that is no longer fed still answers. A row a field that changed; for a batch that is new one row with `what` = `new`. Official lists that no article tells of are batches too.
-- param: days integer "7" so many days
-- param: until last_day "" up to and including this day, in China
-- param: scheme scheme "" of this register only
-- example: days=30
-- column: day day in China on which it was known
-- column: batch the batch
-- column: title the batch in one line, as it was known then
-- column: what `new` or `changed`
-- column: field what changed; null where the batch is new
-- column: before the value before
-- column: after the value then
WITH
span AS (
    SELECT coalesce(:until, (SELECT max(known_from) FROM batch_states)) AS until
),
first_day AS (
    SELECT until, date(until, '-' || (:days - 1) || ' days') AS since FROM span
),
touched AS (
    SELECT DISTINCT s.batch
    FROM batch_states AS s, first_day AS f
    WHERE s.known_from BETWEEN f.since AND f.until
        AND (:scheme IS NULL OR s.scheme = :scheme)
),
states AS (
    SELECT
        s.*, lag(s.known_from) OVER w AS earlier, lag(s.services_stated) OVER w AS services_before,
        lag(s.companies_stated) OVER w AS companies_before,
        lag(s.cumulative_stated) OVER w AS cumulative_before,
        lag(s.services_listed) OVER w AS listed_before, lag(s.status) OVER w AS status_before,
        lag(s.event_date) OVER w AS event_before, lag(s.province) OVER w AS province_before,
        lag(s.scheme) OVER w AS scheme_before, lag(s.voices) OVER w AS voices_before,
        lag(s.services_found) OVER w AS named_before
    FROM touched AS t
    JOIN batch_states AS s ON s.batch = t.batch
    WINDOW w AS (PARTITION BY s.batch ORDER BY s.known_from)
),
recent AS (
    SELECT s.* FROM states AS s, first_day AS f WHERE s.known_from BETWEEN f.since AND f.until
),
changes AS (
    SELECT known_from, batch, title, 'new' AS what, NULL AS field, NULL AS before, NULL AS after
    FROM recent WHERE earlier IS NULL
    UNION ALL
    SELECT r.known_from, r.batch, r.title, 'changed', x.field, x.before, x.after
    FROM recent AS r
    JOIN (
        SELECT batch, known_from, 'services_stated' AS field, services_before AS before,
            services_stated AS after FROM recent
        UNION ALL SELECT batch, known_from, 'companies_stated', companies_before, companies_stated
            FROM recent
        UNION ALL SELECT batch, known_from, 'cumulative_stated', cumulative_before,
            cumulative_stated FROM recent
        UNION ALL SELECT batch, known_from, 'services_named', named_before, services_found
            FROM recent
        UNION ALL SELECT batch, known_from, 'services_listed', listed_before, services_listed
            FROM recent
        UNION ALL SELECT batch, known_from, 'status', status_before, status FROM recent
        UNION ALL SELECT batch, known_from, 'event_date', event_before, event_date FROM recent
        UNION ALL SELECT batch, known_from, 'province', province_before, province FROM recent
        UNION ALL SELECT batch, known_from, 'scheme', scheme_before, scheme FROM recent
        UNION ALL SELECT batch, known_from, 'voices', voices_before, voices FROM recent
    ) AS x ON x.batch = r.batch AND x.known_from = r.known_from AND x.before IS NOT x.after
    WHERE r.earlier IS NOT NULL
)
SELECT known_from AS day, batch, title, what, field, before, after
FROM changes
ORDER BY day DESC, what DESC, batch, field
