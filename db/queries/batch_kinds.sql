-- How many batches there are of each scheme, province and status.
-- :since first day of the span
-- :until last day of the span
SELECT scheme, province, status, count(*) AS batches
FROM batches
WHERE (:since IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '') || '-31', 1, 10) >= :since)
    AND (:until IS NULL OR substr(
        coalesce(event_date, substr(first_seen, 1, 10), '9999') || '-01', 1, 10) <= :until)
GROUP BY scheme, province, status
ORDER BY scheme, province, status
