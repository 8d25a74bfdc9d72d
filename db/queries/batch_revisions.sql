-- What the earlier versions of a batch's articles announced, a row an announcement, by first sight.
-- :slug the batch
SELECT
    a.id AS article, a.url, a.outlet, r.title, r.published_at, r.fetched_at, r.last_seen,
    n.value ->> 'idx' AS idx, n.value ->> 'role' AS role, n.value ->> 'kind' AS kind,
    n.value ->> 'scheme' AS scheme, n.value ->> 'event_date' AS event_date,
    n.value ->> 'services_in_batch' AS services_value,
    n.value ->> 'services_qualifier' AS services_qualifier,
    n.value ->> 'companies_in_batch' AS companies_value,
    n.value ->> 'companies_qualifier' AS companies_qualifier,
    n.value ->> 'cumulative_services' AS cumulative_value,
    n.value ->> 'cumulative_qualifier' AS cumulative_qualifier,
    n.value ->> 'text' AS text
FROM batch_articles AS b
JOIN articles AS a ON a.doc = b.doc
JOIN article_revisions AS r ON r.doc = b.doc
LEFT JOIN json_each(r.facts, '$.announcements') AS n
WHERE b.batch = :slug
ORDER BY coalesce(r.fetched_at, r.last_seen), a.id, r.version, idx
