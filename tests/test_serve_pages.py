"""Each page answers in its forms, and tells what the verb of its name tells."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from each import each
from official_files import FILINGS, html_of, listed
from serving import Pages, pages

from cli.main import main
from db import answers
from db.store import open_for_reading

SEED = "Chinese regulators on Monday approved {} large language models of {}. Day {}."
HEADING = "生成式人工智能服务已备案信息"
STORIES = (
    (14, "Baidu and Zhipu AI", "2024-01-29"),
    (8, "Baidu and Qihoo 360", "2024-03-04"),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stories, and the entries of the first lists as a file has them."""
    folder = tmp_path_factory.mktemp("pages")
    for place, (number, firms, day) in enumerate(STORIES):
        said = {"id": f"s/{place}?#%", "url": f"https://www.example.org/{place}", "language": "en"}
        said |= {"title": f"{number} models", "published": f"{day}T04:00:00Z", "outlet": "stcn"}
        told = said | {"text": SEED.format(number, firms, day)}
        (folder / f"{place}.json").write_text(json.dumps(told), "utf-8")
    where = ["--data", str(folder / "data"), "-q"]
    rows = listed("genai_filing/2024-04")
    (folder / "list.html").write_bytes(html_of([FILINGS, *rows], title=HEADING))
    assert main(["register", "--store", str(folder / "list.html"), *where]) == 0
    assert main(["ingest", *map(str, sorted(folder.glob("*.json"))), *where]) == 0
    return folder / "data"


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Pages]:
    with pages(data) as found:
        yield found


def told(data: Path, ask: Any, *arguments: Any) -> Any:
    """What a reading verb answers."""
    with open_for_reading(data) as store:  # type: ignore[union-attr]
        return json.loads(json.dumps(ask(store, *arguments)))


PATHS = (
    "/", "/batches", "/batches?scheme=genai_filing&page=2&province=北京", "/search",
    "/search?q=智谱", "/search?q=zhipu&kind=company&page=1", "/search?q=%00%22%27", "/outlets",
    "/queries", "/query/timeline", "/query/lag", "/about", "/company/baidu",
    "/service/文心一言", "/province/北京", "/province/beijing", "/article/s%2F0%3F%23%25",
    "/article/s%2F0%3F%23%25?start=0&end=9", "/article/s%2F0%3F%23%25?start=9&end=99999999999",
    "/batchwatch", "/batchwatch/batches", "/batchwatch/articles", "/batchwatch/v_batches",
    "/batchwatch/runs", "/batchwatch?sql=select+1", "/batches?since=2024&until=2024-12-31&page=-1",
)  # fmt: skip


