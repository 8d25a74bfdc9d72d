-- Articles by publication, then id; one without a date comes last and is in no span.
-- :since first calendar day in China
-- :until last calendar day in China
-- :outlet one outlet only
-- :language en or zh
-- :relevant 1 for announcements only, 0 for all else
-- :limit at most so many
SELECT
    a.id, a.url, a.outlet, a.language, a.title, a.published_at, a.relevant, a.text_length,
    o.id AS copy_of, a.revision
FROM articles AS a
LEFT JOIN articles AS o ON o.doc = a.copy_of
WHERE (:since IS NULL OR iif(length(a.published_at) > 10,
        date(a.published_at, '+8 hours'), a.published_at) >= :since)
    AND (:until IS NULL OR iif(length(a.published_at) > 10,
        date(a.published_at, '+8 hours'), a.published_at) <= :until)
    AND (:outlet IS NULL OR a.outlet = :outlet)
    AND (:language IS NULL OR a.language = :language)
    AND (:relevant IS NULL OR a.relevant = :relevant)
ORDER BY a.published_at IS NULL, a.published_at, a.id
LIMIT coalesce(:limit, -1)
