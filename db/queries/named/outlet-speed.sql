-- help: Outlets by how soon they tell of batches, and how often they are the first.
-- help_zh: 各媒体报道批次的速度，以及首发次数。
-- doc: Counted over batches with a day and an outlet's first announcing article of each, as in `lag`. An outlet is first where no other published on an earlier day; several may be.
-- param: scheme scheme "" of this register only
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- param: least integer "1" only outlets with at least so many batches
-- example: least=2
-- column: outlet the outlet
-- column: batches batches that it told of
-- column: median_days median of the days from event to article
-- column: same_day batches told on their day
-- column: first_to_tell batches that nobody told of on an earlier day
-- column: alone batches that nobody else told of
WITH
told AS (
    SELECT
        a.outlet, ba.batch, b.event_date,
        min(iif(length(a.published_at) > 10, date(a.published_at, '+8 hours'), a.published_at))
            AS published
    FROM batches AS b
    JOIN batch_articles AS ba ON ba.batch = b.slug
    JOIN articles AS a ON a.doc = ba.doc
    WHERE ba.role = 'main' AND length(b.event_date) = 10 AND length(a.published_at) >= 10
        AND (:scheme IS NULL OR b.scheme = :scheme)
        AND (:since IS NULL OR b.event_date >= :since)
        AND (:until IS NULL OR b.event_date <= :until)
    GROUP BY a.outlet, ba.batch
),
compared AS (
    SELECT
        outlet, batch, CAST(julianday(published) - julianday(event_date) AS INTEGER) AS days,
        published = min(published) OVER (PARTITION BY batch) AS first_to_tell,
        count(*) OVER (PARTITION BY batch) = 1 AS alone
    FROM told
    WHERE published >= event_date
),
ranked AS (
    SELECT
        *, row_number() OVER (PARTITION BY outlet ORDER BY days) AS place,
        count(*) OVER (PARTITION BY outlet) AS batches
    FROM compared
)
SELECT
    outlet, batches,
    avg(iif(place IN ((batches + 1) / 2, (batches + 2) / 2), days, NULL)) AS median_days,
    sum(days = 0) AS same_day, sum(first_to_tell) AS first_to_tell, sum(alone) AS alone
FROM ranked
GROUP BY outlet
HAVING batches >= :least
ORDER BY batches DESC, median_days, outlet
