-- help: Batches that the press tells of and that no official list has so far.
-- help_zh: 媒体已报道、官方名单尚未收录的批次。
-- doc: Where the register of a scheme is not in this store, none of its batches has a list. `named` services are those that articles name; a batch whose number no article gives has null as `services_stated`.
-- param: scheme scheme "" of this register only
-- param: province province "" of this province only
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing
-- column: batch the batch
-- column: scheme the register
-- column: province its province
-- column: event_date day or month of the event; null where no source dates it
-- column: services_stated how many services are stated
-- column: named services that articles name
-- column: voices independent sources
-- column: first_seen publication of the earliest article
-- column: title the batch in one line
SELECT
    slug AS batch, scheme, province, event_date, services_stated, services_found AS named, voices,
    first_seen, title
FROM batches
WHERE voices > 0 AND services_listed IS NULL
    AND (:scheme IS NULL OR scheme = :scheme)
    AND (:province IS NULL OR province = :province)
    AND (:since IS NULL OR event_date >= substr(:since, 1, length(event_date)))
    AND (:until IS NULL OR event_date <= :until)
ORDER BY event_date IS NULL, event_date DESC, slug
