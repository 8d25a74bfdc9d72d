"""The verb ``query``: lists, explains and asks named questions; docs/querying.md has them all."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import Batchwatch
from each import each

from cli.query_page import command, print_csv
from db.named import NamedQuery, Rows, named_queries

PAGE = Path(__file__).parent.parent / "docs" / "querying.md"
BEGIN, END = "<!-- every named question -->\n", "<!-- end -->\n"
EXAMPLES = re.findall(r"^    (batchwatch (?:query|search) .*)$", PAGE.read_text("utf-8"), re.M)


def test_without_a_name_all_are_listed(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("query", "--data", tmp_path / "none")
    lines = ran.out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(named_queries())
    assert all(named_queries()[line.split()[0]].help in line for line in lines)
    listed = json.loads(batchwatch("query", "--json").out)["queries"]
    assert [one["name"] for one in listed] == list(named_queries())
    assert set(listed[0]) >= {"help", "help_zh", "parameters", "columns", "sql", "doc"}
    assert not (tmp_path / "none").exists()


def test_json_csv_and_table_hold_the_same(batchwatch: Batchwatch, small: Path) -> None:
    asked = ("query", "provinces", "--param", "scheme=genai_filing", "--data", small)
    document = json.loads(batchwatch(*asked, "--json").out)
    assert document["columns"][:2] == ["province", "english"]
    rows = list(csv.DictReader(io.StringIO(batchwatch(*asked, "--csv").out)))
    assert [row["english"] for row in rows] == ["Beijing", "Shanghai"]
    assert [str(row["services"]) for row in document["rows"]] == [row["services"] for row in rows]
    table = batchwatch(*asked).out.splitlines()
    assert [line.split()[1] for line in table] == ["english", "Beijing", "Shanghai"]


def test_a_null_is_null(batchwatch: Batchwatch, small: Path) -> None:
    asked = ("query", "batches-without-list", "--data", small)
    (row,) = json.loads(batchwatch(*asked, "--json").out)["rows"]
    assert row["province"] is None
    assert batchwatch(*asked, "--csv").out.splitlines()[1].split(",")[2] == ""


def test_a_search_is_complete_and_counts_by_kind(batchwatch: Batchwatch, small: Path) -> None:
    document = json.loads(batchwatch("search", "备案", "--json", "--data", small).out)
    assert len(document["hits"]) == sum(document["totals"].values())
    told = batchwatch("search", "備案", "--limit", "2", "--data", small).out.splitlines()
    assert len(told) == 1 + 2 + 2
    assert told[-1].endswith(f"{document['totals']['article']} article")
    only = json.loads(
        batchwatch("search", "备案", "--kind", "article", "--json", "--data", small).out
    )
    assert [hit["id"] for hit in only["hits"]] == ["a"]
    assert only["hits"][0]["title_marks"] == [[6, 8]]


def test_a_search_says_what_it_left_out(batchwatch: Batchwatch, small: Path) -> None:
    asked = ("search", "备案", "--data", small, "--json")
    whole = json.loads(batchwatch(*asked).out)
    ran = batchwatch(*asked, "--limit", "2")
    few = json.loads(ran.out)
    assert (whole["more"], few["more"], len(few["hits"])) == (0, len(whole["hits"]) - 2, 2)
    assert few["totals"] == whole["totals"]
    (line,) = ran.err.splitlines()
    assert line.startswith(f"{few['more']} more: --limit {len(whole['hits'])} tells all")
    assert batchwatch(*asked, "--limit", "2", "-q").err == ""


def test_a_search_of_nothing(batchwatch: Batchwatch, small: Path, tmp_path: Path) -> None:
    assert batchwatch("search", "无此名", "--data", small).out == "nothing found\n"
    ran = batchwatch("search", "备案", "--data", tmp_path / "none")
    assert (ran.status, ran.out.startswith("nothing found: run batchwatch")) == (0, True)
    assert not (tmp_path / "none").exists()
    assert batchwatch("search", "--data", small).status == 2


def test_csv_takes_no_text_for_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(Rows(("a", "b"), [("=1+1", -1), (None, "x\ny")]))
    assert capsys.readouterr().out == "a,b\n'=1+1,-1\n,x y\n"


def test_help_and_sql_of_one_question(batchwatch: Batchwatch) -> None:
    for line in (("query", "lag", "--help"), ("query", "--help", "lag"), ("query", "-h", "lag")):
        ran = batchwatch(*line)
        assert ran.status == 0
        for words in (named_queries()["lag"].help_zh, "--param since=", "published"):
            assert words in ran.out
    assert batchwatch("query", "lag", "--sql").out.strip() == named_queries()["lag"].sql
    assert "Ask a named question" in batchwatch("query", "--help").out


@each(
    ("line", "words"),
    [
        ("query timelin", "did you mean timeline?"),
        ("query timelin --help", "did you mean timeline?"),
        ("query lag --param sinc=2024", "did you mean since?"),
        ("query lag --param since", "'since' is not KEY=VALUE"),
        ("query lag --param since=tomorrow", "since: 'tomorrow' is not a day"),
        ("query lag --param scheme=filing", "there is no register 'filing'"),
        ("query provinces --param scheme=on_device --param until=2024-13", "no day"),
        ("query most-entries --param province=Atlantis", "there is no province 'Atlantis'"),
        ("query most-entries --param limit=many", "limit: 'many' is not a whole number"),
        ("query company-history", "needs company"),
        ("query --param a=b", "name the question"),
        ("query lag --csv --json", "choose one"),
    ],
)
def test_what_cannot_be_asked(batchwatch: Batchwatch, small: Path, line: str, words: str) -> None:
    ran = batchwatch(*line.split(), "--data", small)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_nothing_is_made_where_there_is_no_store(batchwatch: Batchwatch, tmp_path: Path) -> None:
    for name, query in named_queries().items():
        told = [word for pair in query.example for word in ("--param", "=".join(pair))]
        ran = batchwatch("query", name, *told, "--json", "--data", tmp_path / "none")
        assert (ran.status, json.loads(ran.out)["rows"]) == (0, [])
    assert not (tmp_path / "none").exists()


@each("line", EXAMPLES)
def test_the_examples_of_the_page_run(batchwatch: Batchwatch, small: Path, line: str) -> None:
    ran = batchwatch(*shlex.split(line)[1:], "--data", small)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out


def test_the_page_has_every_question() -> None:
    """A page that is behind is written anew, and fails once so that a person reads it."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    now = before + BEGIN + "".join(map(section, named_queries().values())) + END
    now += rest.split(END)[1]
    if now != text:
        PAGE.write_text(now, encoding="utf-8")
    assert now == text


def section(query: NamedQuery) -> str:
    """A question as the page tells of it."""
    takes = ", ".join(f"`{p.name}`{_default(p.default, p.required)}" for p in query.parameters)
    gives = ", ".join(f"`{column.name}`" for column in query.columns)
    told = f"\n{query.doc}\n" if query.doc else ""
    return (
        f"\n### {query.name}\n{query.help}\n\n    {command(query)}\n{told}"
        f"\nTakes {takes or 'nothing'}. Gives {gives}.\n"
    )


def _default(default: str, required: bool) -> str:
    return " (needed)" if required else f" ({default})" if default else ""
