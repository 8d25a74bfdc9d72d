-- What announcements state of the registers, with the official list that their page published.
SELECT DISTINCT
    n.id AS article, n.url, n.outlet, n.published_at, a.scheme, a.level, a.province,
    a.event_date, a.period_start, a.period_end, a.services_in_batch, a.services_qualifier,
    a.cumulative_services, a.cumulative_qualifier, d.list, l.province AS place
FROM announcements AS a
JOIN articles AS n ON n.doc = a.doc
LEFT JOIN register_documents AS d ON d.page_key = n.key AND d.scheme = a.scheme
LEFT JOIN register_lists AS l ON l.list = d.list
WHERE a.role = 'main' AND a.scheme IS NOT NULL AND n.copy_of IS NULL
    AND (a.services_in_batch IS NOT NULL OR a.cumulative_services IS NOT NULL)
    AND (
        d.list IS NOT NULL
        OR n.outlet IN (SELECT outlet FROM register_documents)
        OR n.url LIKE '%.gov.cn/%'
    )
ORDER BY n.published_at, n.id, a.idx, d.list
