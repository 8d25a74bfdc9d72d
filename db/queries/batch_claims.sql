-- What each article says of one batch, in order of publication.
-- :slug the batch
SELECT
    a.id AS article, a.url, a.outlet, a.language, a.published_at, n.role, n.kind, n.scheme,
    n.authority, n.regulation, n.level, n.province, n.event_date, n.event_date_text, n.ordinal,
    n.period_start, n.period_end,
    n.services_in_batch AS services_value, n.services_qualifier,
    n.companies_in_batch AS companies_value, n.companies_qualifier,
    n.cumulative_services AS cumulative_value, n.cumulative_qualifier,
    n."start", n."end", n.text,
    n.doc, n.idx, a.version, a.fetched_at, a.last_seen, ba.voice
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc
LEFT JOIN batch_articles AS ba ON ba.batch = n.batch AND ba.doc = n.doc
WHERE n.batch = :slug
ORDER BY a.published_at IS NULL, a.published_at, a.id, n.idx
