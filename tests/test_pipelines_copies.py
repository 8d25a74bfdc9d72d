"""Which article is a copy of which does not depend on the order in which they come."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pipelines_likeness import EN, FILLER, NAMES, NOTICE, ZH
from told import Told, announcement, contents, ingest, told

from db import answers
from db.store import RecordStore
from pipelines.forgetting import forget
from pipelines.resolve import document_number

SAID = announcement(services_in_batch=14, event_date="2024-01-29")
OTHER = announcement(services_in_batch=15, event_date="2024-01-29")
CUT = EN[: len(EN) * 6 // 10]


def at(day: int) -> str:
    return f"2024-02-{day:02d}T02:00:00Z"


STORIES = [
    told("origin", SAID, text=EN, published_at=at(1)),
    told("same", SAID, text=EN, published_at=at(4)),
    told("long", SAID, text=EN + FILLER["en"] * 4, published_at=at(2)),
    told("cut", SAID, text=CUT, published_at=at(3)),
    told("day", SAID, text=f"The Paper, 2024-02-01\n{EN}", published_at="2024-02-05"),
    told("undated", SAID, text=EN + FILLER["en"], published_at=None),
    told("corrected", OTHER, text=EN.replace("14 more", "15 more"), published_at=at(6)),
    told("chinese", SAID, text=ZH, language="zh", published_at=at(3)),
    told("reprint", SAID, text=ZH + FILLER["zh"], language="zh", published_at=at(5)),
    told("edit", SAID, text=EN.replace("in spring", "in May"), published_at=at(7),
         fetched_at=at(7)),
    told("edit", text="A story of the harbour.", published_at=at(7), fetched_at=at(8)),
    told("page", text=EN.replace("filed", "named"), published_at=at(1)),
]  # fmt: skip
ORIGINS = {
    "origin": None, "same": "origin", "long": "origin", "cut": "origin", "day": "origin",
    "undated": "origin", "corrected": None, "chinese": None, "reprint": "chinese", "edit": None,
    "page": None,
}  # fmt: skip


def origins(path: Path) -> dict[str, str | None]:
    with RecordStore.open_read_only(path) as store:
        return {row["id"]: row["copy_of"] for row in answers.articles(store)["articles"]}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("copies") / "s.db"
    ingest(path, STORIES)
    assert origins(path) == ORIGINS
    return contents(path)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(STORIES), cuts=st.lists(st.integers(0, len(STORIES)), max_size=3))
def test_any_order_in_any_number_of_runs_gives_the_same_origins(
    expected: dict[str, list[str]], order: list[Told], cuts: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        places = [0, *sorted(cuts), len(STORIES)]
        for start, end in pairwise(places):
            ingest(path, order[start:end])
        assert contents(path) == expected


def test_ten_reprints_are_one_voice_and_an_own_story_another(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    reprints = [
        told(f"r{n}", SAID, text=f"Paper {n}\n{EN}{FILLER['en'][: n * 9]}", published_at=at(n + 2))
        for n in range(10)
    ]
    own = told("own", SAID, text="Own words on the 14 services that were filed.")
    ingest(path, [STORIES[0], *reprints, own])
    with RecordStore.open_read_only(path) as store:
        (batch,) = answers.batches(store)["batches"]
    assert (len(batch["articles"]), batch["voices"]) == (12, 2)


def test_a_copy_of_a_copy_speaks_for_the_first_outlet(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    tail = FILLER["en"] * 3
    chain = [EN, EN + tail, (EN + tail)[len(EN) * 6 // 10 :]]
    ingest(path, [told(f"c{n}", SAID, text=t, published_at=at(n + 1)) for n, t in enumerate(chain)])
    assert origins(path) == {"c0": None, "c1": "c0", "c2": "c1"}
    with RecordStore.open_read_only(path) as store:
        assert [b["voices"] for b in answers.batches(store)["batches"]] == [1]


def test_notices_of_one_template_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    facts = [(n, n % 9 + 1) for n in range(1, 25)]
    notices = [
        told(f"n{n}", announcement(services_in_batch=count), published_at=at(n),
             text=NOTICE["en"].format(n=n, month="March", day=n, count=count, name=NAMES["en"][0]))
        for n, count in facts
    ]  # fmt: skip
    ingest(path, notices)
    assert set(origins(path).values()) == {None}


def test_forgetting_the_origin_makes_the_next_one_it(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    ingest(path, STORIES)
    with RecordStore.open(path) as store:
        forget(store, [document_number("news.example/origin", "en")])
    ingest(other, STORIES[1:])
    assert origins(path) == origins(other)
    assert origins(path)["cut"] == "long"
    assert contents(path) == contents(other)


def test_a_store_from_before_learns_its_copies_with_the_next_article(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    ingest(path, STORIES)
    with RecordStore.open(path) as store, store.transaction():
        for table in ("copy_bands", "copy_sketches", "copy_links"):
            store.write(f"DELETE FROM {table}", [()])
        store.write("UPDATE articles SET copy_of = NULL", [()])
        store.write("INSERT INTO copy_bands SELECT 0, doc FROM articles WHERE relevant", [()])
    late = told("late", text="The museum stays open late.")
    ingest(path, [late])
    ingest(other, [*STORIES, late])
    assert contents(path) == contents(other)
