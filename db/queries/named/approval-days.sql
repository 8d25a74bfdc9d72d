-- help: Days on which a province approved many services at once, and whether the press told of it.
-- help_zh: 同一省份同日批准多个服务的日期，以及媒体是否报道。
-- param: least integer "5" at least so many entries
-- param: scheme scheme "" of this register only
-- param: province province "" of this province only
-- param: since first_day "" from this day on
-- param: until last_day "" up to and including this day
-- example: least=10 since=2024 until=2024
-- column: date the day
-- column: province the province in Chinese, or what the list prints in its place
-- column: scheme the register
-- column: services entries
-- column: companies their companies
-- column: batch the press batch that most of them are of, of several the smallest; null where the press tells of none
-- column: voices independent sources of that batch
WITH
days AS (
    SELECT
        r.date, r.scheme, r.province AS printed,
        coalesce(p.province, nullif(r.province, '')) AS province, count(*) AS services,
        count(DISTINCT coalesce(r.company_id, r.company)) AS companies
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.date IS NOT NULL
        AND (:scheme IS NULL OR r.scheme = :scheme)
        AND (:province IS NULL OR p.province = :province)
        AND (:since IS NULL OR r.date >= :since) AND (:until IS NULL OR r.date <= :until)
    GROUP BY r.date, r.scheme, r.province
    HAVING count(*) >= :least
),
told AS (
    SELECT
        d.*, x.batch, b.voices,
        row_number() OVER (
            PARTITION BY d.scheme, d.date, d.printed
            ORDER BY count(b.slug) DESC, b.services_listed, b.slug
        ) AS place
    FROM days AS d
    JOIN register_rows AS r
        ON r.scheme = d.scheme AND r.date = d.date AND r.province IS d.printed
    LEFT JOIN batch_rows AS x ON x.scheme = r.scheme AND x.number = r.number
    LEFT JOIN batches AS b ON b.slug = x.batch AND b.voices > 0
    GROUP BY d.scheme, d.date, d.printed, b.slug
)
SELECT date, province, scheme, services, companies, iif(voices, batch, NULL) AS batch, voices
FROM told
WHERE place = 1
ORDER BY date DESC, services DESC, province
