-- Every announcement with what tells batches apart, and its article's outlet, language and date.
SELECT
    n.doc, n.idx, n.role, n.kind, n.scheme, n.authority, n.level, n.province, n.event_date,
    n.ordinal, n.period_start, n.period_end, n.services_in_batch, n.services_qualifier,
    n.companies_in_batch, n.companies_qualifier, n.cumulative_services, n.cumulative_qualifier,
    a.outlet, a.language, a.published_at, a.text_sha256
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc
ORDER BY n.doc, n.idx
