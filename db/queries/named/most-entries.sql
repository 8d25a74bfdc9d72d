-- help: Companies with most official entries.
-- help_zh: 官方登记数量最多的企业。
-- doc: A brand and the firms that are known to be it count as one company. Cancelled entries and notices of cancellation are not counted.
-- param: scheme scheme "" of this register only
-- param: province province "" entries of this province only
-- param: limit integer "50" at most so many
-- example: province=Beijing limit=10
-- column: company its name
-- column: company_id its id
-- column: services official entries
-- column: filings of these, filings of generative-AI services
-- column: registrations of these, registrations of applications
-- column: first_date day of the first; null where no entry has a day
-- column: last_date day of the last
SELECT
    c.name AS company, c.id AS company_id, count(*) AS services,
    sum(r.scheme = 'genai_filing') AS filings,
    sum(r.scheme = 'genai_registration') AS registrations,
    min(r.date) AS first_date, max(r.date) AS last_date
FROM register_rows AS r
JOIN companies AS c ON c.id = r.company_id
LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
WHERE r.cancelled_on IS NULL AND r.scheme <> 'algorithm_cancelled'
    AND (:scheme IS NULL OR r.scheme = :scheme)
    AND (:province IS NULL OR p.province = :province)
GROUP BY c.id
ORDER BY services DESC, c.id
LIMIT :limit
