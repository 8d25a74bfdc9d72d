-- help: Companies that have official entries in several provinces.
-- help_zh: 在多个省份有登记的企业。
-- doc: A brand and the firms that are known to be it count as one company. Cancelled entries and notices of cancellation are not counted, and what a list prints in the place of a province (国资委) is none.
-- param: least integer "2" in at least so many provinces
-- param: scheme scheme "" of this register only
-- example: least=2
-- column: company its name
-- column: company_id its id
-- column: provinces how many provinces
-- column: names the provinces, separated by spaces
-- column: services official entries
-- column: first_date day of the earliest entry; null where no entry has a day
-- column: last_date day of the latest one
WITH entries AS (
    SELECT r.company_id, p.province, count(*) AS services, min(r.date) AS first, max(r.date) AS last
    FROM register_rows AS r
    JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.company_id IS NOT NULL AND r.cancelled_on IS NULL
        AND r.scheme <> 'algorithm_cancelled'
        AND (:scheme IS NULL OR r.scheme = :scheme)
    GROUP BY r.company_id, p.province
)
SELECT
    c.name AS company, c.id AS company_id, count(*) AS provinces,
    group_concat(e.province, ' ') AS names, sum(e.services) AS services,
    min(e.first) AS first_date, max(e.last) AS last_date
FROM (SELECT * FROM entries ORDER BY company_id, services DESC, province) AS e
JOIN companies AS c ON c.id = e.company_id
GROUP BY c.id
HAVING count(*) >= :least
ORDER BY provinces DESC, services DESC, company_id
