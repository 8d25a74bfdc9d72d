"""``backfill``: archives of others end in the record store as ``ingest`` puts them there."""

import json
from pathlib import Path

import pytest
import told
from conftest import Batchwatch

from bench.inline import Inline
from bench.warcs import Kind, write_warcs
from cli.backfill.shard import rows
from cli.backfill.shelf import shards_of
from db.store import store_path

KIND = Kind(announcing=0.2, repeated=0.3, wide=2)


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Eight files, one damaged, one cut."""
    return write_warcs(tmp_path_factory.mktemp("warcs"), records=48, kind=KIND)


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Inline:
    """Do the jobs here."""
    made = Inline()
    monkeypatch.setattr("cli.backfill.driver.engine_for", lambda *_: made)
    return made


@pytest.fixture(scope="module")
def ingested(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What ``ingest`` makes of the files."""
    from cli.main import main

    data = tmp_path_factory.mktemp("ingested")
    assert main(["ingest", *map(str, warcs), "--data", str(data), "-q"]) == 1
    return contents(data)


def contents(data: Path) -> dict[str, list[str]]:
    """Every derived row of the record store, with all its instants."""
    return told.contents(store_path(data))


def relevant(stored: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is left of a store's rows without ordinary news."""
    kept = {table: found for table, found in stored.items() if not table.startswith("article")}
    return kept | {"articles": [row for row in stored["articles"] if "'relevant': 1" in row]}


def test_all_pages_are_what_ingest_makes_of_them(
    batchwatch: Batchwatch, warcs: list[Path], ingested: dict[str, list[str]], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", *warcs, "--all-pages", "--data", tmp_path, "--json")
    assert ran.status == 1
    assert contents(tmp_path) == ingested
    assert json.loads(ran.out)["counters"]["files/read"] == 8


def test_the_gate_keeps_out_ordinary_news_alone(
    batchwatch: Batchwatch, warcs: list[Path], ingested: dict[str, list[str]], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", warcs[0].parent, "--data", tmp_path, "--json")
    assert relevant(contents(tmp_path)) == relevant(ingested)
    counters = json.loads(ran.out)["counters"]
    assert counters["scan/kept_out"] > counters["scan/relevant"] > 5
    assert counters["scan/damaged"] == counters["scan/cut"] == 1


def test_again_and_in_another_order_it_is_the_same(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path, engine: Inline
) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    batchwatch("backfill", *warcs, "--data", once)
    for some in (warcs[5:], warcs[:6:-1], warcs):
        batchwatch("backfill", *some, "--data", again)
    assert contents(once) == contents(again)
    assert len(engine.done) == 16


def test_history_is_quiet_and_says_so(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", *warcs, "--data", tmp_path)
    assert "alerts were not raised, for this is history" in ran.out
    assert json.loads(batchwatch("alerts", "--json", "--data", tmp_path).out) == {"alerts": []}


def test_what_is_damaged_is_named_and_in_runs(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", *warcs, "--data", tmp_path, "-q")
    assert (ran.status, ran.out) == (1, "")
    damaged, cut = ran.err.splitlines()
    assert str(warcs[2]) in damaged
    assert "damaged WARC file" in damaged
    assert str(warcs[5]) in cut
    assert "cut off after" in cut
    run = json.loads(batchwatch("runs", "--json", "--data", tmp_path).out)["runs"][0]
    assert (run["verb"], run["outcome"]) == ("backfill", "partial")
    assert [str(warcs[2]) in r["text"] for r in run["reasons"]] == [True, False]


def test_files_without_fault_end_with_status_0(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", warcs[0], "--data", tmp_path, "-q")
    assert ran == (0, "", "")


def test_a_changed_file_is_read_again(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path, engine: Inline
) -> None:
    file = tmp_path / "news.warc.gz"
    file.write_bytes(warcs[0].read_bytes())
    batchwatch("backfill", file, "--data", tmp_path / "data")
    file.write_bytes(warcs[1].read_bytes())
    batchwatch("backfill", file, "--data", tmp_path / "data")
    assert len(engine.done) == 2


def test_days_and_outlets_choose(batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path) -> None:
    days = ["--since", "2024-03-05", "--until", "2024-03-10"]
    batchwatch("backfill", *warcs, "--all-pages", *days, "--data", tmp_path / "days", "-q")
    listed = json.loads(batchwatch("articles", "--json", "--data", tmp_path / "days").out)
    found = {article["published_at"][:10] for article in listed["articles"]}
    assert found
    assert found <= {f"2024-03-{day:02}" for day in range(4, 11)}
    host = ["--outlet", "www.news3.example"]
    batchwatch("backfill", *warcs, "--all-pages", *host, "--data", tmp_path / "host", "-q")
    listed = json.loads(batchwatch("articles", "--json", "--data", tmp_path / "host").out)
    assert {article["outlet"] for article in listed["articles"]} == {"www.news3.example"}


def test_a_shard_that_was_damaged_is_made_anew(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path, engine: Inline
) -> None:
    batchwatch("backfill", warcs[0], warcs[1], "--data", tmp_path, "-q")
    before = contents(tmp_path)
    one, other = shards_of(tmp_path)
    content = bytearray(one.read_bytes())
    content[100:140] = bytes(40)
    one.write_bytes(content)
    other.write_bytes(b"")
    ran = batchwatch("backfill", warcs[0], warcs[1], "--data", tmp_path, "-q")
    if ran.status:
        assert "damaged shard" in ran.err
        assert batchwatch("backfill", warcs[0], warcs[1], "--data", tmp_path, "-q").status == 0
    assert contents(tmp_path) == before
    assert [len(list(rows(path))) > 0 for path in shards_of(tmp_path)] == [True, True]


def test_nothing_else_is_left_beside_the_shards(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    batchwatch("backfill", *warcs, "--data", tmp_path, "-q")
    kinds = sorted({path.suffix for path in (tmp_path / "shards").iterdir()})
    assert kinds == [".json", ".parquet"]
