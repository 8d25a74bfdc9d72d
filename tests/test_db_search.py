"""One search finds names in every script, records and articles, and takes any text for words."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import SLUG
from each import each
from told import ingest, told

from db.asked import asked, folded, pattern
from db.fts import phrase, spaced
from db.hits import Hit
from db.search import KINDS, Hits, search
from db.snippets import marked
from db.store import RecordStore, store_path
from extract.known.shipped import fold

HOSTILE = (
    "AND", "OR", "NOT", "NEAR(", "NEAR/2", "*", '"', '""', '" OR "', "'", "title:备案", "^备案",
    "a* AND (", "{title}:x", "-", "备案\0", "\0", "\ud800", "\u202e备案", "%", "_", "[a", "(?:",
    "備" * 5000, "x " * 5000, '"' * 9999, "<script>", "=1+1", "🧪", "\u0301", ":memory:",
)  # fmt: skip


@pytest.fixture(scope="module")
def connection(small: Path) -> Iterator[sqlite3.Connection]:
    with RecordStore.open_read_only(store_path(small)) as store:
        yield store.conn


def found(hits: Hits, kind: str) -> list[str]:
    return [hit.id for hit in hits.hits if hit.kind == kind]


def only(connection: sqlite3.Connection, text: str, kind: str) -> list[str]:
    return found(search(connection, text, kinds=(kind,)), kind)


def test_han_characters_stand_alone() -> None:
    assert spaced("智谱AI的14款").split() == ["智", "谱", "AI", "的", "14", "款"]
    assert spaced(None) == ""
    assert phrase('say "备案"') == '"say 备 案"'


@pytest.mark.parametrize("name", ["琥珀鹿", "琥珀鹿科技", "Hupolu", "hu po lu", "HU-PO-LU"])
def test_a_company_is_found_by_each_of_its_names(connection: sqlite3.Connection, name: str) -> None:
    first = search(connection, name).hits[0]
    assert (first.kind, first.id) == ("company", "hupolu")


@each(
    ("text", "kind", "expected"),
    [
        ("云杉语音", "service", ["yunshanling/yunshanyuyin"]),
        ("雲杉語音", "service", ["yunshanling/yunshanyuyin"]),
        ("北京", "batch", [SLUG]),
        ("Beijing filing", "batch", [SLUG]),
        ("2024年3月", "batch", [SLUG]),
        (SLUG.upper(), "batch", [SLUG]),
        ("登記", "batch", ["genai-registration-2024-09-10"]),
        ("Haitang", "batch", ["genai-registration-2024-09-10"]),
        ("beijing-nr3-20240210", "entry", ["Beijing-Nr3-20240210"]),
        ("竹篱医疗 上海", "entry", []),
        ("注销", "entry", ["网信算备110101000000000000001号"]),
        ("shanghai 2024-02", "entry", ["Beijing-Nr6-20240220"]),
        ("備案", "article", ["a"]),
        ("备案 网信办", "article", ["a"]),
        ('"备案 网信办"', "article", []),
        ("filed seven SERVICES", "article", ["b"]),
        ("applic", "article", ["c"]),
    ],
)
def test_what_has_all_words_is_found(
    connection: sqlite3.Connection, text: str, kind: str, expected: list[str]
) -> None:
    assert only(connection, text, kind) == expected


def test_an_article_is_found_by_another_name_of_its_company(
    connection: sqlite3.Connection,
) -> None:
    assert only(connection, "Hupolu", "article") == ["a"]


def test_a_short_latin_word_is_not_looked_for_within_others(
    connection: sqlite3.Connection,
) -> None:
    assert only(connection, "nr3", "entry") == ["Beijing-Nr3-20240210"]
    assert only(connection, "r3", "entry") == []


def test_marks_are_places_of_what_was_asked(connection: sqlite3.Connection) -> None:
    for text in ("备案", "seven models", "琥珀鹿", "Beijing"):
        marked = [one for hit in search(connection, text).hits for one in marks(hit)]
        assert marked
        assert {one.casefold() for one in marked} <= {*asked(text).plain.split(), text.casefold()}


def marks(hit: Hit) -> list[str]:
    titles = [hit.title[start:end] for start, end in hit.title_marks]
    return titles + [hit.snippet[start:end] for start, end in hit.marks]


def test_a_short_latin_word_is_marked_where_a_word_begins() -> None:
    words = pattern(("and",), whole=False)
    assert marked("Shandong Radio and TV, Android", words).marks == ((15, 18), (23, 26))
    words = pattern(("AI",), whole=False)
    assert marked("智谱AI and Baidu", words).marks == ((2, 4),)


def test_markup_stays_text(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "seven models", kinds=("article",)).hits
    assert hit.title == "Beijing files seven models <b>and</b> one more"


@each("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_any_text_is_words(connection: sqlite3.Connection, text: str) -> None:
    hits = search(connection, text)
    assert set(hits.totals) == set(KINDS)
    assert len(hits.asked) <= 200


def test_all_that_there_is_can_be_paged_through(connection: sqlite3.Connection) -> None:
    every = search(connection, "备案", limit=None)
    assert len(every.hits) == sum(every.totals.values()) > 8
    pages = [search(connection, "备案", limit=3, offset=n).hits for n in range(0, 30, 3)]
    assert [hit.id for page in pages for hit in page] == [hit.id for hit in every.hits]


def test_names_are_folded_as_the_store_has_them() -> None:
    for name in ("智譜 AI", "４Ｐaradigm", "“有风”大模型", "Gil-GPT", "Ⅸ_x"):
        assert folded(name) == fold(name)


def test_what_is_changed_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    first = told("a", text="The list holds eleven entries.", fetched_at="2024-03-04T03:00:00Z")
    edit = told("a", text="The list holds twelve entries.", fetched_at="2024-03-04T05:00:00Z")
    ingest(path, [first])
    ingest(path, [edit])
    sql = "INSERT INTO register_rows (scheme, number, name) VALUES ('on_device', 'Nr-1', '旧名')"
    with RecordStore.open(path) as store:
        assert only(store.conn, "eleven", "article") == []
        assert only(store.conn, "twelve", "article") == ["a"]
        with store.transaction():
            store.conn.execute(sql)
        assert only(store.conn, "旧名", "entry") == ["Nr-1"]
        with store.transaction():
            store.conn.execute("UPDATE register_rows SET name = '新名'")
        assert (only(store.conn, "旧名", "entry"), only(store.conn, "新名", "entry")) == (
            [],
            ["Nr-1"],
        )
        with store.transaction():
            store.conn.execute("DELETE FROM register_rows")
        assert only(store.conn, "新名", "entry") == []
