-- The registrations of one company or service, the newest event first.
-- :kind company or service
-- :entity its id
SELECT
    r.batch, b.scheme, b.province, b.event_date, r.company, r.service, r.description, r.status,
    r.number, r.date
FROM registrations AS r
JOIN batches AS b ON b.slug = r.batch
WHERE (:kind = 'company' AND (r.company_id = :entity OR r.id IN (
        SELECT s.registration FROM service_mentions AS s WHERE s.company_id = :entity)))
    OR (:kind = 'service' AND (r.service_id = :entity OR r.id IN (
        SELECT s.registration FROM service_mentions AS s WHERE s.service_id = :entity)))
ORDER BY coalesce(b.event_date, substr(b.first_seen, 1, 10), '') DESC, r.batch, r.rank
