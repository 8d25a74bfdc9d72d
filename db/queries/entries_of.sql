-- The official entries of one company or service, the newest first, with the batches that have them.
-- :kind company or service
-- :entity its id
SELECT
    r.scheme, CASE WHEN r.number GLOB 'unnumbered:*' THEN NULL ELSE r.number END AS number,
    r.date, r.date_note, r.province, r.name, r.company, r.list, r.known_from, r.cancelled_on,
    (SELECT group_concat(batch, ' ') FROM (
        SELECT x.batch FROM batch_rows AS x JOIN batches AS b ON b.slug = x.batch
        WHERE x.scheme = r.scheme AND x.number = r.number AND b.voices > 0
        ORDER BY b.first_seen, x.batch
    )) AS batches
FROM register_rows AS r
WHERE (:kind = 'company' AND r.company_id = :entity)
    OR (:kind = 'service' AND r.service_id = :entity)
ORDER BY coalesce(r.date, r.known_from, '') DESC, r.scheme, r.number
