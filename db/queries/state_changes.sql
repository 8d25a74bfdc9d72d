-- What became known of batches on some days, each state beside the one before it, newest first.
-- :since first calendar day in China
-- :limit at most so many
SELECT
    s.batch, s.known_from AS day, b.title, b.scheme, b.province, b.event_date,
    s.services_stated, s.services_qualifier, s.companies_stated, s.companies_qualifier,
    s.cumulative_stated, s.cumulative_qualifier, s.services_found, s.services_listed,
    s.status, s.voices,
    p.batch IS NULL AS new,
    p.services_stated AS services_stated_before, p.services_qualifier AS services_qualifier_before,
    p.companies_stated AS companies_stated_before,
    p.companies_qualifier AS companies_qualifier_before,
    p.cumulative_stated AS cumulative_stated_before,
    p.cumulative_qualifier AS cumulative_qualifier_before,
    p.services_found AS services_found_before, p.services_listed AS services_listed_before,
    p.status AS status_before, p.voices AS voices_before
FROM batch_states AS s
JOIN batches AS b ON b.slug = s.batch
LEFT JOIN batch_states AS p ON p.batch = s.batch AND p.known_until = s.known_from
WHERE s.known_from >= :since
ORDER BY s.known_from DESC, new DESC, s.batch
LIMIT coalesce(:limit, -1)
