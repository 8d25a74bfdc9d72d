-- help: Filings that the regulator cancelled, with the list that says so.
-- help_zh: 已注销的备案及公布注销的名单。
-- doc: A notice of cancellation names a filing that may not be in this store; `filed_on` is the day of the filing where it is, and else null. Notices give no day: `cancelled_on` is the day from which the notice was public.
-- param: since first_day "" cancelled from this day on
-- param: until last_day "" up to and including this day
-- param: province province "" of this province only
-- example: since=2026
-- column: cancelled_on day from which the cancellation was public
-- column: number number of the cancelled filing
-- column: service the service
-- column: company the company
-- column: province its province as the list prints it
-- column: list the list that names the cancellation
-- column: filed_on day of the filing, where an official list here has it
-- column: filed_in that list
SELECT
    coalesce(r.date, r.known_from) AS cancelled_on, r.number, r.name AS service, r.company,
    r.province, r.list, f.date AS filed_on, f.list AS filed_in
FROM register_rows AS r
LEFT JOIN register_rows AS f
    ON f.scheme IN ('deep_synthesis', 'algorithm_recommendation') AND f.number = r.number
LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
WHERE r.scheme = 'algorithm_cancelled'
    AND (:since IS NULL OR coalesce(r.date, r.known_from) >= :since)
    AND (:until IS NULL OR coalesce(r.date, r.known_from) <= :until)
    AND (:province IS NULL OR p.province = :province)
ORDER BY cancelled_on DESC, r.province, r.number
