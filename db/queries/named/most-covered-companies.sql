-- help: Companies that most articles name with a registration, beside their official entries.
-- help_zh: 被最多文章提及的登记企业，及其官方登记数量。
-- doc: An article that names a company several times counts once, and so does a copy: of a story and its copies only the first. `services` are official entries that stand.
-- param: language text "" articles in this language only, `en` or `zh`
-- param: since first_day "" articles published from this day on
-- param: until last_day "" up to and including this day
-- param: limit integer "50" at most so many
-- example: limit=10
-- column: company its name
-- column: company_id its id
-- column: articles articles that name it
-- column: outlets outlets that do
-- column: batches batches that it is named in
-- column: services official entries
-- column: first_told earliest publication among these articles
-- column: last_told latest one
WITH
wanted AS MATERIALIZED (
    SELECT doc
    FROM articles
    WHERE coalesce(:language, :since, :until) IS NOT NULL
        AND doc IN (SELECT doc FROM service_mentions WHERE company_id IS NOT NULL)
        AND (:language IS NULL OR language = :language)
        AND (:since IS NULL OR iif(length(published_at) > 10,
            date(published_at, '+8 hours'), published_at) >= :since)
        AND (:until IS NULL OR iif(length(published_at) > 10,
            date(published_at, '+8 hours'), published_at) <= :until)
),
counted AS MATERIALIZED (
    -- In the order of the index on companies, so that nothing is sorted to be grouped.
    SELECT company_id, count(DISTINCT doc) AS articles
    FROM service_mentions
    WHERE company_id IS NOT NULL
        AND doc NOT IN (SELECT doc FROM articles WHERE copy_of IS NOT NULL)
        AND (coalesce(:language, :since, :until) IS NULL OR doc IN (SELECT doc FROM wanted))
    GROUP BY company_id
),
told AS (
    SELECT
        t.company_id, t.articles, count(DISTINCT a.outlet) AS outlets,
        min(a.published_at) AS first_told, max(a.published_at) AS last_told
    FROM counted AS t
    CROSS JOIN service_mentions AS m ON m.company_id = t.company_id
    CROSS JOIN articles AS a ON a.doc = m.doc
    WHERE t.articles >= coalesce(
            (SELECT articles FROM counted ORDER BY articles DESC LIMIT 1 OFFSET :limit - 1), 0)
        AND m.doc NOT IN (SELECT doc FROM articles WHERE copy_of IS NOT NULL)
        AND (coalesce(:language, :since, :until) IS NULL OR m.doc IN (SELECT doc FROM wanted))
    GROUP BY t.company_id
    ORDER BY t.articles DESC, outlets DESC, t.company_id
    LIMIT :limit
)
SELECT
    c.name AS company, c.id AS company_id, t.articles, t.outlets,
    (SELECT count(DISTINCT g.batch) FROM service_mentions AS m
        JOIN registrations AS g ON g.id = m.registration WHERE m.company_id = c.id) AS batches,
    (SELECT count(*) FROM register_rows AS r
        WHERE r.company_id = c.id AND r.cancelled_on IS NULL
            AND r.scheme <> 'algorithm_cancelled') AS services,
    t.first_told, t.last_told
FROM told AS t
JOIN companies AS c ON c.id = t.company_id
ORDER BY t.articles DESC, t.outlets DESC, c.id
