-- help: Services that the press gives to one firm and the official register to another.
-- help_zh: 媒体与官方名单所列企业不同的服务。
-- param: scheme scheme "" of this register only
-- column: batch the batch
-- column: scheme the register
-- column: service the service as the press prints it
-- column: company the firm that the press names
-- column: register_name the service in the register
-- column: register_company the firm in the register
-- column: number the entry's number
-- column: date the entry's day
-- column: articles how many articles name it
SELECT
    batch, scheme, service, company, register_name, register_company, number, date, articles
FROM v_registrations
WHERE status = 'conflict' AND (:scheme IS NULL OR scheme = :scheme)
ORDER BY date DESC, batch, number
