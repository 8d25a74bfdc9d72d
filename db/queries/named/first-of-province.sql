-- help: The first official entry of each province in each register.
-- help_zh: 各省份在各登记类别下的首个登记。
-- doc: Of several entries of one day the one that the list has first. Entries without a day are not counted.
-- param: scheme scheme "" of this register only
-- example: scheme=genai_filing
-- column: province the province in Chinese
-- column: english in English
-- column: scheme the register
-- column: date day of the first entry
-- column: company its company
-- column: service its service
-- column: number its number
-- column: services entries since, this one among them
WITH ranked AS (
    SELECT
        p.province, p.english, r.scheme, r.date, r.company, r.name, r.number,
        row_number() OVER (PARTITION BY p.province, r.scheme ORDER BY r.date, r.seq, r.number)
            AS place,
        count(*) OVER (PARTITION BY p.province, r.scheme) AS services
    FROM register_rows AS r
    JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.date IS NOT NULL AND r.scheme <> 'algorithm_cancelled'
        AND (:scheme IS NULL OR r.scheme = :scheme)
)
SELECT province, english, scheme, date, company, name AS service, number, services
FROM ranked
WHERE place = 1
ORDER BY date, province, scheme
