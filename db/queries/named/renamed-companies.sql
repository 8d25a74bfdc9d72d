-- help: Companies that official lists have under several legal names, in order of their days.
-- help_zh: 官方名单中以多个法定名称出现的企业，按日期排列。
-- doc: A company that was renamed, and several firms that are known as one company (a group and its subsidiaries) look alike here: the register has no key of firms. Names that differ only in width or kind of brackets count as one. `last_date` of a name before `first_date` of the next one speaks for a renaming. A row an official name; days are null where the entries have none.
-- param: company text "" only the one of this name or id
-- column: company the name that most articles print
-- column: company_id its id
-- column: official_name a legal name of the register
-- column: first_date day of its first entry under that name
-- column: last_date day of its last one
-- column: services its entries under that name
-- column: example number of one of them
WITH
printed AS (
    SELECT
        company_id, replace(replace(company, '(', '（'), ')', '）') AS official_name, date, number
    FROM register_rows
    WHERE company_id IS NOT NULL AND company IS NOT NULL
    UNION ALL
    SELECT
        r.company_id,
        replace(replace(json_extract(v.content, '$.company'), '(', '（'), ')', '）'),
        json_extract(v.content, '$.date'), r.number
    FROM register_row_revisions AS v
    JOIN register_rows AS r ON r.scheme = v.scheme AND r.number = v.number
    WHERE r.company_id IS NOT NULL AND json_extract(v.content, '$.company') IS NOT NULL
),
by_name AS (
    SELECT
        company_id, official_name, min(date) AS first_date, max(date) AS last_date,
        count(DISTINCT number) AS services, min(number) AS example,
        count(*) OVER (PARTITION BY company_id) AS names
    FROM printed
    GROUP BY company_id, official_name
)
SELECT
    c.name AS company, c.id AS company_id, n.official_name, n.first_date, n.last_date, n.services,
    n.example
FROM by_name AS n
JOIN companies AS c ON c.id = n.company_id
WHERE n.names > 1 AND (:company IS NULL OR c.id = lower(:company) OR c.id IN (
    SELECT entity FROM aliases WHERE kind = 'company' AND name = :company COLLATE NOCASE))
ORDER BY c.id, n.first_date, n.official_name
