-- help: Whom articles about registrations cite, and in which outlets.
-- help_zh: 有关备案登记的文章所引用的来源及其媒体。
-- doc: Sources count as printed: one that articles write in two ways, or in two languages, stands twice. Copies of an article are not counted.
-- param: language text "" articles in this language only, `en` or `zh`
-- param: limit integer "50" at most so many
-- example: language=zh limit=10
-- column: source the source as printed
-- column: articles articles that cite it
-- column: outlets outlets that do
-- column: first_cited earliest publication
-- column: example id of one of these articles
SELECT
    m.text AS source, count(DISTINCT m.doc) AS articles, count(DISTINCT a.outlet) AS outlets,
    min(a.published_at) AS first_cited, min(a.id) AS example
FROM mentions AS m
JOIN articles AS a ON a.doc = m.doc
WHERE m.label = 'cited_source'
    AND m.doc NOT IN (SELECT doc FROM articles WHERE copy_of IS NOT NULL)
    AND (:language IS NULL OR a.language = :language)
GROUP BY m.text
ORDER BY articles DESC, outlets DESC, source
LIMIT :limit
