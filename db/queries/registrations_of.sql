-- The registrations of one company or service, the newest event first; an official entry told once.
-- :kind company or service
-- :entity its id
SELECT
    r.batch, b.scheme, b.province, b.event_date, r.company, r.service, r.description, r.status,
    r.number, r.date
FROM registrations AS r
JOIN batches AS b ON b.slug = r.batch
WHERE ((:kind = 'company' AND (r.company_id = :entity OR r.id IN (
        SELECT s.registration FROM service_mentions AS s WHERE s.company_id = :entity)))
    OR (:kind = 'service' AND (r.service_id = :entity OR r.id IN (
        SELECT s.registration FROM service_mentions AS s WHERE s.service_id = :entity))))
    AND NOT (b.voices = 0 AND EXISTS (
        SELECT 1
        FROM batch_rows AS own
        JOIN batch_rows AS other ON other.scheme = own.scheme AND other.number = own.number
        JOIN batches AS press ON press.slug = other.batch
        WHERE own.batch = r.batch AND own.registration = r.id
            AND press.voices > 0 AND other.registration IS NOT NULL))
ORDER BY coalesce(b.event_date, substr(b.first_seen, 1, 10), '') DESC, r.batch, r.rank
