-- help: Official entries by month and register, with the companies that are new to it.
-- help_zh: 按月份和登记类别统计的官方登记，以及首次出现的企业。
-- doc: An entry counts in the month of its day, or of its list's publication where the list prints none. A company is new in the month of its first entry in that register; where a province is asked for, of its first entry there. Months without an entry are left out.
-- param: scheme scheme "" of this register only
-- param: province province "" of this province only
-- param: since first_day "" months from this one on
-- param: until last_day "" months up to this one
-- example: province=上海 since=2024
-- column: month the month
-- column: scheme the register
-- column: services entries
-- column: companies their companies
-- column: new_companies those without an earlier entry in that register
-- column: provinces their provinces
WITH
entries AS (
    SELECT
        r.scheme, r.number, substr(coalesce(r.date, r.known_from), 1, 7) AS month,
        coalesce(r.company_id, r.company) AS company, coalesce(p.province, r.province) AS province
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE length(coalesce(r.date, r.known_from)) >= 7
        AND (:scheme IS NULL OR r.scheme = :scheme)
        AND (:province IS NULL OR p.province = :province)
),
compared AS (
    SELECT *, min(month) OVER (PARTITION BY scheme, company) AS first_month FROM entries
)
SELECT
    month, scheme, count(*) AS services, count(DISTINCT company) AS companies,
    count(DISTINCT iif(month = first_month, company, NULL)) AS new_companies,
    count(DISTINCT province) AS provinces
FROM compared
WHERE (:since IS NULL OR month >= substr(:since, 1, 7))
    AND (:until IS NULL OR month <= substr(:until, 1, 7))
GROUP BY month, scheme
ORDER BY month, scheme
