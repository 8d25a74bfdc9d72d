-- The official entries of one province, the newest first.
-- :province its name without its kind
-- :printed the same with it
-- :limit at most so many
SELECT
    scheme, CASE WHEN number GLOB 'unnumbered:*' THEN NULL ELSE number END AS number,
    date, date_note, province, name, company, company_id, service_id, list, cancelled_on
FROM register_rows
WHERE province IN (:province, :printed)
ORDER BY coalesce(date, known_from, '') DESC, scheme, register_rows.number
LIMIT coalesce(:limit, -1)
