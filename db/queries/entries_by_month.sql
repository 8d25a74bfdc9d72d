-- Official entries by month and scheme: of one company, one service or one province.
-- :company its id
-- :service its id
-- :province its name without its kind
-- :printed the same with it
SELECT substr(coalesce(date, known_from), 1, 7) AS month, scheme, count(*) AS entries
FROM register_rows
WHERE (:company IS NULL OR company_id = :company)
    AND (:service IS NULL OR service_id = :service)
    AND (:province IS NULL OR province IN (:province, :printed))
    AND scheme <> 'algorithm_cancelled' AND coalesce(date, known_from) IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
