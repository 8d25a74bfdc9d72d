-- help: The official lists in this store, and whether their rows equal the totals that they state.
-- help_zh: 本库中的官方名单，以及其行数是否与公布的总数一致。
-- doc: `difference` is null where a list states no total.
-- param: scheme scheme "" of this register only
-- param: since first_day "" published from this day on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing
-- column: list its name
-- column: scheme the register
-- column: published day of its publication
-- column: as_of the day up to which it counts
-- column: rows entries that stand in it
-- column: stated_new how many new entries it states
-- column: stated_cumulative how many so far
-- column: includes another register whose entries the totals count as well; null for none
-- column: verdict `complete`, `partial` or `conflict`
-- column: difference by how much rows and totals differ
-- column: url its address, or that of the page that links to it
SELECT
    l.list, l.scheme, l.published, l.as_of,
    (SELECT count(*) FROM register_rows AS r WHERE r.list = l.list) AS "rows",
    l.stated_new, l.stated_cumulative, t.includes, l.verdict,
    l.difference, coalesce(l.url, l.page) AS url
FROM register_lists AS l
LEFT JOIN register_totals AS t
    ON t.scheme = l.scheme AND t.as_of = l.as_of AND t.province = coalesce(l.province, '')
WHERE (:scheme IS NULL OR l.scheme = :scheme)
    AND (:since IS NULL OR l.published >= :since) AND (:until IS NULL OR l.published <= :until)
ORDER BY l.published DESC, l.list
