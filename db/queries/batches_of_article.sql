-- The batches that one article speaks of.
-- :doc the article
SELECT b.slug, b.title, b.scheme, b.province, b.event_date, ba.role
FROM batch_articles AS ba
JOIN batches AS b ON b.slug = ba.batch
WHERE ba.doc = :doc
ORDER BY ba.role <> 'main', b.event_date DESC, b.slug
