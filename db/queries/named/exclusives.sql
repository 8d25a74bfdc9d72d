-- help: Batches that a single outlet tells of, and whether the official register has them.
-- help_zh: 仅有一家媒体报道的批次，以及官方名单是否收录。
-- doc: Copies of a story speak for the outlet that told it first. `services_listed` is null where no official entry is linked.
-- param: outlet text "" of this outlet only
-- param: scheme scheme "" of this register only
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- example: since=2024
-- column: outlet the outlet
-- column: batch the batch
-- column: scheme the register
-- column: province its province
-- column: event_date day or month of the event; null where no source dates it
-- column: first_seen publication of its earliest article
-- column: services_stated how many services it states
-- column: services_listed official entries that the batch is about
-- column: status of the batch
SELECT
    min(ba.voice) AS outlet, b.slug AS batch, b.scheme, b.province, b.event_date, b.first_seen,
    b.services_stated, b.services_listed, b.status
FROM batches AS b
JOIN batch_articles AS ba ON ba.batch = b.slug
WHERE b.voices = 1 AND ba.role = 'main'
    AND (:scheme IS NULL OR b.scheme = :scheme)
    AND (:since IS NULL OR b.event_date >= substr(:since, 1, length(b.event_date)))
    AND (:until IS NULL OR b.event_date <= :until)
GROUP BY b.slug
HAVING :outlet IS NULL OR min(ba.voice) = :outlet
ORDER BY outlet, b.event_date DESC, b.slug
