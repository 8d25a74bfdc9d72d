-- Slugs of living batches that do not count as printed yet: their announcements; lists among them.
SELECT b.slug, (
    SELECT json_group_array(json_array(n.doc, n.idx))
    FROM (SELECT doc, idx FROM announcements WHERE batch = b.slug ORDER BY doc, idx) AS n
) AS members, b.voices = 0 AS of_list
FROM batches AS b
WHERE b.slug NOT IN (SELECT slug FROM batch_slugs)
ORDER BY b.slug
