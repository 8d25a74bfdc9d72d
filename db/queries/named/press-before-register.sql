-- help: How long after the approval the press told of a batch, and how long before or after the official list.
-- help_zh: 媒体在批准后多少天报道一批次，以及早于或晚于官方名单多少天。
-- doc: Only batches that articles tell of and that are linked with official entries. `approved_on` is the day of the latest of these entries, `listed_on` the day from which the last of them was public. Days are null where one of the two dates is unknown.
-- param: scheme scheme "" of this register only
-- param: since first_day "" approvals from this day on
-- param: until last_day "" up to and including this day
-- example: scheme=genai_filing
-- column: batch the batch
-- column: scheme the register
-- column: province its province
-- column: services official entries that it is about
-- column: approved_on day of the last approval
-- column: reported_on day in China of the first article
-- column: listed_on day from which the list was public
-- column: days_after_approval days from approval to report; below 0 where the press was early
-- column: days_before_list days from report to list; below 0 where the list came first
WITH told AS (
    SELECT
        b.slug, b.scheme, b.province, count(*) AS services, max(r.date) AS approved_on,
        iif(length(b.first_seen) > 10, date(b.first_seen, '+8 hours'), b.first_seen)
            AS reported_on,
        max(r.known_from) AS listed_on
    FROM batches AS b
    JOIN batch_rows AS x ON x.batch = b.slug
    JOIN register_rows AS r ON r.scheme = x.scheme AND r.number = x.number
    WHERE b.voices > 0 AND (:scheme IS NULL OR b.scheme = :scheme)
    GROUP BY b.slug
)
SELECT
    slug AS batch, scheme, province, services, approved_on, reported_on, listed_on,
    CAST(julianday(reported_on) - julianday(approved_on) AS INTEGER) AS days_after_approval,
    CAST(julianday(listed_on) - julianday(reported_on) AS INTEGER) AS days_before_list
FROM told
WHERE (:since IS NULL OR approved_on >= :since) AND (:until IS NULL OR approved_on <= :until)
ORDER BY days_before_list IS NULL, days_before_list DESC, slug
