-- Official entries in the order of their lists.
-- :list one list only
-- :scheme one register only
SELECT
    scheme, seq, province, name, company, number, date, date_note, list, page, "row",
    cancelled_on, revision, known_from
FROM register_rows
WHERE (:list IS NULL OR list = :list) AND (:scheme IS NULL OR scheme = :scheme)
ORDER BY scheme, list, seq IS NULL, seq, "row", number
