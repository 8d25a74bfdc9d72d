-- Alerts, the newest first.
-- :since first day
-- :until last day
-- :kind one kind only
-- :limit at most so many
SELECT id, key, kind, batch, created_at, scheme, province, confidence
FROM alerts
WHERE (:since IS NULL OR substr(created_at, 1, 10) >= :since)
    AND (:until IS NULL OR substr(created_at, 1, 10) <= :until)
    AND (:kind IS NULL OR kind = :kind)
ORDER BY id DESC
LIMIT coalesce(:limit, -1)
