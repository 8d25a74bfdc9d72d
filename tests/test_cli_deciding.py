"""What a person decides about batches is followed at once and at every rebuild."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch, Ran
from told import contents

from cli.main import main
from db.store import store_path

BY_CITY = "Shanghai's cyberspace administration said that {} generative AI services completed their"
STORIES = {
    "a1": ("2025-03-11", f"{BY_CITY.format(9)} filing on March 10, 2025."),
    "a2": ("2025-03-12", "Nine generative AI services had completed their filing in Shanghai on"
           " March 10, 2025, the city's cyberspace administration announced."),
    "b1": ("2025-03-25", f"{BY_CITY.format(12)} filing on March 24, 2025."),
    "b2": ("2025-03-26", "In Shanghai 12 generative AI services completed their filing on"
           " March 24, 2025, its cyberspace administration said in a notice."),
}  # fmt: skip
A, B = "genai-filing-shanghai-2025-03-10", "genai-filing-shanghai-2025-03-24"
WHY = ("--reason", "the list says so")
Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def two_batches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the stories, and a data directory that they were ingested into."""
    folder = tmp_path_factory.mktemp("two_batches")
    stories = [write(folder, name, *story) for name, story in STORIES.items()]
    assert main(["ingest", *map(str, stories), "-q", "--data", str(folder / "data")]) == 0
    return folder


@pytest.fixture
def run(batchwatch: Batchwatch, tmp_path: Path, two_batches: Path) -> Run:
    """Run a command line on a data directory with two batches and a folder for decisions."""
    shutil.copytree(two_batches, tmp_path, dirs_exist_ok=True)
    (tmp_path / "own.toml").write_text('names = "mine"\n', encoding="utf-8")
    (tmp_path / "mine").mkdir()

    def run(*words: object) -> Ran:
        return batchwatch(*words, "--data", tmp_path / "data", "--config", tmp_path / "own.toml")

    return run


def write(folder: Path, name: str, published: str, text: str) -> Path:
    """Writes one story as a file."""
    said = {"id": name, "url": f"https://{name}.example.org/a", "language": "en", "text": text}
    story = folder / f"{name}.json"
    story.write_text(json.dumps(said | {"published": published, "outlet": f"o-{name}"}), "utf-8")
    return story


def tell(run: Run, folder: Path, name: str, published: str, text: str) -> Ran:
    """Ingests one more story."""
    return run("ingest", write(folder, name, published, text), "-q")


def batches(run: Run) -> dict[str, list[str]]:
    """The articles of each batch, by slug."""
    listed = json.loads(run("batches", "--json").out)["batches"]
    return {batch["slug"]: sorted(a["id"] for a in batch["articles"]) for batch in listed}


def answer(run: Run, slug: str) -> Any:
    return json.loads(run("batch", slug, "--json").out)


def rebuilt(run: Run, folder: Path) -> None:
    """A rebuild gives the same rows."""
    before = contents(store_path(folder / "data"))
    assert run("replay", "-q").status == 0
    assert contents(store_path(folder / "data")) == before


def rows(folder: Path) -> list[str]:
    return (folder / "mine" / "batches.csv").read_text(encoding="utf-8").splitlines()


def hand_written(folder: Path, *lines: str) -> None:
    """A file with a date, an action, two batches and a reason a row."""
    head = "date,action,batch,article,other,other_article,field,value,reason\n"
    (folder / "mine" / "batches.csv").write_text(head + "\n".join(lines) + "\n", "utf-8")


def test_two_batches_are_one(run: Run, tmp_path: Path) -> None:
    assert batches(run) == {A: ["a1", "a2"], B: ["b1", "b2"]}
    ran = run("review", "merge", A, B, *WHY)
    assert ran.status == 0, ran.err
    (slug,) = batches(run)
    assert f"followed in {slug}" in ran.err
    assert batches(run)[slug] == sorted(STORIES)
    assert answer(run, A)["slug"] == answer(run, B)["slug"] == slug
    assert any(r.get("decision", {}).get("reason") == WHY[1] for r in answer(run, A)["reasons"])
    assert f"a person joined them on {rows(tmp_path)[1][:10]}" in run("batch", A).out
    rebuilt(run, tmp_path)
    assert answer(run, B)["slug"] == slug


def test_an_article_is_not_of_a_batch(run: Run, tmp_path: Path) -> None:
    assert run("review", "split", A, "https://a2.example.org/a", *WHY).status == 0
    assert batches(run) == {A: ["a1"], f"{A}-n2": ["a2"], B: ["b1", "b2"]}
    tell(run, tmp_path, "a3", "2025-03-11", f"{BY_CITY.format('nine')} filings on March 10, 2025.")
    assert sorted(map(len, batches(run).values())) == [1, 2, 2]
    assert "a2" not in batches(run)[answer(run, A)["slug"]]
    rebuilt(run, tmp_path)


