-- Every name of one company or service, those printed in most articles first.
-- :kind company or service
-- :entity its id
SELECT name, language, origin, first_seen, last_seen, articles
FROM aliases
WHERE kind = :kind AND entity = :entity
ORDER BY articles DESC, name, language, origin
