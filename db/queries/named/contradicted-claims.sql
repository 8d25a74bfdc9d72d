-- help: Numbers that the press states of a batch and that the official register contradicts.
-- help_zh: 与官方名单相矛盾的媒体数字。
-- doc: A number is contradicted where its words cannot be true of the official entries that the batch is about, or, of a running total, of the entries by `cumulative_listed_on`: `exact` must be equal, `more_than` 40 allows 41 and not 40, `nearly` and `about` allow a tenth. Silence contradicts nothing: batches without official entries are left out, and so are running totals above the register's where the store's lists do not reach that day or do not hold all that they state. That fewer entries were found for a batch than are stated is told; `status` says how far the two were brought together. A total of one province that was taken for one of the whole country stands here too.
-- param: scheme scheme "" of this register only
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- column: batch the batch
-- column: scheme the register
-- column: event_date day or month of the event
-- column: field `services`, `companies` or `cumulative`
-- column: stated the number that is stated
-- column: qualifier its qualifier
-- column: listed the register's number
-- column: chosen 1 where most sources state it
-- column: voices independent sources that state it
-- column: outlets outlets that print it, separated by spaces
-- column: status of the batch
WITH
reached AS (
    SELECT
        scheme, max(coalesce(as_of, published)) AS reach,
        min(iif(verdict <> 'complete', coalesce(as_of, published), NULL)) AS broken
    FROM register_lists
    WHERE coalesce(province, '') = ''
    GROUP BY scheme
),
claims AS (
    SELECT
        b.slug, b.scheme, b.event_date, v.field, v.value, coalesce(v.qualifier, 'exact') AS said,
        CASE v.field
            WHEN 'services' THEN b.services_listed
            WHEN 'companies' THEN b.companies_listed
            ELSE b.cumulative_listed
        END AS listed,
        v.chosen, v.voices, v.outlets, b.status,
        v.field <> 'cumulative' OR (
            w.reach >= b.cumulative_listed_on
            AND (w.broken IS NULL OR w.broken > b.cumulative_listed_on)
        ) AS whole
    FROM batches AS b
    JOIN batch_values AS v ON v.batch = b.slug
    LEFT JOIN reached AS w ON w.scheme = b.scheme
    WHERE v.field IN ('services', 'companies', 'cumulative') AND b.voices > 0
        AND (:scheme IS NULL OR b.scheme = :scheme)
        AND (:since IS NULL OR b.event_date >= substr(:since, 1, length(b.event_date)))
        AND (:until IS NULL OR b.event_date <= :until)
)
SELECT
    slug AS batch, scheme, event_date, field, value AS stated, said AS qualifier, listed, chosen,
    voices, outlets, status
FROM claims
WHERE listed IS NOT NULL AND CASE said
    WHEN 'exact' THEN listed > value OR (listed < value AND whole)
    WHEN 'more_than' THEN listed <= value AND whole
    WHEN 'at_least' THEN listed < value AND whole
    WHEN 'up_to' THEN listed > value
    ELSE (listed - value) * 10 > value OR ((value - listed) * 10 > value AND whole)
    END
ORDER BY event_date DESC, slug, field, chosen DESC, stated
