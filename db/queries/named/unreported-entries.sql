-- help: Official entries that no article names, newest first.
-- help_zh: 没有任何文章提及的官方登记，由新到旧。
-- doc: An entry counts as named where a service of a press batch was found to be it, or where any article names the same service. An article that names only its company does not name it.
-- param: scheme scheme "" of this register only
-- param: province province "" of this province only
-- param: since first_day "" entries from this day on
-- param: until last_day "" up to and including this day
-- example: province=Tianjin since=2024
-- column: date day of the entry; null where its list prints none
-- column: scheme the register
-- column: province its province as the list prints it
-- column: service the service
-- column: company the company
-- column: number its number
-- column: list its list
SELECT r.date, r.scheme, r.province, r.name AS service, r.company, r.number, r.list
FROM register_rows AS r
LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
WHERE r.scheme <> 'algorithm_cancelled'
    AND (:scheme IS NULL OR r.scheme = :scheme)
    AND (:province IS NULL OR p.province = :province)
    AND (:since IS NULL OR coalesce(r.date, r.known_from) >= :since)
    AND (:until IS NULL OR coalesce(r.date, r.known_from) <= :until)
    AND NOT EXISTS (SELECT 1 FROM service_mentions AS m WHERE m.service_id = r.service_id)
    AND NOT EXISTS (
        SELECT 1
        FROM batch_rows AS x
        JOIN registrations AS g ON g.id = x.registration
        WHERE x.scheme = r.scheme AND x.number = r.number AND g.status IN ('both', 'conflict')
    )
ORDER BY r.date IS NULL, r.date DESC, r.scheme, r.number
