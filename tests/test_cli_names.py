"""A company answers to any of its names; what may be one waits for a person's decision."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch
from each import each

from cli.main import main

TEXT = (
    "On Monday Shanghai's cyberspace administration said that two generative AI services had"
    " completed their filing: the model Brightpath by {} and Baidu's Ernie Bot. Day {}."
)
FIRMS = ("Quorvex AI", "Quorvex Data", "Quorvex Data Company")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with three articles, and a folder for decisions."""
    folder = tmp_path_factory.mktemp("three")
    for number, firm in enumerate(FIRMS):
        said = {"id": f"s{number}", "url": f"https://o{number}.example.org/a", "language": "en"}
        said |= {"published": f"2025-03-1{number}", "outlet": f"o{number}"}
        story = folder / f"story{number}.json"
        story.write_text(json.dumps(said | {"text": TEXT.format(firm, number)}), "utf-8")
        assert main(["ingest", str(story), "--data", str(folder / "data"), "-q"]) == 0
    (folder / "own.toml").write_text('names = "my-names"\n', encoding="utf-8")
    (folder / "my-names").mkdir()
    return folder


@pytest.fixture
def data(three: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(three, tmp_path, dirs_exist_ok=True)


def run(batchwatch: Batchwatch, data: Path, *words: str) -> Any:
    return batchwatch(*words, "--data", data / "data", "--config", data / "own.toml")


def pairs(batchwatch: Batchwatch, data: Path) -> list[dict[str, Any]]:
    document = json.loads(run(batchwatch, data, "review", "--json").out)["resemblances"]
    assert document["total"] == len(document["pairs"])
    found: list[dict[str, Any]] = document["pairs"]
    return found


def answer(batchwatch: Batchwatch, data: Path, name: str) -> Any:
    return json.loads(run(batchwatch, data, "company", name, "--json").out)


@each(
    "name",
    [
        "Baidu", "百度", "BAIDU", "北京百度网讯科技有限公司", "Baidu Technology Co., Ltd.",
        "Baidu, Inc.", "bai du", "百度智能雲",
    ],
)  # fmt: skip
def test_any_name_in_any_form(batchwatch: Batchwatch, three: Path, name: str) -> None:
    assert answer(batchwatch, three, name)["id"] == "baidu"


def test_two_that_resemble_are_shown_with_why_and_where(batchwatch: Batchwatch, data: Path) -> None:
    (pair,) = [p for p in pairs(batchwatch, data) if p["kind"] == "company"]
    assert (pair["name"], pair["other"], pair["articles"]) == ("Quorvex Data", "Quorvex AI", 3)
    assert "the same name with other words behind it" in pair["because"]
    assert "Quorvex" in pair["places"][0]["sentence"]
    ran = run(batchwatch, data, "review")
    assert "May be one" in ran.out
    assert "Quorvex Data" in ran.out


def test_accept_joins_them(batchwatch: Batchwatch, data: Path) -> None:
    words = ("accept", "Quorvex Data", "--canonical", "Quorvex AI", "--kind", "company")
    assert run(batchwatch, data, "review", *words).status == 0
    assert run(batchwatch, data, "replay", "-q").status == 0
    found = answer(batchwatch, data, "Quorvex AI")
    assert set(FIRMS) <= {row["name"] for row in found["names"]}
    assert pairs(batchwatch, data) == []


def test_another_name_of_one_that_is_known_goes_to_the_known(
    batchwatch: Batchwatch, data: Path
) -> None:
    words = ("accept", "Quorvex AI", "--canonical", "百度", "--kind", "company")
    assert run(batchwatch, data, "review", *words).status == 0
    assert "company,Baidu,Quorvex AI," in (data / "my-names" / "aliases.csv").read_text("utf-8")


def test_apart_is_remembered(batchwatch: Batchwatch, data: Path) -> None:
    ran = run(batchwatch, data, "review", "apart", "Quorvex AI", "Quorvex Data")
    assert ran.status == 0, ran.err
    head, row = (data / "my-names" / "apart.csv").read_text("utf-8").splitlines()
    assert head == "kind,name,other,date,reason,source"
    assert row.startswith("company,Quorvex AI,Quorvex Data,20")
    assert row.endswith("https://o0.example.org/a")
    assert [p for p in pairs(batchwatch, data) if p["kind"] == "company"] == []


def test_apart_parts_what_the_rule_joined(batchwatch: Batchwatch, data: Path) -> None:
    one, other = "Quorvex Data", "Quorvex Data Company"
    assert answer(batchwatch, data, one)["id"] == answer(batchwatch, data, other)["id"]
    words = ("apart", other, one, "--kind", "company")
    assert run(batchwatch, data, "review", *words).status == 0
    assert run(batchwatch, data, "replay", "-q").status == 0
    assert answer(batchwatch, data, one)["id"] != answer(batchwatch, data, other)["id"]


@pytest.mark.parametrize("names", [("Quorvex AI",), ("Quorvex AI", "Quorvex Data", "Baidu")])
def test_apart_takes_two(batchwatch: Batchwatch, data: Path, names: tuple[str, ...]) -> None:
    ran = run(batchwatch, data, "review", "apart", *names)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "name two" in ran.err
