"""Nothing is written through the pages, nothing runs without end, whole texts stay closed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from each import each
from serving import Pages, pages

from cli.main import main

TEXT = "Chinese regulators on Monday approved 14 large language models of Baidu. Zyzzyva ends it."
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("closed")
    told = {"id": "one", "url": "https://www.example.org/1", "published": "2024-01-29"}
    (folder / "one.json").write_text(json.dumps(told | {"text": TEXT}), "utf-8")
    assert main(["ingest", str(folder / "one.json"), "--data", str(folder / "data"), "-q"]) == 0
    return folder / "data"


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Pages]:
    with pages(data) as found:
        yield found


WRITES = (
    "INSERT INTO outlets (name) VALUES ('x')",
    "WITH x AS (SELECT 1) INSERT INTO outlets (name) SELECT 'x' FROM x",
    "WITH x AS (SELECT 1) DELETE FROM batches",
    "UPDATE batches SET title = 'x'",
    "SELECT 1; DELETE FROM batches",
    "ATTACH '/var/elsewhere.db' AS e",
    "WITH x AS (SELECT 1) REPLACE INTO outlets (name) VALUES ('x')",
    "VACUUM INTO '/var/elsewhere.db'",
    "PRAGMA writable_schema = ON",
    "SELECT load_extension('/var/x')",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM pragma_journal_mode('delete')",
    "EXPLAIN DELETE FROM batches",
    "CREATE TEMP TABLE x AS SELECT 1",
    "BEGIN IMMEDIATE",
    "DROP TABLE batches",
    "SELECT writefile('/var/x', 'y')",
    "/* SELECT */ DELETE FROM batches",
    "-- a\nDELETE FROM batches",
    "REINDEX",
)


@each("sql", WRITES)
def test_sql_that_does_more_than_read_is_refused(site: Pages, sql: str) -> None:
    answer = site.sql(sql)
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert site.sql("SELECT count(*) FROM batches").json()["rows"] == [[1]]


@each("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@each("path", ["/", "/batches", "/batchwatch", "/batchwatch/batches", "/-/messages", "/x"])
def test_only_reading_is_answered(site: Pages, path: str, method: str) -> None:
    answer = site.ask(path, method, content=b"sql=delete+from+batches")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_store_is_as_it_was_whatever_was_asked(site: Pages, data: Path) -> None:
    files = {path.name for path in data.iterdir() if not path.name.startswith(".")}
    before = (data / "batchwatch.db").read_bytes()
    for sql in WRITES:
        site.ask("/batchwatch", params={"sql": sql})
    assert (data / "batchwatch.db").read_bytes() == before
    now = {path.name for path in data.iterdir() if not path.name.startswith(".")}
    assert now - {"batchwatch.db-shm", "batchwatch.db-wal"} <= files


@pytest.mark.parametrize("form", ["", ".csv"])
def test_a_query_without_end_is_cut(site: Pages, form: str) -> None:
    answer = site.ask(f"/batchwatch{form}", params={"sql": ENDLESS})
    assert answer.status_code == 400
    assert "cut off after 1000 ms" in answer.text


def test_an_answer_without_measure_is_cut(site: Pages) -> None:
    large = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {} FROM c"
    rows = site.sql(large.format("x")).json()
    assert rows["truncated"]
    assert len(rows["rows"]) == 1000
    heavy = site.sql(large.format("printf('%.*c', 400000, 'x')")).json()
    assert heavy["truncated"]
    assert len(heavy["rows"]) < 100
    assert "too big" in site.sql("SELECT hex(zeroblob(9000000))").json()["error"]


@each(
    "sql",
    [
        "SELECT text FROM articles",
        "SELECT * FROM articles",
        "SELECT length(text) FROM articles",
        "SELECT id FROM articles WHERE text LIKE '%Zyzzyva%'",
        "SELECT json_group_array(a.text) FROM (SELECT * FROM articles) AS a",
        "SELECT text FROM articles_fts",
        "SELECT snippet(articles_fts, 1, '', '', '', 60) FROM articles_fts('zyzzyva')",
        "SELECT c1 FROM articles_fts_content",
        "SELECT hex(block) FROM articles_fts_data",
        "SELECT text FROM article_revisions",
    ],
)
def test_whole_texts_are_no_part_of_sql(site: Pages, sql: str) -> None:
    answer = site.sql(sql)
    assert answer.status_code == 400
    assert "Zyzzyva" not in answer.text.replace(sql, "")


def test_words_of_texts_can_still_be_looked_for(site: Pages) -> None:
    found = site.sql("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'zyzzyva'")
    assert found.json()["rows"] == [[1]]


def test_whole_texts_are_no_part_of_tables_and_files(site: Pages) -> None:
    for path in (
        "/batchwatch/articles.json", "/batchwatch/articles.csv?_stream=1", "/batchwatch/articles",
        "/batchwatch/articles.json?_col=title", "/batchwatch/v_articles.csv", "/batches.json",
    ):  # fmt: skip
        assert "Zyzzyva" not in site.page(path)
    for path in (
        "/batchwatch/articles?text__contains=Zyzzyva", "/batchwatch/articles.json?_col=text",
        "/batchwatch/articles?_where=text+like+'%25Zyz%25'", "/batchwatch/articles_fts",
        "/batchwatch/articles?_sort=text",
        "/batchwatch/articles_fts_content.json", "/batchwatch/articles?_search=Zyzzyva",
    ):  # fmt: skip
        answer = site.ask(path)
        assert answer.status_code < 500
        assert "Zyzzyva ends" not in answer.text
    assert "Zyzzyva" in site.page("/article/one")


@each(
    "path",
    [
        "/batchwatch.db", "/_memory", "/_internal", "/_internal.json", "/:memory:",
        "/-/versions.json", "/-/plugins", "/-/settings.json", "/-/config", "/-/databases.json",
        "/-/threads", "/-/metadata.json", "/-/actor.json", "/-/auth-token?token=x", "/-/logout",
        "/-/permissions", "/-/messages", "/-/allow-debug", "/-/patterns", "/-/static/../app.py",
        "/static/../../app.py", "/static/%2e%2e/app.py",
    ],
)  # fmt: skip
def test_the_machine_and_the_file_are_not_served(site: Pages, data: Path, path: str) -> None:
    answer = site.ask(path)
    assert answer.status_code in (301, 302, 400, 403, 404)
    assert str(data.parent) not in answer.text
    assert "datasette" not in answer.headers.get("set-cookie", "")


def test_no_page_names_a_folder_of_the_machine(site: Pages, data: Path) -> None:
    for path in ("/", "/batchwatch", "/batchwatch/runs", "/batchwatch.json", "/outlets", "/about"):
        assert str(data.parent) not in site.page(path)
    assert str(data.parent) not in site.sql("SELECT nothing").text
