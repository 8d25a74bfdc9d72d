-- The deliveries of some alerts, by channel.
SELECT alert, channel, state, attempts, delivered_at, next_at, error
FROM deliveries
WHERE alert IN (?)
ORDER BY alert, channel
