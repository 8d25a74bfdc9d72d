"""What a back-fill has read is kept as shards: ``replay``, ``backup`` and ``doctor`` know them."""

import json
import shutil
from pathlib import Path

import pytest
import told
from conftest import Batchwatch

from bench.inline import Inline
from bench.warcs import Kind, write_warcs
from cli.backfill import known
from cli.backfill.shard import about
from cli.backfill.shelf import shards_of
from crawler.items import Article
from db.store import store_path
from extract import read as reading
from extract.extraction import Extraction
from extract.read import read as anew


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory of which every article came by a back-fill."""
    from cli.main import main

    folder = tmp_path_factory.mktemp("filled")
    kind = Kind(announcing=0.4, repeated=0.5, wide=2)
    files = write_warcs(folder / "warcs", files=2, records=16, kind=kind, harmed=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cli.backfill.driver.engine_for", lambda *_: Inline())
        assert main(["backfill", *map(str, files), "--data", str(folder / "data"), "-q"]) == 0
    return folder / "data"


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(filled, tmp_path / "data"))


def contents(data: Path) -> dict[str, list[str]]:
    """Every derived row of the record store."""
    return told.contents(store_path(data))


def test_a_replay_keeps_it(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    assert len(before["announcements"]) > 3
    ran = batchwatch("replay", "--data", data)
    assert (ran.status, ran.err) == (0, "")
    assert contents(data) == before


def test_a_lost_database_comes_back_from_the_shards(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    for path in data.iterdir():
        if path.is_file():
            path.unlink()
    assert batchwatch("replay", "--data", data).status == 0
    assert contents(data) == before


def test_what_other_rules_read_is_extracted_again(
    batchwatch: Batchwatch, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(data)
    read: list[str] = []

    def noted(article: Article, *, names: bool) -> Extraction:
        read.append(article.key)
        return anew(article, names=names)

    monkeypatch.setattr(reading, "read", noted)
    assert batchwatch("replay", "--data", data).status == 0
    assert read == []
    monkeypatch.setattr(known, "_program", lambda: "newer")
    assert batchwatch("replay", "--data", data).status == 0
    assert len(read) >= len(before["articles"])
    assert contents(data) == before


def test_replay_as_of_a_day_knows_no_later_shards(batchwatch: Batchwatch, data: Path) -> None:
    assert batchwatch("replay", "--as-of", "2024-03-12", "--data", data).status == 0
    articles = json.loads(batchwatch("articles", "--json", "--data", data).out)["articles"]
    assert articles
    assert all(article["published_at"][:10] <= "2024-03-12" for article in articles)


def test_doctor_reads_every_shard(batchwatch: Batchwatch, data: Path) -> None:
    found = json.loads(batchwatch("doctor", "--json", "--data", data).out)["findings"]
    assert ["2 of 2 shards sound" in one["text"] for one in found if one["check"] == "shards"] == [
        True
    ]
    shards_of(data)[0].write_bytes(b"PAR1")
    ran = batchwatch("doctor", "--json", "--data", data)
    states = [one["state"] for one in json.loads(ran.out)["findings"] if one["check"] == "shards"]
    assert (ran.status, states) == (4, ["damaged", "damaged"])


def test_a_damaged_shard_is_named_by_a_replay(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    shards_of(data)[0].write_bytes(b"")
    ran = batchwatch("replay", "--data", data, "-q")
    assert (ran.status, ran.err.count("is damaged")) == (1, 1)
    assert len(contents(data)["articles"]) == len(before["articles"])


def test_backup_names_them(batchwatch: Batchwatch, data: Path, tmp_path: Path) -> None:
    ran = batchwatch("backup", tmp_path / "b.zip", "--data", data)
    assert "2 shards" in ran.out
    assert batchwatch("restore", tmp_path / "b.zip", "--data", data).status == 0


def test_a_shard_says_what_it_is_of(data: Path) -> None:
    origin, account = about(shards_of(data)[0])
    assert origin.source.endswith(".warc.gz")
    assert account.counters["scan/records"] > 8
