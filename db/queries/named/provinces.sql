-- help: Official entries by province and register.
-- help_zh: 各省（区、市）在各登记类别下的官方登记数量。
-- doc: Cancelled entries are not counted. What a list prints in the place of a province, such as the commission of state-owned firms (国资委), stays as printed and has no English name; null where a list names none.
-- param: scheme scheme "" of this register only
-- param: since first_day "" entries from this day on; those without a date count by the day on which their list was published
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing since=2024 until=2024
-- column: province its name in Chinese
-- column: english its name in English
-- column: scheme the register
-- column: services official entries
-- column: companies their companies
-- column: first_date day of the earliest entry; null where no entry has a day
-- column: last_date day of the latest one
SELECT
    coalesce(p.province, nullif(r.province, '')) AS province, p.english, r.scheme,
    count(*) AS services, count(DISTINCT coalesce(r.company_id, r.company)) AS companies,
    min(r.date) AS first_date, max(r.date) AS last_date
FROM register_rows AS r
LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
WHERE r.cancelled_on IS NULL AND r.scheme <> 'algorithm_cancelled'
    AND (:scheme IS NULL OR r.scheme = :scheme)
    AND (:since IS NULL OR coalesce(r.date, r.known_from) >= :since)
    AND (:until IS NULL OR coalesce(r.date, r.known_from) <= :until)
GROUP BY coalesce(p.province, nullif(r.province, '')), r.scheme
ORDER BY
    sum(count(*)) OVER (PARTITION BY coalesce(p.province, nullif(r.province, ''))) DESC,
    province, r.scheme
