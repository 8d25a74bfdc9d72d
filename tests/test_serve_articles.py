"""The page and the document of an article, with what was changed in it; lists of names as rows."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from official_files import FILINGS, html_of, listed
from serving import Pages, pages
from told import announcement, ingest, service, told

from cli.main import main
from db.pages.links import Links
from db.pages.versions import sentences
from db.store import store_path

FIRST = "Regulators approved 14 models. They name Baidu.\nNobody was quoted."
THEN = "Regulators approved 15 models. They name Baidu.\nAn official was quoted."
HOSTILE = "<script>{}</script> \u202e<del> &amp; =1+{}."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number, text in ((14, FIRST), (15, THEN)):
        said = announcement(services_in_batch=number, event_date="2024-01-29", province="北京")
        named = [service("百度", "文心一言")] if number == 14 else []
        story = told(
            "a.json", said, services=named, text=text, fetched_at=f"2024-02-{number}T00:00Z"
        )
        hostile = HOSTILE.format(number, number)
        bad = told("x", said, title=hostile, text=hostile, fetched_at=f"2024-02-{number}T00:00Z")
        ingest(store_path(folder), [story, bad])
    rows = listed("genai_filing/2024-04")
    (folder / "list.html").write_bytes(
        html_of([FILINGS, *rows], title="生成式人工智能服务已备案信息")
    )
    words = ["register", "--store", str(folder / "list.html"), "--data", str(folder), "-q"]
    assert main(words) == 0
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Pages]:
    with pages(data) as found:
        yield found


def test_an_article_as_a_document_has_its_words_and_no_text_unasked(site: Pages) -> None:
    address = Links().file(Links().path("article", "a.json"), "json")
    found = site.json(address)
    assert (found["id"], found["revision"], found["relevant"]) == ("a.json", 2, True)
    assert "text" not in found
    whole = site.json(address, params={"text": "1"})
    assert whole["text"] == THEN
    assert [one["text"] for one in whole["revisions"]] == [FIRST]
    for span in found["spans"]:
        assert whole["text"][span["start"] : span["end"]] == span["text"]
    assert "14 models" not in site.ask(address).text


def test_what_an_edit_changed_is_told(site: Pages) -> None:
    (earlier,) = site.json("/article/a%2Ejson.json")["revisions"]
    exact = {"qualifier": "exact"}
    assert earlier["changed"] == [
        {"field": "services", "then": {"value": 14} | exact, "now": {"value": 15} | exact},
        {"field": "service", "then": "百度 · 文心一言", "now": None},
    ]
    address = Links().version("a.json", earlier["version"])
    assert address in site.page("/article/a%2Ejson")
    page = site.page(address)
    assert "<del>" in page
    assert "<ins>" in page
    assert site.ask("/article/a%2Ejson?version=x").status_code == 404


def test_an_edit_of_hostile_text_is_shown_as_text(site: Pages) -> None:
    (earlier,) = site.json("/article/x.json")["revisions"]
    page = site.page(Links().version("x", earlier["version"]))
    assert "&lt;script&gt;14&lt;/script&gt;" in page
    assert "<script" not in page
    assert page.count("<del>") == page.count("</del>") == 1
    assert "\u202e" not in page


def test_sentences_are_compared_with_those_beside_a_change() -> None:
    kept = [f"第{n}句。" for n in range(9)]
    then, now = "".join(kept), "".join([*kept[:4], "新句。", *kept[5:]])
    assert sentences(then, now) == {
        "lines": [
            ("=", 3), (" ", "第3句。"), ("-", "第4句。"), ("+", "新句。"), (" ", "第5句。"),
            ("=", 3),
        ],
        "cut": False,
    }  # fmt: skip
    assert sentences(then, then)["lines"] == [("=", 9)]
    lines = sentences("A. B. C. D. E.", "a. B. C. D. e.")["lines"]
    assert [sign for sign, _ in lines] == ["-", "+", " ", " ", " ", "-", "+"]
    assert sentences("", "One. Two.")["lines"] == [("+", "One."), ("+", "Two.")]
    assert sentences("a.\n" * 5000, "")["cut"]


def test_companies_services_and_provinces_are_rows_too(site: Pages) -> None:
    place = site.json("/province/北京.json")
    rows = list(csv.DictReader(io.StringIO(site.page("/province/北京.csv"))))
    assert len(rows) == sum(row["entries"] for row in place["by_scheme"]) > 50
    assert place["entries"] == len(rows)
    assert [row["number"] for row in rows] == [row["number"] for row in place["register"]]
    page = site.page("/province/北京")
    assert page.count("/batchwatch/v_register?scheme=") == 50
    for form in ("json", "csv"):
        assert f".{form}" in page
    found = site.json("/company/baidu.json")
    rows = list(csv.DictReader(io.StringIO(site.page("/company/baidu.csv"))))
    assert [row["number"] for row in rows if row["list"]] == [
        row["number"] for row in found["register"]
    ]
    assert "/company/baidu.csv" in site.page("/company/baidu")
    service_id = site.json("/service/文心一言.json")["id"]
    assert "文心一言" in site.page(f"/service/{service_id}.csv")
