-- help: What one company registered and when, by official lists and by the press.
-- help_zh: 一家企业的登记历史：官方名单与媒体报道。
-- doc: The company may be named by its id or by any of its names, in any case. An official entry stands once; a service that only the press names stands once a batch. `day` is null where neither an entry nor a source gives one.
-- param: company text! "" its name or id
-- example: company=智谱
-- column: day day of the entry, or day or month of the batch
-- column: source `official` or `press`
-- column: scheme the register
-- column: service the service; null where articles name only the company
-- column: company the legal name of the entry, or the name that articles print
-- column: number the entry's number; null for the press
-- column: province the province
-- column: told_in the list, or the batch
-- column: cancelled_on day of a cancellation
WITH wanted AS (
    SELECT id FROM companies WHERE id = lower(:company)
    UNION
    SELECT entity FROM aliases WHERE kind = 'company' AND name = :company COLLATE NOCASE
),
both AS (
    SELECT
        r.date AS day, 'official' AS source, r.scheme, r.name AS service, r.company, r.number,
        r.province, r.list AS told_in, r.cancelled_on
    FROM register_rows AS r
    WHERE r.company_id IN (SELECT id FROM wanted)
    UNION ALL
    SELECT
        b.event_date, 'press', b.scheme, g.service, g.company, NULL, b.province, b.slug, NULL
    FROM registrations AS g
    JOIN batches AS b ON b.slug = g.batch
    WHERE g.company_id IN (SELECT id FROM wanted) AND g.status = 'stated' AND b.voices > 0
)
SELECT day, source, scheme, service, company, number, province, told_in, cancelled_on
FROM both
ORDER BY day IS NULL, day, source, number, told_in, service
