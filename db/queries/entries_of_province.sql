-- The official entries of one province, the newest first.
-- :province as the entries have it
-- :limit at most so many
SELECT
    scheme, CASE WHEN number GLOB 'unnumbered:*' THEN NULL ELSE number END AS number,
    date, date_note, province, name, company, company_id, service_id, list, cancelled_on
FROM register_rows
WHERE province = :province
ORDER BY coalesce(date, known_from, '') DESC, scheme, register_rows.number
LIMIT coalesce(:limit, -1)
