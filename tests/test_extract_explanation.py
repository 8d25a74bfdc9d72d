"""An explanation shows every span with its rule, and says why what was found was dropped."""

from pathlib import Path

import pytest

from crawler.files import read_path
from crawler.items import Article
from extract.explaining.explanation import Explanation, explain
from extract.explaining.findings import Finding
from extract.read import read

SCORED = Path(__file__).parent / "scored"
PAPERS = (
    "China's cyberspace administration has approved 12 generative AI services on March 3, 2025.\n"
    "Among them, Tidal Software's Lumo and Quiet Harbor Technology's Pelika were approved.\n"
    "Copper Field Robotics' Mirabo is still awaiting approval.\n"
    "The firms employ 4,000 people, the Global Times reported.\n"
)
LINES = (
    "3月5日，国家网信办公布，新增15款生成式人工智能服务完成备案。\n"
    "其中，上海望江智能科技有限公司的“望江大模型”通过备案。\n"
    "另有一家公司的“北岸助手”仍在审核中。\n"
)


def article(text: str, language: str = "en", title: str | None = None) -> Article:
    return Article("a", "a", None, None, language, title, text, "2025-03-05")


def told(text: str, language: str = "en") -> Explanation:
    return explain(article(text, language), names=False)


def findings(explained: Explanation) -> list[Finding]:
    return [finding for line in explained.lines for finding in line.findings]


def about(explained: Explanation, text: str) -> Finding:
    """The kept finding with these words, else the first one that names a company or so."""
    found = [f for f in findings(explained) if f.text == text and f.state != "cue"]
    assert found, f"nothing was found at {text!r}"
    return min(found, key=lambda f: f.state != "kept")


def test_the_extraction_is_that_of_an_ordinary_reading() -> None:
    for path in sorted(SCORED.glob("*/*.json")):
        (found,) = read_path(path)
        assert isinstance(found, Article)
        assert explain(found).extraction == read(found)


@pytest.mark.parametrize(("text", "language"), [(PAPERS, "en"), (LINES, "zh")])
def test_spans_equal_their_slices_and_lines_hold_the_text(text: str, language: str) -> None:
    explained = told(text, language)
    assert [line.text for line in explained.lines] == text.splitlines()
    for line in explained.lines:
        assert text[line.start : line.end] == line.text
        assert line.clauses[0].start == line.start
    for found in findings(explained):
        assert text[found.start : found.end] == found.text


def test_kept_names_say_their_link_and_announcement() -> None:
    lumo = about(told(PAPERS), "Lumo")
    assert (lumo.label, lumo.state) == ("MODEL", "kept")
    assert lumo.rule
    assert "Tidal Software" in lumo.why
    assert "a service of announcement 0" in lumo.why


def test_a_pending_name_is_dropped_for_its_clause() -> None:
    explained = told(PAPERS)
    mirabo = about(explained, "Mirabo")
    assert (mirabo.state, "its clause is pending" in mirabo.why) == ("dropped", True)
    clause = next(line for line in explained.lines if "Mirabo" in line.text).clauses[0]
    assert (clause.role, clause.rule) == ("pending", "en.pending.wait")
    assert "awaiting" in clause.why


def test_in_chinese_too() -> None:
    explained = told(LINES, "zh")
    assert about(explained, "上海望江智能科技有限公司").state == "kept"
    assert about(explained, "北岸助手").state == "dropped"


def test_numbers_say_what_they_count_or_why_nothing() -> None:
    explained = told(PAPERS)
    twelve = next(f for f in findings(explained) if f.label == "COUNT" and f.state == "kept")
    assert twelve.text.startswith("12 ")
    assert "12 services, batch" in twelve.why
    assert "announcement 0" in twelve.why
    people = next(f for f in findings(explained) if f.text.startswith("4,000"))
    assert people.state == "dropped"
    assert people.why


def test_dates_say_what_they_resolve_to() -> None:
    day = next(f for f in findings(told(PAPERS)) if f.label == "DATE")
    assert "2025-03-03, 2 days before publication" in day.why
    assert "the day of announcement 0" in day.why


def test_what_a_medium_blocks_is_named() -> None:
    blocked = [f for f in findings(told(PAPERS)) if "blocked by the SOURCE" in f.why]
    assert blocked
    assert all(f.state == "dropped" for f in blocked)


def test_the_verdict_quotes_the_clause_and_its_cue() -> None:
    explained = told(PAPERS)
    assert explained.extraction.relevant
    assert "is approved by “" in explained.verdict
    assert explained.stopped is None


@pytest.mark.parametrize(
    ("text", "language", "stopped", "said"),
    [
        ("Rain fell in Oslo on Monday.", "en", "gate", "no word for AI"),
        ("昨天下雨，备案推迟。", "zh", "gate", "no word for AI"),
        ("Generative AI services were approved in China.", "en", "facts", "neither counts nor"),
        (
            "Beijing's Tidal Software is awaiting approval for its generative AI chatbot Lumo.",
            "en",
            "cues",
            "no clause is approved",
        ),
    ],
)
def test_what_is_no_announcement_says_why(
    text: str, language: str, stopped: str, said: str
) -> None:
    explained = told(text, language)
    assert not explained.extraction.relevant
    assert explained.stopped == stopped
    assert said in explained.verdict
    assert explained.verdict
    assert explained.lines


def test_an_empty_text_has_no_lines() -> None:
    assert told("").lines == ()


def test_the_end_that_is_not_read_is_counted() -> None:
    explained = told(PAPERS + "x " * 100_000)
    assert explained.unread > 0