@pytest.mark.parametrize(
    ("field", "value", "slug", "title"),
    [
        ("event_date", "2025-03-07", "genai-filing-shanghai-2025-03-07", "9 services, 2025-03-07"),
        ("province", "Beijing", "genai-filing-beijing-2025-03-10", "Beijing: 9 services"),
        ("services", "more than 8", A, "more than 8 services"),
        ("title", "The ninth of March", A, "The ninth of March"),
    ],
)
def test_a_fact_is_corrected(
    run: Run, tmp_path: Path, field: str, value: str, slug: str, title: str
) -> None:
    assert run("review", "correct", A, field, value, *WHY).status == 0
    found = answer(run, A)
    assert found["slug"] == slug
    assert title in found["title"]
    assert found["articles"][0]["id"] == "a1"
    assert set(batches(run)) == {slug, B}
    rebuilt(run, tmp_path)
    assert answer(run, A)["slug"] == slug


def test_what_sources_say_stays_beside_a_correction_and_before_it(run: Run, tmp_path: Path) -> None:
    hand_written(tmp_path, f"2025-03-20,correct,{A},a1,,,services,14,so the notice says")
    run("replay", "-q")
    values = [
        (v["value"], v["chosen"], v["disputes"]) for v in answer(run, A)["values"]["services"]
    ]
    assert values == [(14, True, False), (9, False, True)]
    assert "services 14 (0 voices) against 9 (2 voices" in run("batch", A, "--why").out
    for day, stated, decided in (("2025-03-19", 9, 0), ("2025-03-20", 14, 1)):
        known = json.loads(run("batch", A, "--as-of", day, "--json").out)
        assert known["services_stated"]["value"] == stated
        assert sum("decision" in reason for reason in known["reasons"]) == decided


def test_a_batch_that_is_none(run: Run, tmp_path: Path) -> None:
    assert run("review", "reject", B, *WHY, "--source", "https://cac.example/1").status == 0
    assert set(batches(run)) == {A}
    said = run("batch", B)
    assert (said.status, said.out.count("\n")) == (0, 1)
    assert f"{B} was rejected on" in said.out
    assert "the list says so (https://cac.example/1)" in said.out
    assert answer(run, B)["rejected"]["source"] == "https://cac.example/1"
    tell(run, tmp_path, "b3", "2025-03-25", f"{BY_CITY.format('twelve')} filings on March 24, 2025")
    assert set(batches(run)) == {A}
    rebuilt(run, tmp_path)
    assert answer(run, B)["rejected"]["reason"] == WHY[1]
    assert run("review", "accept", B, *WHY).status == 0
    assert batches(run)[B] == ["b1", "b2", "b3"]


def test_what_was_decided_holds_when_a_later_article_renames_the_batch(
    run: Run, tmp_path: Path
) -> None:
    run("review", "correct", A, "authority", "Shanghai CAC", *WHY)
    for name in ("a4", "a5", "a6"):
        text = f"{BY_CITY.format(9)} filing on March 11, 2025, as {name} learned."
        tell(run, tmp_path, name, "2025-03-12", text)
    found = answer(run, A)
    assert found["slug"] == "genai-filing-shanghai-2025-03-11"
    assert found["authority"] == "Shanghai CAC"
    rebuilt(run, tmp_path)


def test_what_was_corrected_or_rejected_leaves_its_slug_to_nobody_else(
    run: Run, tmp_path: Path
) -> None:
    run("review", "split", A, "a2", *WHY)
    run("review", "correct", A, "event_date", "2025-03-05", *WHY)
    assert batches(run)[f"{A}-n2"] == ["a2"]
    run("review", "reject", f"{A}-n2", *WHY)
    assert set(batches(run)) == {"genai-filing-shanghai-2025-03-05", B}
    assert answer(run, A)["slug"] == "genai-filing-shanghai-2025-03-05"
    assert "rejected" in answer(run, f"{A}-n2")


def test_a_row_by_slugs_alone(run: Run, tmp_path: Path) -> None:
    hand_written(tmp_path, f"2025-04-01,merge,{A},,{B},,,,by hand")
    assert run("ingest", tmp_path / "a1.json", "-q").err == ""
    assert len(batches(run)) == 1
    assert run("replay", "-q").status == 0
    assert list(batches(run).values()) == [sorted(STORIES)]


