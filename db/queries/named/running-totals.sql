-- help: Running totals that articles state, beside the official entries of the same day.
-- help_zh: 文章给出的累计数量，与同日官方登记数量对照。
-- doc: `listed` counts the entries of the register, and of the province where one is named, up to `day`, which is the day that the article tells of and else its publication. It is null where the store has no entry with a day by then. A list that this store lacks makes it too small.
-- param: scheme scheme "" of this register only
-- param: since first_day "" of days from this one on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing until=2024
-- column: day the day
-- column: outlet the outlet
-- column: scheme the register
-- column: province the province; null for the whole country, or where none is named
-- column: stated the running total
-- column: qualifier its qualifier
-- column: listed official entries by then
-- column: difference `stated` less `listed`
-- column: article id of the article
-- column: text the sentence
WITH
told AS MATERIALIZED (
    SELECT
        coalesce(
            iif(length(n.event_date) = 10, n.event_date, NULL),
            iif(length(a.published_at) > 10, date(a.published_at, '+8 hours'), a.published_at)
        ) AS day,
        a.outlet, n.scheme, n.province, n.cumulative_services AS stated,
        coalesce(n.cumulative_qualifier, 'exact') AS qualifier, a.id AS article, n.text
    FROM announcements AS n
    JOIN articles AS a ON a.doc = n.doc
    WHERE n.cumulative_services IS NOT NULL AND n.scheme IS NOT NULL
        AND n.doc NOT IN (SELECT doc FROM articles WHERE copy_of IS NOT NULL)
        AND (:scheme IS NULL OR n.scheme = :scheme)
),
places (province, printed) AS MATERIALIZED (
    SELECT province, printed FROM provinces UNION SELECT province, province FROM provinces
),
by_place AS MATERIALIZED (
    SELECT scheme, province, date, count(*) AS entries
    FROM register_rows
    WHERE date IS NOT NULL AND (:scheme IS NULL OR scheme = :scheme)
    GROUP BY scheme, date, province
),
moments AS (
    SELECT
        scheme, '' AS place, date AS day, sum(entries) AS entries,
        NULL AS outlet, NULL AS stated, NULL AS qualifier, NULL AS article, NULL AS text
    FROM by_place
    WHERE scheme IN (SELECT scheme FROM told WHERE province IS NULL)
    GROUP BY scheme, date
    UNION ALL
    SELECT e.scheme, p.province, e.date, e.entries, NULL, NULL, NULL, NULL, NULL
    FROM by_place AS e
    JOIN places AS p ON p.printed = e.province
    WHERE (e.scheme, p.province) IN (SELECT scheme, province FROM told)
    UNION ALL
    SELECT scheme, coalesce(province, ''), day, NULL, outlet, stated, qualifier, article, text
    FROM told
    WHERE day IS NOT NULL
),
compared AS (
    SELECT
        *, sum(entries) OVER (
            PARTITION BY scheme, place ORDER BY day RANGE UNBOUNDED PRECEDING
        ) AS listed
    FROM moments
)
SELECT
    day, outlet, scheme, nullif(place, '') AS province, stated, qualifier, listed,
    stated - listed AS difference, article, text
FROM compared
WHERE stated IS NOT NULL
    AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR day <= :until)
ORDER BY day DESC, scheme, place, outlet, article
