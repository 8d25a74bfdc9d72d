-- help: New and cumulative registrations by month and register, official entries beside the press.
-- help_zh: 按月份和登记类别统计的新增与累计数量：官方名单与媒体报道对照。
-- doc: Official entries count in the month of their date; where a list prints no dates, in the month in which it became public. The press counts a service in the month of the first batch in which an article names it.
-- doc: `cumulative` of the press is no sum: it is the highest running total for the whole country that articles stated by then, and null before the first one. A month without anything new is left out.
-- param: scheme scheme "" of this register only
-- param: since first_day "" months from this one on
-- param: until last_day "" months up to this one
-- example: scheme=genai_filing until=2024
-- column: month the month
-- column: scheme the register
-- column: source `official` or `press`
-- column: new official entries of the month, or services that articles named first then
-- column: cumulative all official entries up to then, or the running total that articles state
WITH
official AS (
    SELECT
        scheme, 'official' AS source, substr(coalesce(date, known_from), 1, 7) AS month,
        count(*) AS new, NULL AS total
    FROM register_rows
    WHERE length(coalesce(date, known_from)) >= 7
    GROUP BY scheme, month
),
press_batches AS (
    SELECT
        slug, scheme, level, province, cumulative_stated,
        coalesce(
            iif(length(event_date) >= 7, substr(event_date, 1, 7), NULL),
            substr(iif(length(first_seen) > 10, date(first_seen, '+8 hours'), first_seen), 1, 7)
        ) AS month
    FROM batches
    WHERE voices > 0 AND scheme IS NOT NULL
),
first_named AS (
    SELECT b.scheme, coalesce(r.service_id, r.company_id, r.id) AS what, min(b.month) AS month
    FROM registrations AS r
    JOIN press_batches AS b ON b.slug = r.batch
    WHERE r.status <> 'listed' AND length(b.month) = 7
    GROUP BY b.scheme, what
),
press_part AS (
    SELECT scheme, month, count(*) AS new, NULL AS total
    FROM first_named
    GROUP BY scheme, month
    UNION ALL
    SELECT scheme, month, 0, max(cumulative_stated)
    FROM press_batches
    WHERE level = 'national' AND province IS NULL AND length(month) = 7
        AND cumulative_stated IS NOT NULL
    GROUP BY scheme, month
),
press AS (
    SELECT scheme, 'press' AS source, month, sum(new) AS new, max(total) AS total
    FROM press_part
    GROUP BY scheme, month
),
summed AS (
    SELECT
        month, scheme, source, new,
        iif(
            source = 'official',
            sum(new) OVER earlier,
            max(total) OVER earlier
        ) AS cumulative
    FROM (SELECT * FROM official UNION ALL SELECT * FROM press)
    WINDOW earlier AS (PARTITION BY scheme, source ORDER BY month)
)
SELECT month, scheme, source, new, cumulative
FROM summed
WHERE (:scheme IS NULL OR scheme = :scheme)
    AND (:since IS NULL OR month >= substr(:since, 1, 7))
    AND (:until IS NULL OR month <= substr(:until, 1, 7))
ORDER BY month, scheme, source
