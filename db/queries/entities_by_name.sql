-- Companies or services of a name: whole aliases and ids first, then parts of aliases.
-- :kind company or service
-- :name the name, in any case
WITH matches AS (
    SELECT
        entity,
        min(CASE
            WHEN lower(name) = lower(:name) OR entity = lower(:name) THEN 0
            WHEN instr(lower(name), lower(:name)) = 1 THEN 1
            ELSE 2
        END) AS distance,
        sum(articles) AS articles
    FROM aliases
    WHERE kind = :kind
        AND (instr(lower(name), lower(:name)) > 0 OR entity = lower(:name))
    GROUP BY entity
)
SELECT m.entity, m.distance
FROM matches AS m
WHERE m.distance = 0 OR NOT EXISTS (SELECT 1 FROM matches WHERE distance = 0)
ORDER BY
    m.distance,
    (SELECT count(*) FROM registrations AS r
        WHERE (:kind = 'company' AND r.company_id = m.entity)
            OR (:kind = 'service' AND r.service_id = m.entity)) DESC,
    m.articles DESC,
    m.entity
