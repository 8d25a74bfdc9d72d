-- help: How many services each register has, and how many of each the press names.
-- help_zh: 各登记类别的服务数量：官方名单与媒体报道点名的数量。
-- doc: Official entries that a later notice cancelled are not counted; `algorithm_cancelled` counts the notices themselves. A service that articles name in several batches of a register counts once.
-- param: since first_day "" entries dated, and batches told, from this day on
-- param: until last_day "" up to and including this day
-- column: scheme the register
-- column: source `official` or `press`
-- column: services entries that stand, or services that articles name
-- column: companies their companies
-- column: first_date day of the earliest entry, or of the earliest batch
-- column: last_date day of the latest one
WITH
official AS (
    SELECT
        scheme, coalesce(date, known_from) AS day, scheme || ' ' || number AS service,
        coalesce(company_id, company) AS company
    FROM register_rows
    WHERE cancelled_on IS NULL
),
press AS (
    SELECT
        b.scheme,
        coalesce(
            b.event_date,
            iif(length(b.first_seen) > 10, date(b.first_seen, '+8 hours'), b.first_seen)
        ) AS day,
        coalesce(r.service_id, r.service) AS service, coalesce(r.company_id, r.company) AS company
    FROM registrations AS r
    JOIN batches AS b ON b.slug = r.batch
    WHERE b.voices > 0 AND b.scheme IS NOT NULL AND r.status <> 'listed'
),
both AS (
    SELECT 'official' AS source, * FROM official
    UNION ALL
    SELECT 'press', * FROM press
)
SELECT
    scheme, source, count(DISTINCT service) AS services, count(DISTINCT company) AS companies,
    min(day) AS first_date, max(day) AS last_date
FROM both
WHERE (:since IS NULL OR day >= substr(:since, 1, length(day)))
    AND (:until IS NULL OR day <= :until)
GROUP BY scheme, source
ORDER BY scheme, source
