-- help: The first firm with an official entry of each sector, by words such as 医疗 or 金融 in names.
-- help_zh: 按“医疗”“金融”等行业词统计的各行业首家登记企业。
-- doc: A word counts where it stands in the name of the service or of the company, so a firm whose names say nothing of its trade is not found, and one may stand in several sectors. Entries without a day cannot be first and are not counted.
-- param: word text "" this word only, in place of the list of sectors
-- param: scheme scheme "" of this register only
-- example: word=医
-- column: word the sector word
-- column: sector the sector in English; null for a word of one's own
-- column: date day of the first entry
-- column: company its company
-- column: service its service
-- column: province its province as the list prints it
-- column: scheme the register
-- column: number its number
-- column: services how many entries have had the word since
WITH
sectors (word, sector) AS (
    VALUES
        ('医', 'medicine'), ('健康', 'health'), ('药', 'pharmacy'), ('金融', 'finance'),
        ('银行', 'banking'), ('保险', 'insurance'), ('证券', 'securities'), ('教育', 'education'),
        ('法律', 'law'), ('政务', 'public administration'), ('汽车', 'cars'),
        ('出行', 'mobility'), ('物流', 'logistics'), ('电力', 'electric power'),
        ('能源', 'energy'), ('农', 'farming'), ('建筑', 'building'), ('房', 'property'),
        ('旅', 'travel'), ('游戏', 'games'), ('影视', 'film and video'), ('音乐', 'music'),
        ('出版', 'publishing'), ('招聘', 'recruiting'), ('客服', 'customer service'),
        ('手机', 'phones'), ('家居', 'home'), ('零售', 'retail'), ('气象', 'weather'),
        ('水利', 'water'), ('海洋', 'oceans'), ('心理', 'psychology'), ('翻译', 'translation')
),
wanted AS (
    SELECT word, sector, word AS folded FROM sectors WHERE :word IS NULL
    UNION ALL
    SELECT :word, (SELECT sector FROM sectors WHERE word = :word), lower(:word)
    WHERE :word IS NOT NULL
),
entries AS MATERIALIZED (
    SELECT
        scheme, number, date, seq,
        lower(coalesce(name, '') || ' ' || coalesce(company, '')) AS words
    FROM register_rows
    WHERE date IS NOT NULL AND scheme <> 'algorithm_cancelled'
        AND (:scheme IS NULL OR scheme = :scheme)
),
ranked AS (
    SELECT
        w.word, w.sector, e.scheme, e.number,
        row_number() OVER (PARTITION BY w.word ORDER BY e.date, e.seq, e.number) AS place,
        count(*) OVER (PARTITION BY w.word) AS services
    FROM entries AS e
    CROSS JOIN wanted AS w ON instr(e.words, w.folded) > 0
)
SELECT
    f.word, f.sector, r.date, r.company, r.name AS service, r.province, r.scheme, r.number,
    f.services
FROM ranked AS f
JOIN register_rows AS r ON r.scheme = f.scheme AND r.number = f.number
WHERE f.place = 1
ORDER BY r.date, f.word
