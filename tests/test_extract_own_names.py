"""A user's own names and rules win over the package's; what is wrong is refused by its line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Batchwatch
from naming import company_key, service_key
from reading import told

from extract.errors import RuleError
from extract.known.gazetteer import aliases, refused
from extract.known.shipped import fold
from extract.matching.rules import load
from extract.own_folder import use_folder

HEAD = "kind,canonical,aliases\n"
RULE = {
    "id": "en.approved.waved_through",
    "label": "APPROVED",
    "regex": r"\bwaved through\b",
    "yes": ["two models were waved through"],
    "no": ["waves of models"],
}
STORY = (
    "Shanghai's cyberspace administration said on Monday that two generative AI services completed"
    " their filing: {} and Baidu's Ernie Bot."
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "my-names"
    made.mkdir()
    yield made
    use_folder(None)


def wrong(folder: Path) -> str:
    with pytest.raises(RuleError) as caught:
        use_folder(folder)
    return str(caught.value).removeprefix(f"{folder}/")


def test_a_company_of_ones_own(folder: Path) -> None:
    (folder / "aliases.csv").write_text(HEAD + "company,Quorvex,阔维科思|Kuo Labs\n", "utf-8")
    use_folder(folder)
    assert company_key("Kuo Labs") == company_key("阔维科思") == company_key("Kuowei Kesi")
    assert aliases()["company", "quorvex"].origin == "user"


def test_it_wins_over_the_package(folder: Path) -> None:
    before = company_key("零一万物")
    (folder / "aliases.csv").write_text(HEAD + "service,Zeroling,零一万物\n", "utf-8")
    use_folder(folder)
    assert ("company", "零一万物") not in aliases()
    assert service_key("零一万物") == service_key("Zeroling")
    use_folder(None)
    assert company_key("零一万物") == before


def test_what_is_refused_is_found_no_more(folder: Path) -> None:
    text = STORY.format("the model Brightpath by Quorvex Technology")
    assert "Quorvex Technology" in [s.company for s in told(text).services]
    (folder / "refused.csv").write_text("kind,name\ncompany,Quorvex Technology\n", "utf-8")
    use_folder(folder)
    assert refused() == {("company", fold("Quorvex Technology"))}
    assert "Quorvex Technology" not in [s.company for s in told(text).services]


def test_a_rule_of_ones_own_and_one_in_place_of_the_packages(folder: Path) -> None:
    (folder / "en").mkdir()
    taken = load("en")[0].id
    other = RULE | {"id": taken}
    lines = "\n".join(json.dumps(rule) for rule in (RULE, other))
    (folder / "en" / "mine.jsonl").write_text(lines, "utf-8")
    count = len(load("en"))
    use_folder(folder)
    rules = {rule.id: rule for rule in load("en")}
    assert len(rules) == count + 1
    assert rules[taken].yes == tuple(RULE["yes"])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("kind,name\n", 1, "canonical, aliases is missing"),
        ("kind,canonical,aliases,colour\n", 1, "unknown column 'colour'"),
        (HEAD + "firm,A b,C d\n", 2, "kind is 'firm': write company or service"),
        (HEAD + "company,,C d\n", 2, "canonical is empty"),
        (HEAD + "company,A b,C d\ncompany,E f,C d\n", 3, "already belongs to 'A b' (line 2)"),
        (HEAD + "company,A b,C d,E f\n", 2, "4 cells where the first line has 3"),
        (HEAD + "company,A b,--\n", 2, "neither letter nor digit"),
        (HEAD + 'company,"A b,C d\n', 2, "not CSV"),
        ("kind,canonical,aliases,ambiguous\ncompany,A b,C d,E f\n", 2, "no name of this line"),
    ],
)
def test_a_wrong_name(folder: Path, text: str, line: int, reason: str) -> None:
    (folder / "aliases.csv").write_text(text, "utf-8")
    said = wrong(folder)
    assert said.startswith(f"aliases.csv:{line}: ")
    assert reason in said


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"yes": ["nothing of the kind"]}, "does not find its own yes line"),
        ({"no": ["all were waved through"]}, "finds its own no line"),
        ({"label": "APROVED"}, "unknown label 'APROVED'; known are "),
        ({"label": "SCHEME", "value": "none_such"}, "value is 'none_such'; SCHEME takes"),
        ({"regex": ""}, "matches the empty text"),
        ({"regex": "(waved"}, "bad regex"),
        ({"regex": "(?<!{month})waved"}, "bad regex"),
        ({"regex": r"(\w+\s?)+ waved through"}, "too slow"),
        ({"yes": "waved through"}, "wants a list of texts under yes"),
        ({"weight": "high"}, "wants a whole number under weight"),
        ({"id": "zh.x"}, "id must begin with en."),
    ],
)
def test_a_wrong_rule(folder: Path, change: dict[str, object], reason: str) -> None:
    (folder / "en").mkdir()
    (folder / "en" / "mine.jsonl").write_text("\n" + json.dumps(RULE | change), "utf-8")
    said = wrong(folder)
    assert said.startswith("en/mine.jsonl:2: ")
    assert reason in said


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "alias.csv",
            "unknown file; known are aliases.csv, refused.csv, apart.csv and batches.csv",
        ),
        ("mine.jsonl", "rules stand in the folders en and zh"),
    ],
)
def test_a_file_that_nobody_would_read(folder: Path, name: str, reason: str) -> None:
    (folder / name).write_text("", "utf-8")
    assert wrong(folder) == f"{name}: {reason}"


def test_after_a_refusal_what_was_in_use_stays(folder: Path) -> None:
    (folder / "aliases.csv").write_text(HEAD + "firm,A,B\n", "utf-8")
    wrong(folder)
    assert "aliases.csv" in wrong(folder)
    assert company_key("01.AI") == company_key("零一万物")


def test_the_command_line_says_it_in_one_line(
    batchwatch: Batchwatch, folder: Path, tmp_path: Path
) -> None:
    (folder / "aliases.csv").write_text(HEAD + "firm,A,B\n", "utf-8")
    config = tmp_path / "own.toml"
    config.write_text('names = "my-names"\n', "utf-8")
    story = tmp_path / "story.txt"
    story.write_text(STORY.format("a model"), "utf-8")
    ran = batchwatch("extract", story, "--config", config)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "my-names/aliases.csv:2: kind is 'firm'" in ran.err
    assert batchwatch("extract", story).status == 0
    assert batchwatch("doctor", "--config", config, "--data", tmp_path / "none").status == 1
