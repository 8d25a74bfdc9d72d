-- help: How many days after an event each outlet tells of it first.
-- help_zh: 各媒体在事件发生多少天后首次报道。
-- doc: One row a batch and outlet, the outlet's first article that announces it (not one that only recalls it). Batches whose day no source gives (only a month, or nothing) and articles without a date are left out, and so are articles published before the day.
-- param: scheme scheme "" of this register only
-- param: since first_day "" events from this day on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing since=2024 until=2024
-- column: outlet the outlet
-- column: batch the batch
-- column: scheme the register
-- column: event_date day of the event
-- column: published day in China on which the outlet told of it first
-- column: days whole days between the two
WITH told AS (
    SELECT
        a.outlet, ba.batch, b.scheme, b.event_date,
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
)
SELECT
    outlet, batch, scheme, event_date, published,
    CAST(julianday(published) - julianday(event_date) AS INTEGER) AS days
FROM told
WHERE published >= event_date
ORDER BY event_date, batch, days, outlet
