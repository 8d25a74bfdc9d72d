-- help: Every number that articles state of one batch, with the words that state it.
-- help_zh: 各文章对某一批次给出的数字及其原文。
-- doc: `start` and `end` are places in the article's text. A number that an article gives without saying of which batch, such as one of a breakdown, is not here; `v_counts` has them all.
-- param: batch text! "" the batch's slug, or one that it had
-- example: batch=genai-filing-2024-01-29
-- column: published publication of the article
-- column: outlet the outlet
-- column: article id of the article
-- column: role `main` where the article announces the batch, `background` where it recalls it
-- column: services services stated
-- column: services_qualifier its qualifier
-- column: companies companies stated
-- column: companies_qualifier its qualifier
-- column: cumulative running total stated
-- column: cumulative_qualifier its qualifier
-- column: text the sentence
-- column: start where it begins
-- column: end where it ends
SELECT
    a.published_at AS published, a.outlet, a.id AS article, n.role,
    n.services_in_batch AS services, n.services_qualifier,
    n.companies_in_batch AS companies, n.companies_qualifier,
    n.cumulative_services AS cumulative, n.cumulative_qualifier, n.text, n."start", n."end"
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc
WHERE n.batch IN (
        SELECT :batch
        UNION
        SELECT batch FROM batch_slugs WHERE slug = :batch
    )
    AND coalesce(n.services_in_batch, n.companies_in_batch, n.cumulative_services) IS NOT NULL
ORDER BY a.published_at IS NULL, a.published_at, a.id, n.idx
