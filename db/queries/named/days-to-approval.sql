-- help: Median days from the day in a filing number to the day of approval, by register and province.
-- help_zh: 从备案编号中的日期到批准日期的天数中位数，按登记类别和省份统计。
-- doc: A number such as `Beijing-ChatGLM-20230821` holds a day behind its last hyphen, that on which the number was given. Entries whose number holds none, or a day after the approval, and entries without a day are not in the median; `unknown` counts them.
-- param: scheme scheme "" of this register only
-- param: since first_day "" approvals from this day on
-- param: until last_day "" up to and including this day
-- param: least integer "1" only where at least so many entries have both days
-- example: scheme=genai_filing least=10
-- column: scheme the register
-- column: province the province in Chinese, or what the list prints in its place
-- column: services entries with both days
-- column: median_days median of the days between them
-- column: fewest_days fewest days
-- column: most_days most days
-- column: unknown entries of which the days are not known
WITH
tails AS (
    SELECT
        r.scheme, coalesce(p.province, nullif(r.province, '')) AS province, r.date,
        substr(r.number, length(rtrim(r.number, replace(r.number, '-', ''))) + 1, 8) AS tail
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.scheme IN ('genai_filing', 'genai_registration', 'on_device')
        AND (:scheme IS NULL OR r.scheme = :scheme)
        AND (:since IS NULL OR r.date >= :since)
        AND (:until IS NULL OR r.date <= :until)
),
waited AS (
    SELECT
        scheme, province,
        iif(
            tail GLOB '20[0-9][0-9][0-1][0-9][0-3][0-9]' AND length(date) = 10,
            CAST(julianday(date) - julianday(
                substr(tail, 1, 4) || '-' || substr(tail, 5, 2) || '-' || substr(tail, 7, 2)
            ) AS INTEGER),
            NULL
        ) AS days
    FROM tails
),
ranked AS (
    SELECT
        scheme, province, days,
        row_number() OVER (PARTITION BY scheme, province ORDER BY days) AS place,
        count(*) OVER (PARTITION BY scheme, province) AS services
    FROM waited
    WHERE days >= 0
),
medians AS (
    SELECT
        scheme, province, services, avg(days) AS median_days
    FROM ranked
    WHERE place IN ((services + 1) / 2, (services + 2) / 2)
    GROUP BY scheme, province
)
SELECT
    w.scheme, w.province, count(*) FILTER (WHERE w.days >= 0) AS services, m.median_days,
    min(w.days) FILTER (WHERE w.days >= 0) AS fewest_days, max(w.days) AS most_days,
    count(*) FILTER (WHERE w.days IS NULL OR w.days < 0) AS unknown
FROM waited AS w
JOIN medians AS m ON m.scheme = w.scheme AND m.province IS w.province
GROUP BY w.scheme, w.province
HAVING services >= :least
ORDER BY w.scheme, services DESC, w.province
