CREATE VIEW v_claims AS
SELECT
    n.batch, a.id AS article, a.url, a.outlet, a.language, a.published_at,
    n.role, n.kind, n.scheme, n.authority, n.regulation, n.level, n.province,
    n.event_date, n.event_date_text, n.ordinal, n.period_start, n.period_end,
    n.services_in_batch AS services, n.services_qualifier,
    n.companies_in_batch AS companies, n.companies_qualifier,
    n.cumulative_services AS cumulative, n.cumulative_qualifier,
    n.text, n."start", n."end"
FROM announcements AS n
JOIN articles AS a ON a.doc = n.doc;
CREATE VIEW v_mentions AS
SELECT
    r.batch, s.registration, a.id AS article, a.url, a.outlet, a.language, a.published_at,
    s.company, s.model, s.description, s.company_id, s.service_id,
    s.text, s."start", s."end", s.rule
FROM service_mentions AS s
JOIN articles AS a ON a.doc = s.doc
LEFT JOIN registrations AS r ON r.id = s.registration;
CREATE VIEW v_slugs AS
SELECT s.slug, s.batch, s.rejected
FROM batch_slugs AS s;
DROP VIEW v_articles;
CREATE VIEW v_articles AS
SELECT
    a.id, a.url, a.outlet, a.language, a.title, a.published_at, a.author, a.relevant,
    a.text_length, a.revision, o.id AS copy_of, a.fetched_at,
    (SELECT group_concat(batch, ' ') FROM (
        SELECT ba.batch FROM batch_articles AS ba WHERE ba.doc = a.doc ORDER BY ba.batch
    )) AS batches,
    a.page_sha256, a.text_sha256
FROM articles AS a
LEFT JOIN articles AS o ON o.doc = a.copy_of
