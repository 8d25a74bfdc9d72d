-- Companies or services of a name: whole aliases and ids first, then what sounds like it or holds it.
-- :kind company or service
-- :name the name, in any case
-- :folded the name as aliases.folded has it
-- :sound the name as aliases.sound has it
WITH matches AS (
    SELECT
        entity,
        min(CASE
            WHEN lower(name) = lower(:name) OR entity = lower(:name) THEN 0
            WHEN folded = :folded THEN 1
            WHEN sound = :sound THEN 2
            WHEN instr(lower(name), lower(:name)) = 1 THEN 3
            ELSE 4
        END) AS distance,
        sum(articles) AS articles
    FROM aliases
    WHERE kind = :kind
        AND (instr(lower(name), lower(:name)) > 0 OR entity = lower(:name)
            OR folded = :folded OR sound = :sound)
    GROUP BY entity
)
SELECT m.entity, m.distance
FROM matches AS m
WHERE m.distance <= 1 OR NOT EXISTS (SELECT 1 FROM matches WHERE distance <= 1)
ORDER BY
    m.distance,
    (SELECT count(*) FROM registrations AS r
        WHERE (:kind = 'company' AND r.company_id = m.entity)
            OR (:kind = 'service' AND r.service_id = m.entity)) DESC,
    m.articles DESC,
    m.entity
