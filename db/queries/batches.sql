-- Batches, the newest event first; one without a date counts by the day it was first reported.
-- :since first day of the span
-- :until last day of the span
-- :scheme one scheme only
-- :province one province only
-- :status one status only
-- :limit at most so many
-- :offset without the first so many
SELECT *
FROM batches
WHERE (:scheme IS NULL OR scheme = :scheme)
    AND (:province IS NULL OR province = :province)
    AND (:status IS NULL OR status = :status)
    AND (:since IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '') || '-31', 1, 10) >= :since)
    AND (:until IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '9999') || '-01', 1, 10) <= :until)
ORDER BY coalesce(event_date, substr(first_seen, 1, 10), '') DESC, slug
LIMIT coalesce(:limit, -1) OFFSET coalesce(:offset, 0)
