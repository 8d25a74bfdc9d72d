"""``extract --explain``: plain in a pipe, coloured on a terminal, a page that stands alone."""

import json
import re
from pathlib import Path

import pytest
from conftest import Batchwatch
from lxml import html
from prepared import Prepared

from cli.explain_marks import pieces
from cli.explain_terminal import WIDEST
from crawler.files import read_path
from crawler.items import Article
from extract.explaining.explanation import explain

SCORED = Path(__file__).parent / "scored"
EN, ZH, PENDING = SCORED / "en/batch.json", SCORED / "zh/batch.json", SCORED / "en/pending.json"
HOSTILE = (
    "China's regulator approved <script>alert(1)</script> Tidal & Sons' \"Lumo\" AI model\u202e\n"
    "[bold]{{ 7 * 7 }}[/bold] &lt;b&gt; 12 generative AI services were approved in China.\n"
)


def test_plain_lines_in_a_pipe(batchwatch: Batchwatch) -> None:
    ran = batchwatch("extract", "--explain", EN, ZH, PENDING)
    assert (ran.status, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert "gold-en-batch" in ran.out
    for wanted in ("\n    + COMPANY ", "\n    - ", "|COUNT]", "clause approved", "not relevant:"):
        assert wanted in ran.out
    assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []


def test_lines_are_no_wider_than_is_readable(batchwatch: Batchwatch) -> None:
    from rich.cells import cell_len

    out = batchwatch("extract", "--explain", EN, ZH).out
    assert max(map(cell_len, out.splitlines())) <= WIDEST


def test_every_cue_with_v(batchwatch: Batchwatch) -> None:
    assert "TOPIC" not in batchwatch("extract", "--explain", EN).out
    assert "TOPIC" in batchwatch("extract", "--explain", "-v", EN).out


@pytest.mark.parametrize("option", [("--explain",), ("--explain", "{page}")])
def test_json_lines(batchwatch: Batchwatch, tmp_path: Path, option: tuple[str, ...]) -> None:
    given = [part.format(page=tmp_path / "out.html") for part in option]
    ran = batchwatch("extract", EN, PENDING, *given, "--json")
    first, second = map(json.loads, ran.out.splitlines())
    bare = json.loads(batchwatch("extract", EN).out)
    told = first.pop("explain")
    assert first == bare
    assert set(told) == {"verdict", "stopped", "unread", "lines"}
    assert {f["state"] for line in told["lines"] for f in line["findings"]} >= {"kept", "cue"}
    assert (second["relevant"], second["explain"]["stopped"]) == (False, "gate")
    assert (tmp_path / "out.html").exists() == (len(option) == 2)


def test_a_page_with_every_article(batchwatch: Batchwatch, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    ran = batchwatch("extract", EN, ZH, PENDING, "--explain", page)
    assert (ran.status, ran.out) == (0, f"{page}: 3 articles explained\n")
    assert list(tmp_path.iterdir()) == [page]
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    assert len(tree.findall(".//article")) == 3
    links = [str(a.get("href")) for a in tree.iter("a")]
    assert links == ["#a1", "#a2", "#a3"]
    assert {article.get("id") for article in tree.iter("article")} == {"a1", "a2", "a3"}
    assert not list(tree.iter("script", "img", "link", "iframe"))
    marks = tree.findall(".//mark")
    assert all(mark.get("title") for mark in marks)
    assert any("en." in str(mark.get("title")) for mark in marks)


def test_the_page_may_be_written_again_but_nothing_else(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    page, article = tmp_path / "out.html", tmp_path / "article.html"
    article.write_text("<p>my notes</p>", encoding="utf-8")
    assert batchwatch("extract", EN, "--explain", page).status == 0
    assert batchwatch("extract", ZH, "--explain", page).status == 0
    for ran in (
        batchwatch("extract", "--explain", article, EN),
        batchwatch("extract", EN, "--explain", tmp_path / "none" / "out.html"),
    ):
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert article.read_text(encoding="utf-8") == "<p>my notes</p>"


def test_a_page_without_an_article_is_wrong_usage(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("extract", "--explain", tmp_path / "out.html")
    assert (ran.status, ran.out) == (2, "")
    assert "PATH" in ran.err
    assert batchwatch("extract").status == 2
    assert batchwatch("extract", "--explain").status == 2
    assert batchwatch("extract", "--explain", tmp_path / "absent.txt").status == 2


def test_what_cannot_be_read_is_named(batchwatch: Batchwatch, tmp_path: Path) -> None:
    broken, page = tmp_path / "broken.json", tmp_path / "out.html"
    broken.write_text("{", encoding="utf-8")
    ran = batchwatch("extract", broken, "--explain", page)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert not page.exists()


def test_hostile_text_stays_text(batchwatch: Batchwatch, tmp_path: Path) -> None:
    page, source = tmp_path / "out.html", tmp_path / "a.json"
    document = {"id": "<i>", "title": "</title><b>", "url": "javascript:alert(1)", "text": HOSTILE}
    source.write_text(json.dumps(document), encoding="utf-8")
    assert batchwatch("extract", source, "--explain", page).status == 0
    written = page.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "\u202e" not in written
    tree = html.document_fromstring(written)
    assert not list(tree.iter("script", "b", "i"))
    said = " ".join("".join(map(str, p.itertext())) for p in tree.iter("p"))
    assert "<script>alert(1)</script>" in re.sub(r"[A-Z]{4,}", "", said)
    out = batchwatch("extract", source, "--explain").out
    assert "{{ 7 * 7 }}" in out
    assert "\u202e" not in out


def test_the_pieces_of_a_line_are_its_text() -> None:
    for path in sorted(SCORED.glob("*/*.json")):
        (found,) = read_path(path)
        assert isinstance(found, Article)
        for line in explain(found).lines:
            assert "".join(piece.text for piece in pieces(line)) == line.text


def test_colours_on_a_terminal_only(commands: Prepared) -> None:
    """rich takes FORCE_COLOR for a terminal, and NO_COLOR for none."""

    def shown(**extra: str) -> str:
        environment = {"TERM": "xterm-256color", "NO_COLOR": ""} | extra
        ran = commands("extract", "--explain", EN, environment=environment)
        assert (ran.status, ran.err) == (0, "")
        return ran.out

    assert "\x1b[3" in shown(FORCE_COLOR="1")
    assert "\x1b[3" not in shown(FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[" not in shown()
