-- What was known of the batches on one day, the newest event first.
-- :day calendar day in China
-- :since first day of the span that the event lies in
-- :until last day of the span
-- :scheme one scheme only
-- :slug one batch only
-- :limit at most so many
SELECT
    batch AS slug, title, scheme, level, province, authority, event_date, ordinal,
    services_stated, services_qualifier, companies_stated, companies_qualifier,
    cumulative_stated, cumulative_qualifier, services_found, companies_found,
    services_listed, companies_listed, cumulative_listed, cumulative_listed_on, status, voices, first_seen,
    known_from, known_until
FROM batch_states
WHERE known_from <= :day AND (known_until IS NULL OR known_until > :day)
    AND (:slug IS NULL OR batch = :slug)
    AND (:scheme IS NULL OR scheme = :scheme)
    AND (:since IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '') || '-31', 1, 10) >= :since)
    AND (:until IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '9999') || '-01', 1, 10) <= :until)
ORDER BY coalesce(event_date, substr(first_seen, 1, 10), '') DESC, batch
LIMIT coalesce(:limit, -1)
