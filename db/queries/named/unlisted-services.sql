-- help: Services that the press names as registered and that no official list here has.
-- help_zh: 媒体称已备案或登记、但本库官方名单均未收录的服务。
-- doc: A service is left out as soon as any entry of any register is its, under whatever name it is known. Where articles name only a company, `service` is null, and the company is left out where it has any entry.
-- param: scheme scheme "" told of this register only
-- param: since first_day "" told from this day on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing
-- column: company the company as printed most often; null where articles name none
-- column: service the service
-- column: scheme the register that articles tell of
-- column: batches how many batches it is named in
-- column: articles how many articles name it
-- column: first_told day or month of its first batch, or the publication where no source dates it
-- column: example one of these batches
WITH told AS (
    SELECT
        r.id, r.batch, r.company, r.service, r.company_id, r.service_id, b.scheme,
        coalesce(
            b.event_date,
            iif(length(b.first_seen) > 10, date(b.first_seen, '+8 hours'), b.first_seen)
        ) AS day
    FROM registrations AS r
    JOIN batches AS b ON b.slug = r.batch
    WHERE r.status = 'stated' AND b.voices > 0
        AND (:scheme IS NULL OR b.scheme = :scheme)
        AND NOT EXISTS (SELECT 1 FROM register_rows AS o WHERE o.service_id = r.service_id)
        AND NOT (r.service_id IS NULL AND EXISTS (
            SELECT 1 FROM register_rows AS o WHERE o.company_id = r.company_id))
)
SELECT
    min(t.company) AS company, min(t.service) AS service, t.scheme,
    count(DISTINCT t.batch) AS batches, count(DISTINCT m.doc) AS articles,
    min(t.day) AS first_told, min(t.batch) AS example
FROM told AS t
LEFT JOIN service_mentions AS m ON m.registration = t.id
WHERE (:since IS NULL OR t.day >= substr(:since, 1, length(t.day)))
    AND (:until IS NULL OR t.day <= :until)
GROUP BY coalesce(t.service_id, 'of ' || t.company_id, t.id), t.scheme
ORDER BY first_told DESC, company, service
