-- help: Running totals that articles state, beside the official entries of the same day.
-- help_zh: 文章给出的累计数量，与同日官方登记数量对照。
-- doc: `listed` counts the entries of the register, and of the province where one is named, up to `day`, which is the day that the article tells of and else its publication. It is null where the store has no entry of that register. A list that this store lacks makes it too small.
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
told AS (
    SELECT
        coalesce(
            iif(length(n.event_date) = 10, n.event_date, NULL),
            iif(length(a.published_at) > 10, date(a.published_at, '+8 hours'), a.published_at)
        ) AS day,
        a.outlet, n.scheme, n.province, n.cumulative_services AS stated,
        coalesce(n.cumulative_qualifier, 'exact') AS qualifier, a.id AS article, n.text
    FROM announcements AS n
    JOIN articles AS a ON a.doc = n.doc
    WHERE n.cumulative_services IS NOT NULL AND n.scheme IS NOT NULL AND a.copy_of IS NULL
        AND (:scheme IS NULL OR n.scheme = :scheme)
),
days AS (
    SELECT r.scheme, coalesce(p.province, '') AS province, r.date AS day, count(*) AS entries
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.date IS NOT NULL
    GROUP BY r.scheme, p.province, r.date
),
compared AS (
    SELECT
        t.*,
        (SELECT sum(d.entries) FROM days AS d
            WHERE d.scheme = t.scheme AND d.day <= t.day
                AND (t.province IS NULL OR d.province = t.province)) AS listed
    FROM told AS t
    WHERE t.day IS NOT NULL
        AND (:since IS NULL OR t.day >= :since) AND (:until IS NULL OR t.day <= :until)
)
SELECT
    day, outlet, scheme, province, stated, qualifier, listed, stated - listed AS difference,
    article, text
FROM compared
ORDER BY day DESC, scheme, province, outlet, article
