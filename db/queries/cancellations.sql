-- Official entries that are cancelled or marked so, with the day of their cancellation.
-- :cancelling the scheme of the cancellations
SELECT r.scheme, r.number, r.cancelled_on, coalesce(c.date, c.known_from) AS day
FROM register_rows AS r
LEFT JOIN register_rows AS c ON c.scheme = :cancelling AND c.number = r.number
WHERE r.scheme <> :cancelling AND (c.number IS NOT NULL OR r.cancelled_on IS NOT NULL)
ORDER BY r.scheme, r.number
