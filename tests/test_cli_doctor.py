"""``doctor`` says what is well and what is not, and its exit status with it."""

import json
from pathlib import Path

from conftest import Batchwatch

GOLD = Path(__file__).parent / "gold"


def test_nothing_yet_is_no_fault(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("doctor", "--data", tmp_path / "none")
    assert ran.status == 0
    assert "not there yet" in ran.out
    assert not (tmp_path / "none").exists()


def test_a_sound_store(batchwatch: Batchwatch, tmp_path: Path) -> None:
    batchwatch("ingest", GOLD / "en", "--data", tmp_path)
    ran = batchwatch("doctor", "--json", "--data", tmp_path)
    document = json.loads(ran.out)
    assert (ran.status, document["ok"]) == (0, True)
    checks = {finding["check"]: finding["state"] for finding in document["findings"]}
    assert checks["database"] == "ok"
    assert "backlog" in checks


def test_a_wrong_configuration(batchwatch: Batchwatch, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[crawl]\ndelai = "1s"\n', encoding="utf-8")
    ran = batchwatch("doctor", "--config", config, "--data", tmp_path)
    assert ran.status == 1
    assert "delai" in ran.out


def test_a_database_cut_short(batchwatch: Batchwatch, tmp_path: Path) -> None:
    batchwatch("ingest", GOLD / "en", "--data", tmp_path)
    database = tmp_path / "batchwatch.db"
    database.write_bytes(database.read_bytes()[: 4096 * 3])
    ran = batchwatch("doctor", "--data", tmp_path)
    assert ran.status == 4
    assert "damaged" in ran.out
