CREATE VIEW v_batches AS
SELECT
    b.slug, b.scheme, b.level, b.province, b.authority, b.event_date, b.title,
    b.services_stated, b.services_qualifier, b.companies_stated, b.companies_qualifier,
    b.cumulative_stated, b.cumulative_qualifier,
    b.services_found, b.companies_found, b.services_listed, b.companies_listed,
    b.status, b.voices, b.first_seen,
    (SELECT count(*) FROM batch_articles AS ba WHERE ba.batch = b.slug) AS articles
FROM batches AS b;
CREATE VIEW v_registrations AS
SELECT
    r.id, r.batch, b.scheme, b.province, b.event_date, r.company, r.service, r.description,
    r.company_id, r.service_id, r.status, r.number, r.date, r.register_name, r.register_company,
    (SELECT count(DISTINCT s.doc) FROM service_mentions AS s WHERE s.registration = r.id)
        AS articles
FROM registrations AS r
JOIN batches AS b ON b.slug = r.batch;
CREATE VIEW v_counts AS
SELECT
    a.id AS article, a.url, a.outlet, a.language, a.published_at,
    c.of, c.scope, c.scheme, c.value, c.qualifier, c.text, c."start", c."end", c.rule
FROM counts AS c
JOIN articles AS a ON a.doc = c.doc;
CREATE VIEW v_articles AS
SELECT
    a.id, a.url, a.outlet, a.language, a.title, a.published_at, a.author, a.relevant,
    a.text_length, a.revision, o.id AS copy_of, a.fetched_at,
    (SELECT group_concat(batch, ' ') FROM (
        SELECT ba.batch FROM batch_articles AS ba WHERE ba.doc = a.doc ORDER BY ba.batch
    )) AS batches
FROM articles AS a
LEFT JOIN articles AS o ON o.doc = a.copy_of;
CREATE VIEW v_companies AS
SELECT
    c.id, c.name, c.first_seen,
    (SELECT group_concat(name, ' | ') FROM (
        SELECT DISTINCT l.name FROM aliases AS l
        WHERE l.kind = 'company' AND l.entity = c.id ORDER BY l.name
    )) AS names,
    (SELECT count(*) FROM registrations AS r WHERE r.company_id = c.id) AS registrations,
    (SELECT count(DISTINCT r.batch) FROM registrations AS r WHERE r.company_id = c.id) AS batches,
    (SELECT min(b.event_date) FROM registrations AS r JOIN batches AS b ON b.slug = r.batch
        WHERE r.company_id = c.id) AS first_event,
    (SELECT max(b.event_date) FROM registrations AS r JOIN batches AS b ON b.slug = r.batch
        WHERE r.company_id = c.id) AS last_event
FROM companies AS c;
