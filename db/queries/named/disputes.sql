-- help: What sources say otherwise of one batch, and who says which.
-- help_zh: 各来源对同一批次说法不一之处，以及各自的来源。
-- doc: A value disputes the chosen one where both cannot be true: 8 beside 11 does, 2024-01 beside 2024-01-17 does not. The chosen value of such a field stands beside those that dispute it.
-- param: scheme scheme "" of this register only
-- param: field text "" of this field only, such as `services` or `event_date`
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- example: field=services
-- column: batch the batch
-- column: event_date its day or month, as most sources give it
-- column: field what is disputed
-- column: value a value
-- column: qualifier of a number, its qualifier
-- column: chosen 1 for the one that is shown
-- column: voices independent sources that state it
-- column: outlets outlets that print it, separated by spaces
-- column: first_seen publication of the earliest of them
SELECT
    v.batch, b.event_date, v.field, v.value, v.qualifier, v.chosen, v.voices, v.outlets,
    v.first_seen
FROM batch_values AS d
JOIN batches AS b ON b.slug = d.batch
JOIN batch_values AS v ON v.batch = d.batch AND v.field = d.field AND (v.chosen OR v.disputes)
WHERE d.disputes
    AND (:scheme IS NULL OR b.scheme = :scheme)
    AND (:field IS NULL OR d.field = :field)
    AND (:since IS NULL OR b.event_date >= substr(:since, 1, length(b.event_date)))
    AND (:until IS NULL OR b.event_date <= :until)
GROUP BY v.batch, v.field, v.value
ORDER BY b.event_date DESC, v.batch, v.field, v.chosen DESC, v.voices DESC, v.value