def test_a_row_that_fits_nothing_is_named_once(run: Run, tmp_path: Path) -> None:
    hand_written(tmp_path, "2025-04-01,reject,genai-filing-2031-01-01,,,,,,not yet")
    ran = run("ingest", tmp_path / "a1.json", tmp_path / "b1.json")
    assert ran.status == 0
    assert ran.err.count("batches.csv:2: nothing stored fits this reject") == 1
    document = json.loads(run("review", "--json").out)["batches"]
    assert [(row["line"], row["state"]) for row in document["unknown"]] == [(2, "unknown")]
    assert "batches.csv:2 reject" in run("review").out


def test_the_later_of_two_decisions_holds(run: Run, tmp_path: Path) -> None:
    lines = [f"2025-04-02,split,{A},a1,,b1,,,two", f"2025-04-01,merge,{A},a1,{B},b1,,,one"]
    hand_written(tmp_path, *lines)
    run("replay", "-q")
    assert len(batches(run)) == 2
    hand_written(tmp_path, *(line.replace("04-01", "04-03") for line in lines))
    run("replay", "-q")
    assert len(batches(run)) == 1
    (tmp_path / "mine" / "batches.csv").unlink()
    run("ingest", tmp_path / "a1.json", "-q")
    assert len(batches(run)) == 2


def test_batches_that_may_be_one_are_listed_until_somebody_decides(
    run: Run, tmp_path: Path
) -> None:
    for name, number, firms in (
        ("c1", 31, "Baidu's Ernie Bot, Alibaba's Tongyi Qianwen and iFlytek's Spark"),
        ("c2", 9, "Baidu's Ernie Bot, 360's Zhinao and MiniMax's ABAB"),
    ):
        text = f"{BY_CITY.format(number)} filing on May 10, 2025. Among them are {firms}."
        tell(run, tmp_path, name, "2025-05-11", text)
    one, two = "genai-filing-shanghai-2025-05-10", "genai-filing-shanghai-2025-05-10-n2"
    (doubt,) = json.loads(run("review", "--json").out)["batches"]["may_be_one"]
    assert (doubt["slugs"], sorted(doubt["articles"])) == ([one, two], ["c1", "c2"])
    assert {"but 31 and 9 services", "but 9 and 31 services"} & set(doubt["because"])
    assert f"  {one}\n  {two}\n" in run("review").out
    run("review", "merge", one, two, *WHY)
    waiting = json.loads(run("review", "--json").out)["batches"]
    assert waiting["may_be_one"] == []
    assert waiting["may_be_two"] == []
    run("review", "split", one, "c2", "c1", *WHY)
    assert json.loads(run("review", "--json").out)["batches"]["may_be_one"] == []


def test_what_was_found_right_is_off_the_list(run: Run, tmp_path: Path) -> None:
    for name, firms in (
        ("c1", "Baidu's Ernie Bot, Alibaba's Tongyi Qianwen and iFlytek's Spark"),
        ("c2", "Tencent's Hunyuan, 360's Zhinao and MiniMax's ABAB"),
    ):
        text = f"{BY_CITY.format(31)} filing on May 10, 2025. Among them are {firms}."
        tell(run, tmp_path, name, "2025-05-11", text)
    (doubt,) = json.loads(run("review", "--json").out)["batches"]["may_be_two"]
    assert doubt["slugs"] == ["genai-filing-shanghai-2025-05-10"]
    assert sorted(doubt["articles"]) == ["c1", "c2"]
    assert doubt["because"] == ["3 companies or more in each, none in both"]
    run("review", "accept", *doubt["slugs"], *WHY)
    assert json.loads(run("review", "--json").out)["batches"]["may_be_two"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", A, *WHY), "review merge SLUG SLUG"),
        (("merge", A, B), "--reason"),
        (("merge", A, A, *WHY), "one batch already"),
        (("reject", "genai-filing-shanghai-2025-03", *WHY), "did you mean"),
        (("split", A, "b1", *WHY), "no article 'b1' in " + A + "; it has a1, a2"),
        (("correct", A, "colour", "red", *WHY), "field is 'colour'"),
        (("correct", A, "services", "nine", *WHY), "write a number"),
        (("accept", A, "No Such", *WHY), "no batch 'No Such'"),
    ],
)
def test_wrong_words(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ran = run("review", *words)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
    assert not (tmp_path / "mine" / "batches.csv").exists()


def test_json_says_what_came_of_it(run: Run) -> None:
    document = json.loads(run("review", "correct", A, "level", "city", *WHY, "--json").out)
    (decided,) = document["decisions"]
    assert (decided["article"], decided["value"], decided["slug"]) == ("a1", "city", A)


def test_a_wrong_row_stops_every_verb_that_would_follow_it(run: Run, tmp_path: Path) -> None:
    hand_written(tmp_path, f"2025-04-01,merge,{A},,,,,,half")
    for words in (("replay",), ("ingest", tmp_path / "a1.json"), ("review",)):
        ran = run(*words)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "batches.csv:2: other and other_article are empty" in ran.err