@each("language", ["en", "zh"])
@each("path", PATHS)
def test_a_page_answers_in_both_languages(site: Pages, path: str, language: str) -> None:
    page = site.page(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page


def test_every_batch_has_the_page_of_its_verb(site: Pages, data: Path) -> None:
    listed = told(data, answers.batches)["batches"]
    assert site.json("/batches.json?size=1000")["batches"] == listed
    for slug in [batch["slug"] for batch in listed][:: max(1, len(listed) // 6)]:
        assert site.json(f"/batch/{slug}.json") == told(data, answers.batch, slug)
        assert slug in site.page(f"/batch/{slug}")


@each("day", ["2024-13", "x", "2023-02-29", "2024-1-1-1", "0000"])
@each("form", ["", ".json"])
def test_a_day_that_is_none_is_told(site: Pages, day: str, form: str) -> None:
    answer = site.ask(f"/batches{form}?since={day}")
    assert answer.status_code == 400
    assert day in answer.text


def test_names_tell_what_their_verbs_tell(site: Pages, data: Path) -> None:
    assert site.json("/company/baidu.json") == told(data, answers.company, "baidu")
    assert site.json("/company/%E7%99%BE%E5%BA%A6.json")["id"] == "baidu"
    named = site.json("/service/文心一言.json")
    assert named == told(data, answers.service, "文心一言")
    assert site.json(f"/service/{named['id']}.json") == named


def test_rows_as_csv_are_the_rows_of_the_page(site: Pages) -> None:
    listed = site.json("/batches.json?size=7&page=2")["batches"]
    rows = list(csv.DictReader(io.StringIO(site.page("/batches.csv?size=7&page=2"))))
    assert [row["slug"] for row in rows] == [batch["slug"] for batch in listed]
    asked = site.json("/query/timeline.json")["rows"]
    rows = list(csv.DictReader(io.StringIO(site.page("/query/timeline.csv"))))
    assert [row["month"] for row in rows] == [row["month"] for row in asked]
    slug = listed[0]["slug"]
    rows = list(csv.DictReader(io.StringIO(site.page(f"/batch/{slug}.csv"))))
    assert len(rows) == len(site.json(f"/batch/{slug}.json")["services"]) > 0


def test_pages_of_a_list_hold_each_batch_once(site: Pages) -> None:
    total = site.json("/batches.json")["total"]
    seen: list[str] = []
    for page in range(1, site.json("/batches.json?size=9")["pages"] + 1):
        found = site.json(f"/batches.json?size=9&page={page}")["batches"]
        seen += [batch["slug"] for batch in found]
    assert len(seen) == len(set(seen)) == total


def test_what_is_not_there_is_told_with_what_may_have_been_meant(site: Pages) -> None:
    slug = site.json("/batches.json?size=1")["batches"][0]["slug"]
    answer = site.ask(f"/batch/{slug[:-1]}.json")
    assert answer.status_code == 404
    assert slug in [near["title"] for near in answer.json()["near"]]
    for path in ("/batch/x", "/company/x%2Fy", "/article/x%20y", "/province/x", "/query/x", "/x"):
        answer = site.ask(path)
        assert answer.status_code == 404, path
        assert "text/html" in answer.headers["content-type"]


def test_rows_of_batches_and_articles_lead_to_their_pages(site: Pages) -> None:
    slug = site.json("/batches.json?size=1")["batches"][0]["slug"]
    assert site.ask(f"/batchwatch/batches/{slug}").headers["location"] == f"/batch/{slug}"
    value = site.ask(f"/batchwatch/batch_values/{slug},services,8")
    assert value.headers["location"] == f"/batch/{slug}"
    (doc,) = site.sql("select min(doc) from articles").json()["rows"][0]
    told = site.ask(f"/batchwatch/articles/{doc}").headers["location"]
    assert told.startswith("/article/s%2F")
    assert site.ask(told).status_code == 200


def test_values_of_tables_and_sql_lead_to_their_pages(site: Pages) -> None:
    slug = site.json("/batches.json?size=1")["batches"][0]["slug"]
    link = f'<a href="/batch/{slug}">{slug}</a>'
    assert link in site.page(f"/batchwatch/v_batches?slug={slug}")
    assert link in site.page("/batchwatch", params={"sql": f"select '{slug}' as batch"})
    assert '<a href="/article/s%2F0%3F%23%25">' in site.page("/batchwatch/v_articles")
    hostile = site.page("/batchwatch", params={"sql": "select '\"><script>x' as company_id"})
    assert "<script" not in hostile


def test_the_feed_is_the_verb_s(site: Pages, data: Path, tmp_path: Path) -> None:
    where = ["--data", str(data), "-q"]
    assert main(["feed", str(tmp_path / "feed.xml"), "--limit", "50", *where]) == 0
    answer = site.ask("/feed.xml")
    assert answer.content == (tmp_path / "feed.xml").read_bytes()
    assert answer.headers["content-type"].startswith("application/atom+xml")


@pytest.mark.parametrize(
    ("asked", "word"),
    [("lag?wrong=x", "wrong"), ("lag?since=never", "never"), ("provinces?scheme=genai", "genai")],
)
def test_what_a_question_cannot_be_asked_is_a_wrong_request(
    site: Pages, asked: str, word: str
) -> None:
    name, _, query = asked.partition("?")
    for form in ("", ".json", ".csv"):
        answer = site.ask(f"/query/{name}{form}?{query}")
        assert answer.status_code == 400
        assert word in answer.text
    assert "<form" in site.ask(f"/query/{asked}").text


def test_a_question_that_must_be_told_something_asks_for_it(site: Pages) -> None:
    assert 'role="alert"' not in site.page("/query/company-history")
    assert site.ask("/query/company-history.json").status_code == 400
    assert site.page("/query/company-history?company=baidu&lang=en")
