-- Totals that the announcements state on whose pages official lists were published.
SELECT DISTINCT
    d.list, a.scheme, n.id AS article, n.url, n.published_at, a.event_date, a.period_start,
    a.period_end, a.services_in_batch, a.services_qualifier, a.cumulative_services,
    a.cumulative_qualifier
FROM register_documents AS d
JOIN articles AS n ON n.key = d.page_key
JOIN announcements AS a ON a.doc = n.doc AND a.scheme = d.scheme AND a.role = 'main'
WHERE d.list IS NOT NULL
ORDER BY d.list, n.published_at, n.id, a.idx
