-- Announcements of some articles with what tells batches apart, their batch and their story's root.
WITH RECURSIVE origin (doc, root) AS (
    SELECT doc, doc FROM articles WHERE doc IN (?)
    UNION
    SELECT o.doc, a.copy_of
    FROM origin AS o
    JOIN articles AS a ON a.doc = o.root
    WHERE a.copy_of IS NOT NULL
)
SELECT
    n.doc, n.idx, n.role, n.kind, n.scheme, n.authority, n.level, n.province, n.event_date,
    n.event_date_text,
    n.ordinal, n.period_start, n.period_end, n.services_in_batch, n.services_qualifier,
    n.companies_in_batch, n.companies_qualifier, n.cumulative_services, n.cumulative_qualifier,
    n.batch, a.outlet, a.language, a.published_at, r.doc AS root, r.outlet AS root_outlet
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc
JOIN origin AS o ON o.doc = n.doc
JOIN articles AS r ON r.doc = o.root AND r.copy_of IS NULL
ORDER BY n.doc, n.idx
