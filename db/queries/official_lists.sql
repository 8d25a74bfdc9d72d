-- Official lists with what their documents hold, by scheme and name.
-- :scheme one register only
SELECT
    l.list, l.scheme, l.province, l.as_of, l.known_from, l.published, l.page,
    (SELECT count(*) FROM register_documents AS d WHERE d.list = l.list) AS documents,
    (SELECT min(d.unread) FROM register_documents AS d
        WHERE d.list = l.list AND NOT d.repeats) AS unread,
    (SELECT max(d.rows) FROM register_documents AS d
        WHERE d.list = l.list AND NOT d.repeats) AS held
FROM register_lists AS l
WHERE :scheme IS NULL OR l.scheme = :scheme
ORDER BY l.scheme, l.list
