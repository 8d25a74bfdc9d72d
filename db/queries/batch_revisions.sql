-- What the earlier versions of a batch's articles announced, a row an announcement, by first sight.
-- :slug the batch
SELECT
    a.id AS article, a.url, a.outlet, r.title, r.published_at, r.fetched_at, r.last_seen,
    json_extract(n.value, '$.idx') AS idx,
    json_extract(n.value, '$.role') AS role,
    json_extract(n.value, '$.kind') AS kind,
    json_extract(n.value, '$.scheme') AS scheme,
    json_extract(n.value, '$.event_date') AS event_date,
    json_extract(n.value, '$.services_in_batch') AS services_value,
    json_extract(n.value, '$.services_qualifier') AS services_qualifier,
    json_extract(n.value, '$.companies_in_batch') AS companies_value,
    json_extract(n.value, '$.companies_qualifier') AS companies_qualifier,
    json_extract(n.value, '$.cumulative_services') AS cumulative_value,
    json_extract(n.value, '$.cumulative_qualifier') AS cumulative_qualifier,
    json_extract(n.value, '$.text') AS text
FROM batch_articles AS b
JOIN articles AS a ON a.doc = b.doc
JOIN article_revisions AS r ON r.doc = b.doc
LEFT JOIN json_each(r.facts, '$.announcements') AS n
WHERE b.batch = :slug
ORDER BY coalesce(r.fetched_at, r.last_seen), a.id, r.version, idx
