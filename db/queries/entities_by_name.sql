-- Companies or services of a name: whole aliases and ids first, then what sounds like it or holds it.
-- What only sounds like it or holds it is looked for where nothing is of that name.
-- :kind company or service
-- :name the name, in any case
-- :folded the name as aliases.folded has it
-- :sound the name as aliases.sound has it
WITH named AS (
    SELECT entity FROM aliases WHERE kind = :kind AND entity = lower(:name)
    UNION SELECT entity FROM aliases WHERE kind = :kind AND name = :name COLLATE NOCASE
    UNION SELECT entity FROM aliases WHERE kind = :kind AND folded = :folded
),
exact AS (
    SELECT
        entity,
        min(NOT (name = :name COLLATE NOCASE OR entity = lower(:name))) AS distance,
        sum(articles) AS articles
    FROM aliases
    WHERE kind = :kind AND entity IN (SELECT entity FROM named)
        AND (entity = lower(:name) OR name = :name COLLATE NOCASE OR folded = :folded)
    GROUP BY entity
),
near AS (
    SELECT
        entity,
        min(CASE
            WHEN sound = :sound THEN 2
            WHEN instr(lower(name), lower(:name)) = 1 THEN 3
            ELSE 4
        END) AS distance,
        sum(articles) AS articles
    FROM aliases
    WHERE NOT EXISTS (SELECT 1 FROM exact)
        AND kind = :kind
        AND (instr(lower(name), lower(:name)) > 0 OR sound = :sound)
    GROUP BY entity
),
matches AS (SELECT * FROM exact UNION ALL SELECT * FROM near)
SELECT m.entity, m.distance
FROM matches AS m
ORDER BY
    m.distance,
    (SELECT count(*) FROM registrations AS r
        WHERE (:kind = 'company' AND r.company_id = m.entity)
            OR (:kind = 'service' AND r.service_id = m.entity)) DESC,
    m.articles DESC,
    m.entity
