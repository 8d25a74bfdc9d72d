"""``review`` lists the names that nobody knows yet and writes what a person decides."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch

from cli.main import main

TEXT = (
    "Shanghai's cyberspace administration said on Monday that two generative AI services completed"
    " their filing: the model Brightpath by Quorvex Technology Company and Baidu's Ernie Bot."
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two articles that name an unknown firm."""
    folder = tmp_path_factory.mktemp("two")
    for number in (1, 2):
        story = folder / f"story{number}.json"
        said = {"id": f"s{number}", "url": f"https://o{number}.example.org/a", "text": TEXT}
        said |= {"language": "en", "published": f"2025-03-1{number}", "outlet": f"o{number}"}
        story.write_text(json.dumps(said | {"text": TEXT + " " * number + f"Day {number}."}))
        assert main(["ingest", str(story), "--data", str(folder / "data"), "-q"]) == 0
    (folder / "own.toml").write_text('names = "my-names"\n', encoding="utf-8")
    return folder


@pytest.fixture
def data(two: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(two, tmp_path, dirs_exist_ok=True)


def review(batchwatch: Batchwatch, data: Path, *words: str) -> Any:
    return batchwatch("review", *words, "--data", data / "data", "--config", data / "own.toml")


def listed(batchwatch: Batchwatch, data: Path) -> dict[str, dict[str, Any]]:
    (data / "my-names").mkdir(exist_ok=True)
    document = json.loads(review(batchwatch, data, "--json").out)
    return {c["name"]: c for c in document["candidates"]}


def test_unknown_names_with_their_sentences(batchwatch: Batchwatch, data: Path) -> None:
    found = listed(batchwatch, data)
    firm = found["Quorvex Technology Company"]
    assert (firm["kind"], firm["articles"], firm["outlets"]) == ("company", 2, 2)
    assert firm["confidence"] > 0.8
    assert "Quorvex" in firm["places"][0]["sentence"]
    assert "Brightpath" in found
    assert "Baidu" not in found


def test_accept_writes_a_row_and_the_name_is_known(batchwatch: Batchwatch, data: Path) -> None:
    ran = review(batchwatch, data, "accept", "Quorvex Technology Company", "--canonical", "Quorvex")
    assert ran.status == 0, ran.err
    text = (data / "my-names" / "aliases.csv").read_text(encoding="utf-8")
    head, row = text.splitlines()
    assert head == "kind,canonical,aliases,ambiguous,date,reason,source"
    assert row.startswith("company,Quorvex,Quorvex Technology Company,,20")
    assert row.endswith("https://o1.example.org/a")
    assert "Quorvex Technology Company" not in listed(batchwatch, data)


def test_refuse_remembers(batchwatch: Batchwatch, data: Path) -> None:
    assert review(batchwatch, data, "refuse", "Brightpath").status == 0
    assert "Brightpath" in (data / "my-names" / "refused.csv").read_text(encoding="utf-8")
    assert "Brightpath" not in listed(batchwatch, data)


def test_a_contradiction_changes_nothing(batchwatch: Batchwatch, data: Path) -> None:
    (data / "my-names").mkdir()
    path = data / "my-names" / "aliases.csv"
    path.write_text("kind,canonical,aliases\nservice,Brightpath,BP\n", encoding="utf-8")
    ran = review(batchwatch, data, "accept", "BP", "--kind", "service", "--canonical", "Other")
    assert ran.status == 2
    assert "aliases.csv:3: 'BP' already belongs to 'Brightpath' (line 2)" in ran.err
    assert path.read_text(encoding="utf-8").count("\n") == 2
    assert [p.name for p in path.parent.iterdir()] == ["aliases.csv"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept",), "name what to accept"),
        (("refuse", "X", "--canonical", "Y"), "--canonical goes with accept"),
        (("accept", "No Such Name"), "say which with --kind"),
    ],
)
def test_wrong_words(batchwatch: Batchwatch, data: Path, words: tuple[str, ...], said: str) -> None:
    ran = review(batchwatch, data, *words)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert said in ran.err


def test_without_a_folder_nothing_is_decided(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("review", "accept", "Brightpath", "--data", data / "data")
    assert ran.status == 2
    assert 'names = "my-names"' in ran.err


def test_an_empty_directory_has_none(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("review", "--json", "--data", tmp_path / "none")
    none: dict[str, Any] = {"total": 0, "pairs": []}
    batches: dict[str, Any] = {"may_be_one": [], "may_be_two": [], "unknown": []}
    told = {"total": 0, "candidates": [], "resemblances": none, "batches": batches}
    assert json.loads(ran.out) == told
    assert not (tmp_path / "none").exists()
