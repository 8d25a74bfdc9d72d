CREATE TABLE schemes (
    scheme TEXT PRIMARY KEY,
    english TEXT NOT NULL,
    chinese TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO schemes (scheme, english, chinese, words) VALUES
    ('genai_filing', 'generative-AI service filing', '生成式人工智能服务备案',
        '生成式人工智能服务备案 大模型备案 generative-ai service filing filed genai_filing'),
    ('genai_registration', 'generative-AI application registration',
        '生成式人工智能应用登记',
        '生成式人工智能服务应用登记 大模型登记 generative-ai application registration registered'
            || ' genai_registration'),
    ('on_device', 'on-device model filing', '端侧大模型备案',
        '端侧大模型备案 端侧模型备案 on-device model filing filed on_device'),
    ('deep_synthesis', 'deep-synthesis algorithm filing', '深度合成服务算法备案',
        '深度合成服务算法备案 deep-synthesis algorithm filing filed deep_synthesis'),
    ('algorithm_recommendation', 'recommendation-algorithm filing', '算法推荐服务备案',
        '互联网信息服务算法推荐服务备案 recommendation algorithm filing filed'
            || ' algorithm_recommendation'),
    ('algorithm_cancelled', 'algorithm cancellation', '算法备案注销',
        '算法备案注销 algorithm cancellation cancelled algorithm_cancelled'),
    ('other', 'registration', '其他登记', 'other');
CREATE TABLE record_words (
    kind TEXT NOT NULL CHECK (kind IN ('batch', 'entry')),
    scheme TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    province TEXT,
    date TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (kind, scheme, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER batches_words_new AFTER INSERT ON batches BEGIN
    INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'batch', coalesce(b.scheme, ''), b.slug, lower(replace(b.title, '-', ' ')),
        b.province, coalesce(b.event_date, substr(b.first_seen, 1, 10)),
        lower(replace(' ' || b.title || ' ' || b.slug || ' ' || ifnull(b.event_date, '') || ' '
            || ifnull(b.authority, ''), '-', ' '))
    FROM batches AS b
    WHERE b.slug = new.slug; END;
CREATE TRIGGER batches_words_changed AFTER UPDATE OF
    slug, scheme, title, authority, event_date, first_seen, province
ON batches BEGIN
    DELETE FROM record_words WHERE kind = 'batch' AND scheme = coalesce(old.scheme, '')
        AND key = old.slug; INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'batch', coalesce(b.scheme, ''), b.slug, lower(replace(b.title, '-', ' ')),
        b.province, coalesce(b.event_date, substr(b.first_seen, 1, 10)),
        lower(replace(' ' || b.title || ' ' || b.slug || ' ' || ifnull(b.event_date, '') || ' '
            || ifnull(b.authority, ''), '-', ' '))
    FROM batches AS b
    WHERE b.slug = new.slug; END;
CREATE TRIGGER batches_words_gone AFTER DELETE ON batches BEGIN
    DELETE FROM record_words WHERE kind = 'batch' AND scheme = coalesce(old.scheme, '')
        AND key = old.slug; END;
CREATE TRIGGER register_rows_words_new AFTER INSERT ON register_rows BEGIN
    INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'entry', r.scheme, r.number, lower(replace(ifnull(r.name, ''), '-', ' ')),
        coalesce(p.province, r.province), coalesce(r.date, r.known_from),
        lower(replace(' ' || ifnull(r.name, '') || ' ' || ifnull(r.company, '') || ' ' || r.number
            || ' ' || ifnull(r.date, ''), '-', ' '))
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.scheme = new.scheme AND r.number = new.number; END;
CREATE TRIGGER register_rows_words_changed AFTER UPDATE OF
    scheme, number, name, company, date, known_from, province
ON register_rows BEGIN
    DELETE FROM record_words WHERE kind = 'entry' AND scheme = old.scheme
        AND key = old.number; INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'entry', r.scheme, r.number, lower(replace(ifnull(r.name, ''), '-', ' ')),
        coalesce(p.province, r.province), coalesce(r.date, r.known_from),
        lower(replace(' ' || ifnull(r.name, '') || ' ' || ifnull(r.company, '') || ' ' || r.number
            || ' ' || ifnull(r.date, ''), '-', ' '))
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
    WHERE r.scheme = new.scheme AND r.number = new.number; END;
CREATE TRIGGER register_rows_words_gone AFTER DELETE ON register_rows BEGIN
    DELETE FROM record_words WHERE kind = 'entry' AND scheme = old.scheme
        AND key = old.number; END;
INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'batch', coalesce(b.scheme, ''), b.slug, lower(replace(b.title, '-', ' ')),
        b.province, coalesce(b.event_date, substr(b.first_seen, 1, 10)),
        lower(replace(' ' || b.title || ' ' || b.slug || ' ' || ifnull(b.event_date, '') || ' '
            || ifnull(b.authority, ''), '-', ' '))
    FROM batches AS b;
INSERT INTO record_words (kind, scheme, key, name, province, date, words)
    SELECT
        'entry', r.scheme, r.number, lower(replace(ifnull(r.name, ''), '-', ' ')),
        coalesce(p.province, r.province), coalesce(r.date, r.known_from),
        lower(replace(' ' || ifnull(r.name, '') || ' ' || ifnull(r.company, '') || ' ' || r.number
            || ' ' || ifnull(r.date, ''), '-', ' '))
    FROM register_rows AS r
    LEFT JOIN provinces AS p ON p.printed = r.province OR p.province = r.province
