-- help: Batches whose event lies between two days, newest first.
-- help_zh: 两个日期之间的各批次，由新到旧。
-- doc: A batch of which only the month is known counts in the whole month. One that no source dates is left out, unless neither day is given: then it stands at the end.
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- param: scheme scheme "" of this register only
-- param: province province "" of this province only
-- example: since=2024-01 until=2024-06 scheme=genai_filing
-- column: event_date day of the event, or its month; null where no source dates it
-- column: batch its slug
-- column: scheme the register
-- column: province the province; null for a batch of the whole country, or where none is known
-- column: services_stated how many services most independent sources state
-- column: services_qualifier `exact`, `more_than`, `at_least`, `nearly`, `about`, `up_to`
-- column: companies_stated how many companies
-- column: services_listed official entries that it is about; null where none is linked
-- column: status `complete`, `partial`, `conflict`, `stated_only`, `listed_only`
-- column: voices independent sources; 0 for an official list that no article tells of
-- column: first_seen publication of its earliest article
SELECT
    event_date, slug AS batch, scheme, province, services_stated, services_qualifier,
    companies_stated, services_listed, status, voices, first_seen
FROM batches
WHERE (:since IS NULL OR event_date >= substr(:since, 1, length(event_date)))
    AND (:until IS NULL OR event_date <= :until)
    AND (:scheme IS NULL OR scheme = :scheme)
    AND (:province IS NULL OR province = :province)
ORDER BY event_date IS NULL, event_date DESC, slug
