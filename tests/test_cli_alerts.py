"""``ingest --live`` raises alerts and delivers them; ``alerts`` lists and shows what was told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch, Ran

PLACES = ("Beijing", "Shanghai", "Tianjin", "Chongqing")
TEXT = (
    "The {place} Municipal Cyberspace Administration on January {day} approved {number} large"
    " language models for public use, the regulator said. Among them is {name} of Harbour Lantern"
    " Technology. The services passed a security assessment before they were filed."
)
CONFIG = """
[alerts]
base_url = "https://watch.example/data"
[[channel]]
name = "desk"
url = "file:told.jsonl"
[[channel]]
name = "nobody"
url = "json://127.0.0.1:9/hook"
kinds = ["confirmation"]
"""


def article(number: int, place: str, *, stated: int = 14, more: str = "") -> dict[str, Any]:
    day = 10 + number
    text = TEXT.format(place=place, day=day, number=stated, name=f"Willow Talk {number}") + more
    return {
        "id": f"a{number}", "url": f"https://news.example/{number}", "outlet": "news_desk",
        "language": "en", "title": f"{place} approves {stated} models", "text": text,
        "published": f"2024-01-{day + 1}T02:00:00Z",
    }  # fmt: skip


Desk = Callable[..., Ran]


@pytest.fixture
def desk(batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batchwatch.toml").write_text(CONFIG, encoding="utf-8")
    return lambda *arguments: batchwatch("--config", "batchwatch.toml", *arguments)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Four articles about four batches, whose names are not in the order of publication."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        path = folder / f"{9 - number}.json"
        path.write_text(json.dumps(article(number, place)), encoding="utf-8")
    return folder


def told(folder: Path) -> list[dict[str, Any]]:
    path = folder / "told.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_files_are_history(desk: Desk, files: Path, tmp_path: Path) -> None:
    ran = desk("ingest", files)
    assert (ran.status, ran.err) == (0, "")
    assert "4 alerts were not raised, for this is history" in ran.out
    again = desk("ingest", files, "--json").out
    assert json.loads(again)["alerts"] == {"raised": 0, "quiet": 0}
    assert json.loads(desk("ingest", "--live", files, "--json").out)["alerts"]["raised"] == 0
    assert json.loads(desk("replay", "--json").out)["alerts"] == {"raised": 0, "quiet": 0}
    assert not (tmp_path / "told.jsonl").exists()


def test_news_is_told_in_the_order_of_publication(desk: Desk, files: Path, tmp_path: Path) -> None:
    ran = desk("ingest", "--live", files, "--json")
    assert (ran.status, json.loads(ran.out)["alerts"]) == (0, {"raised": 4, "quiet": 0})
    assert [body["batch"]["event_date"] for body in told(tmp_path)] == [
        f"2024-01-{10 + number}" for number in range(4)
    ]
    body = told(tmp_path)[0]
    assert body["kind"] == "new_batch"
    assert body["url"].startswith("https://watch.example/data/")
    assert body["url"].endswith(body["batch"]["slug"])
    assert desk("replay", "--quiet").status == 0
    assert json.loads(desk("ingest", "--live", files, "--json").out)["alerts"]["raised"] == 0
    assert len(told(tmp_path)) == 4


def test_the_list_and_one_alert(desk: Desk, files: Path) -> None:
    desk("ingest", "--live", files)
    (files / "9.json").write_text(json.dumps(article(0, "Beijing", stated=16)), encoding="utf-8")
    desk("ingest", "--live", files / "9.json")
    alerts = json.loads(desk("alerts", "list", "--json").out)["alerts"]
    assert [one["kind"] for one in alerts] == ["correction", *["new_batch"] * 4]
    assert {"id", "key", "kind", "batch", "created_at", "deliveries"} <= alerts[0].keys()
    (delivery,) = alerts[0]["deliveries"]
    assert (delivery["channel"], delivery["state"], delivery["attempts"]) == (
        "desk",
        "delivered",
        1,
    )
    assert json.loads(desk("alerts", "--json").out)["alerts"] == alerts
    few = json.loads(desk("alerts", "list", "--kind", "new_batch", "--limit", 2, "--json").out)
    assert few["alerts"] == alerts[1:3]
    assert json.loads(desk("alerts", "list", "--since", "2999", "--json").out) == {"alerts": []}
    assert desk("alerts", "list").out.splitlines()[1].split()[-2:] == ["1", "delivered"]
    for name in (alerts[0]["key"], alerts[0]["id"]):
        assert "Services: 16 (told before: 14)" in desk("alerts", "show", name).out
    assert "服务数：16" in desk("alerts", "show", alerts[0]["id"], "--language", "zh").out
    shown = json.loads(desk("alerts", "show", alerts[0]["key"], "--json").out)
    assert shown["payload"]["changes"][0]["after"]["value"] == 16
    assert desk("alerts", "show", "nothing").status == 1


def test_nothing_was_told_where_there_is_nothing(desk: Desk, tmp_path: Path) -> None:
    assert json.loads(desk("alerts", "list", "--json").out) == {"alerts": []}
    assert "no alerts" in desk("alerts").out
    assert not (tmp_path / "data").exists()


def test_what_a_killed_run_left_is_news_still(desk: Desk, files: Path, tmp_path: Path) -> None:
    from cli.intake import Intake
    from cli.options import Globals
    from crawler.files import Taken, take_path

    class Killed(Exception):
        pass

    options = Globals(config=tmp_path / "batchwatch.toml")
    taken = [one for one in take_path(files / "9.json") if isinstance(one, Taken)]
    # The kill comes inside the block, whose end must not be reached.
    with pytest.raises(Killed), Intake(options, verb="ingest", names=True, live=True) as intake:  # noqa: PT012
        # Stands for a run that archived the file and was killed before it stored it.
        intake._store = lambda article, key: True  # type: ignore[method-assign]
        intake.add(taken[0])
        raise Killed
    assert json.loads(desk("alerts", "--json").out) == {"alerts": []}
    desk("ingest", files / "8.json", "--quiet")
    (alert,) = json.loads(desk("alerts", "--json").out)["alerts"]
    assert "beijing" in alert["key"]
