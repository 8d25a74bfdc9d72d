"""Marks in a text, the words that state a value, lanes of months, and what is safe to show."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from db.pages.evidence import claim_spans, value_spans
from db.pages.lanes import lanes
from db.pages.links import Links
from db.pages.marks import Mark, apart, marked
from db.pages.showing import by_name, finalize, visible, web

TEMPLATES = Path(__file__).parents[1] / "db" / "pages" / "templates"
TEXT = "Two\n\n14 models of 13 firms: Zhipu's GLM."
CLAIM = {
    "article": "a", "outlet": "o", "start": 5, "end": 40, "text": TEXT[5:40],
    "services_in_batch": {"value": 14, "qualifier": "exact"}, "companies_in_batch": None,
    "cumulative_services": None, "event_date": "2024-01-29", "event_date_text": None,
    "period_start": None, "period_end": None, "level": None, "province": "北京",
    "authority": None, "scheme": None, "ordinal": None,
}  # fmt: skip


@pytest.fixture
def read() -> sqlite3.Connection:
    """One article with what was read in it."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        """
        CREATE TABLE articles (doc, id, text);
        CREATE TABLE mentions (doc, idx, label, text, "start", "end", rule, role);
        CREATE TABLE counts (
            doc, idx, of, scope, scheme, value, qualifier, "start", "end", text, rule
        );
        CREATE TABLE announcements (doc, event_date, event_date_text, "start", "end");
        CREATE TABLE service_mentions (
            doc, "start", "end", rule, company, model, description, company_id, service_id
        );
        INSERT INTO mentions VALUES (1, 0, 'COMPANY', 'Zhipu', 28, 33, 'r.firm', 'approved'),
            (1, 1, 'MODEL', 'GLM', 36, 39, 'r.model', NULL),
            (1, 2, 'DESC', '14 models', 5, 14, 'r.desc', NULL);
        INSERT INTO counts VALUES (1, 0, 'services', 'batch', NULL, 14, 'exact', 5, 7, '14', 'r.n');
        INSERT INTO service_mentions VALUES
            (1, 28, 39, 'r.link', 'Zhipu', 'GLM', NULL, 'zhipu', 'zhipu/glm');
        """
    )
    connection.execute("INSERT INTO articles VALUES (1, 'a', ?)", (TEXT,))
    return connection


def test_a_span_that_crosses_marks_is_marked_whole_and_tells_its_rule(
    read: sqlite3.Connection,
) -> None:
    found = marked(read, 1, TEXT, 28, 39)
    assert ["".join(piece.text for piece in line) for line in found.lines] == [
        line for line in TEXT.split("\n") if line
    ]
    asked = [piece for line in found.lines for piece in line if piece.asked]
    assert "".join(piece.text for piece in asked) == found.said == "Zhipu's GLM"
    assert [piece.first for piece in asked] == [True, False, False]
    assert [(mark.kind, mark.rule) for mark in found.asked] == [("link", "r.link")]


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (9, 4), (0, 10_000), (None, 3)])
def test_a_span_that_the_text_does_not_have_marks_nothing(
    read: sqlite3.Connection, span: tuple[int | None, int]
) -> None:
    found = marked(read, 1, TEXT, *span)
    assert (found.span, found.said, list(found.asked)) == (None, "", [])


def test_of_marks_that_overlap_the_more_telling_stays() -> None:
    firm, wide = Mark(3, 6, "company", "r", "COMPANY"), Mark(0, 9, "name", "r", "OTHER")
    long, short = Mark(10, 20, "number", "r", "n"), Mark(12, 14, "number", "r", "n")
    assert apart([wide, short, firm, long]) == [firm, long]


def test_a_value_leads_to_its_words_and_else_to_its_clause(read: sqlite3.Connection) -> None:
    (spans,) = claim_spans(read, [CLAIM])
    assert (spans["services"]["text"], spans["services"]["rule"]) == ("14", "r.n")
    assert spans["event_date"] == spans["clause"]
    assert "companies" not in spans
    values: dict[str, list[dict[str, Any]]] = {
        "services": [{"value": 14}, {"value": 8}],
        "province": [{"value": "北京"}],
    }
    told = value_spans(values, [CLAIM], [spans])
    assert told["services"] == [[spans["services"]], []]
    assert told["province"] == [[spans["province"]]]


def test_lanes_are_of_one_length_and_the_highest_bar_fills_its_lane() -> None:
    rows = [
        {"month": "2023-12", "scheme": "genai_filing", "entries": 4},
        {"month": "2024-02", "scheme": "genai_filing", "entries": 2},
        {"month": "2024-02", "scheme": "on_device", "entries": 1},
        {"month": "nonsense", "scheme": "on_device", "entries": 9},
    ]
    drawn = lanes(rows)
    assert drawn is not None
    assert (drawn.first, drawn.last, drawn.months) == ("2023-12", "2024-02", 24)
    assert [(lane.scheme, lane.total) for lane in drawn.lanes] == [
        ("genai_filing", 6),
        ("on_device", 1),
    ]
    assert list(drawn.lanes[0].bars) == [(0.1, 20), (2.1, 10)]
    assert lanes([]) is None


def test_what_hides_or_turns_the_text_is_shown_and_keeps_its_place() -> None:
    hostile = "a\u202eb\u0000c\ud800\nd\te"
    assert visible(hostile) == "a\ufffdb\ufffdc\ufffd\nd\te"
    assert finalize(Markup("<b>\u202e</b>")) == Markup("<b>\ufffd</b>")
    assert isinstance(finalize(Markup("x")), Markup)
    assert finalize(None) == ""


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.cn/b", "https://a.cn/b"),
        ("javascript:alert(1)", ""),
        ("//a.cn", ""),
        ("https://[", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str | None, shown: str) -> None:
    assert web(address) == shown


def test_one_name_is_one_row_with_all_its_origins() -> None:
    row = {"name": "智谱", "language": "zh", "articles": 0, "first_seen": None}
    rows = [row | {"origin": "reviewed"}, row | {"origin": "press", "articles": 5}]
    (one,) = by_name(rows)
    assert (one["origins"], one["articles"]) == (["reviewed", "press"], 5)


def test_addresses_hold_any_name_and_keep_the_language() -> None:
    links = Links(lang="zh")
    assert links.article("a/b?#", 3, 9) == "/article/a%2Fb%3F%23?start=3&end=9&lang=zh#span"
    assert links.file("/batches", "json", {"page": 2, "scheme": ""}) == "/batches.json?page=2"
    assert Links().batch("x") == "/batch/x"


def test_no_template_holds_what_the_content_policy_forbids() -> None:
    for template in TEMPLATES.glob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|(?<!urlencode)\|\s*safe", text), (
            template
        )
