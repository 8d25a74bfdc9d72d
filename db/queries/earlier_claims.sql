-- What earlier versions of some articles said of batches, in the place of what they say today.
SELECT
    r.doc, n.idx, r.version, r.published_at, r.fetched_at, r.last_seen, n.batch,
    json_extract(f.value, '$.role') AS role,
    json_extract(f.value, '$.kind') AS kind,
    json_extract(f.value, '$.scheme') AS scheme,
    json_extract(f.value, '$.authority') AS authority,
    json_extract(f.value, '$.level') AS level,
    json_extract(f.value, '$.province') AS province,
    json_extract(f.value, '$.event_date') AS event_date,
    json_extract(f.value, '$.ordinal') AS ordinal,
    json_extract(f.value, '$.period_start') AS period_start,
    json_extract(f.value, '$.period_end') AS period_end,
    json_extract(f.value, '$.services_in_batch') AS services_value,
    json_extract(f.value, '$.services_qualifier') AS services_qualifier,
    json_extract(f.value, '$.companies_in_batch') AS companies_value,
    json_extract(f.value, '$.companies_qualifier') AS companies_qualifier,
    json_extract(f.value, '$.cumulative_services') AS cumulative_value,
    json_extract(f.value, '$.cumulative_qualifier') AS cumulative_qualifier,
    json_extract(f.value, '$.text') AS text,
    (SELECT json_group_array(json_array(m.idx, m.registration))
        FROM service_mentions AS m
        WHERE m.doc = r.doc AND EXISTS (
            SELECT 1 FROM json_each(r.facts, '$.service_mentions') AS s
            WHERE json_extract(s.value, '$.company') IS m.company
                AND json_extract(s.value, '$.model') IS m.model
        )) AS named
FROM article_revisions AS r
JOIN announcements AS n ON n.doc = r.doc
LEFT JOIN json_each(r.facts, '$.announcements') AS f
    ON json_extract(f.value, '$.idx') = n.idx AND json_extract(f.value, '$.role') = n.role
WHERE r.doc IN (?)
ORDER BY r.doc, r.version, n.idx
