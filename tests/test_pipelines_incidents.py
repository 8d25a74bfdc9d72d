"""An outlet that breaks is told after two runs, once; its recovery once; what flaps, seldom."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from db.health import written
from db.store import RecordStore, Row, store_path
from pipelines.channels import AlertConfig, Channel, load_alerts
from pipelines.incidents import look
from pipelines.outbox import Notice
from pipelines.system import LITTLE_ROOM, Facts

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
WELL = {"found": 30, "page/article": 3, "new": 3}
QUIET = {"found": 30}


def reason(code: str, number: int = 1) -> dict[str, Any]:
    return {"code": code, "number": number, "text": f"{number} times {code}"}


OK = ("ok", WELL, ())
NOTHING_NEW = ("ok", QUIET, ())
NO_LIST = ("failed", {"found": 0}, (reason("no_listing", 0),))
EMPTY = ("partial", QUIET | {"entries_empty": 1}, (reason("list_empty"),))
REFUSED = ("failed", {"found": 0, "entries_failed": 2}, (reason("http_403", 2),))
MISSED = ("partial", WELL | {"page/selectors_missed": 2}, (reason("selectors_missed", 2),))
SHELL = ("partial", QUIET | {"page/no_article": 1}, (reason("js_shell"),))
BLOCKED = ("partial", WELL | {"failed": 3}, (reason("blocked", 3),))
HALF_GONE = (
    "partial",
    WELL | {"failed": 4, "failed/http_404": 1, "failed/http_500": 3, "failed_again": 1},
    (reason("http_500", 3), reason("http_404")),
)
LONG_GONE = (
    "partial",
    WELL | {"failed": 4, "failed/http_404": 4, "failed_again": 4},
    (reason("http_404", 4),),
)
AWAY = (
    "partial",
    WELL | {"failed": 4, "failed/off_site": 4, "failed_again": 0},
    (reason("off_site", 4),),
)
TWO_GONE = (
    "partial",
    WELL | {"page/article": 2, "failed": 2, "failed/http_404": 2},
    (reason("http_404", 2),),
)
ONE_PAGE = ("partial", WELL | {"failed": 1}, (reason("http_404"),))
ONE_LIST = ("partial", WELL | {"entries_failed": 1}, (reason("http_500"),))
ONE_NEW_PAGE = ("failed", QUIET | {"failed": 1}, (reason("http_404"),))
UNREACHED = (
    "failed",
    {"found": 0, "entries_failed": 1},
    (reason("no_listing", 0), reason("no_such_host")),
)
MANY_DEAD = (OK, UNREACHED, UNREACHED)
STOPPED = ("failed", WELL | {"page/left": 3}, (reason("stopped"),))
KILLED = ("failed", {"killed": 1}, (reason("killed"),))
ASKED = ("ok", {"found": 1, "page/article": 1, "asked": 1}, ())
UNWRITABLE = ("failed", WELL | {"store/failed": 1}, (reason("store_failed"),))
Run = tuple[str, dict[str, int], tuple[dict[str, Any], ...]]


NAMES = ("news", "other", "third")


class Desk:
    """A store to which runs are added, and what is told after each."""

    def __init__(self, store: RecordStore, channels: tuple[Channel, ...]) -> None:
        self.store, self.channels = store, channels
        self.at = BEGAN
        self.number = 0
        self.delivers = True

    def run(self, run: Run, outlet: str = "news", after: timedelta = 2 * HOUR) -> list[str]:
        """Add a run and return the kinds of what is told after it."""
        self.at += after
        self.number += 1
        outcome, counters, reasons = run
        row: Row = {
            "id": f"{self.number:04}",
            "verb": "crawl",
            "outlet": outlet,
            "started_at": written(self.at),
            "finished_at": written(self.at + timedelta(minutes=1)),
            "outcome": outcome,
            "counters": json.dumps(counters),
            "reasons": json.dumps(reasons),
        }
        with self.store.transaction():
            self.store.upsert("runs", [row])
        told = [str(notice.kind) for notice in self.look(outlet)]
        if self.delivers:
            self.deliver()
        return told

    def deliver(self) -> None:
        with self.store.transaction():
            self.store.write("UPDATE deliveries SET state = ?", [("delivered",)])

    def look(self, outlet: str = "news", facts: Facts | None = None) -> list[Notice]:
        return look(self.store, self.channels, outlets=[outlet], facts=facts, at=self.at + HOUR)

    def runs(self, *runs: Run) -> list[list[str]]:
        return [self.run(run) for run in runs]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    config = tmp_path / "batchwatch.toml"
    config.write_text('[[channel]]\nname = "file"\nurl = "file:out.jsonl"\n', encoding="utf-8")
    alerts: AlertConfig = load_alerts(config)
    with RecordStore.open(store_path(tmp_path)) as store:
        with store.transaction():
            store.upsert(
                "outlets",
                [{"name": name, "every": "2h", "enabled": 1} for name in NAMES],
            )
        yield Desk(store, alerts.channels)


@pytest.mark.parametrize(
    "broken",
    [NO_LIST, EMPTY, REFUSED, MISSED, SHELL, BLOCKED, HALF_GONE],
    ids=lambda run: run[2][0]["code"],
)
def test_told_at_the_second_run_once_and_once_when_it_is_over(desk: Desk, broken: Run) -> None:
    told = desk.runs(OK, OK, broken, broken, broken, broken, OK, OK)
    assert told == [[], [], [], ["outlet_broken"], [], [], ["outlet_recovered"], []]


@pytest.mark.parametrize(
    "run", [ONE_PAGE, STOPPED, KILLED, ASKED, UNWRITABLE], ids=lambda run: run[0]
)
def test_what_says_nothing_of_the_outlet(desk: Desk, run: Run) -> None:
    told = desk.runs(OK, run, run, run)
    assert [kind for kinds in told for kind in kinds if kind != "system"] == []


@pytest.mark.parametrize("run", [LONG_GONE, TWO_GONE, AWAY], ids=["long", "two", "away"])
def test_pages_that_are_gone_for_long_or_few_are_no_incident(desk: Desk, run: Run) -> None:
    assert desk.runs(OK, *[run] * 6) == [[]] * 7


def test_one_accident_is_no_incident(desk: Desk) -> None:
    assert desk.runs(OK, NO_LIST, OK, NO_LIST, OK, REFUSED, OK) == [[]] * 7


def test_the_only_new_page_may_fail_three_times(desk: Desk) -> None:
    assert desk.runs(OK, *[ONE_NEW_PAGE] * 3, OK) == [[]] * 5


def test_one_list_of_several_is_told_after_four_runs(desk: Desk) -> None:
    told = desk.runs(OK, ONE_LIST, ONE_LIST, ONE_LIST, ONE_LIST, ONE_LIST, OK)
    assert told == [[], [], [], [], ["outlet_broken"], [], ["outlet_recovered"]]


def test_pages_are_well_again_when_one_was_read(desk: Desk) -> None:
    told = desk.runs(OK, MISSED, NOTHING_NEW, MISSED, NOTHING_NEW, NOTHING_NEW, OK)
    assert told == [[], [], [], ["outlet_broken"], [], [], ["outlet_recovered"]]


def test_lists_are_well_again_when_they_name_articles(desk: Desk) -> None:
    told = desk.runs(OK, REFUSED, REFUSED, NOTHING_NEW)
    assert told == [[], [], ["outlet_broken"], ["outlet_recovered"]]


def test_killed_runs_and_single_pages_are_no_recovery(desk: Desk) -> None:
    told = desk.runs(OK, NO_LIST, KILLED, NO_LIST, ASKED, STOPPED, KILLED, OK)
    assert told == [[], [], [], ["outlet_broken"], [], [], [], ["outlet_recovered"]]


def test_what_flaps_is_told_once(desk: Desk) -> None:
    runs = [desk.run(run, after=HOUR / 4) for run in [OK, *[NO_LIST, NO_LIST, OK] * 12]]
    kinds = [kind for told in runs for kind in told]
    assert kinds == ["outlet_broken", "outlet_recovered"]


def test_another_break_is_another_incident(desk: Desk) -> None:
    told = desk.runs(OK, NO_LIST, NO_LIST, OK, MISSED, MISSED, OK)
    pair = [["outlet_broken"], ["outlet_recovered"]]
    assert told == [[], [], *pair, [], *pair]
    assert len({row["key"] for row in desk.store.rows("SELECT key FROM alerts")}) == 4


def test_the_same_break_days_later_is_another_incident(desk: Desk) -> None:
    desk.runs(OK, NO_LIST, NO_LIST, OK)
    desk.at += timedelta(days=2)
    assert desk.runs(OK, NO_LIST, NO_LIST)[-1] == ["outlet_broken"]


def test_one_that_never_worked_is_told_as_well(desk: Desk) -> None:
    assert desk.runs(REFUSED, REFUSED) == [[], ["outlet_broken"]]
    (row,) = desk.store.rows("SELECT payload FROM alerts")
    assert json.loads(row["payload"])["last_success"] is None


def test_silence_longer_than_usual_is_told_at_once_and_once(desk: Desk) -> None:
    desk.runs(*[OK] * 5)
    told = [desk.run(NOTHING_NEW, after=12 * HOUR) for _ in range(60)]
    assert [kinds for kinds in told if kinds] == [["outlet_broken"]]
    (row,) = desk.store.rows("SELECT payload FROM alerts")
    assert json.loads(row["payload"])["reasons"][0]["code"] == "no_new"
    assert desk.run(OK) == ["outlet_recovered"]


def test_outlets_do_not_stand_for_each_other(desk: Desk) -> None:
    assert [desk.run(NO_LIST), desk.run(NO_LIST, "other")] == [[], []]
    assert [desk.run(NO_LIST), desk.run(OK, "other")] == [["outlet_broken"], []]


def test_a_network_that_is_down_is_one_incident(desk: Desk) -> None:
    for name in NAMES:
        desk.run(OK, name)
    told = [desk.run(UNREACHED, name) for _ in range(3) for name in NAMES]
    assert told == [[], [], ["system"], *[[]] * 6]
    assert [desk.run(OK, name) for name in NAMES] == [["system"], [], []]


def test_of_two_outlets_neither_is_told_for_the_network(desk: Desk) -> None:
    names = NAMES[:2]
    told = [desk.run(run, name) for run in (OK, UNREACHED, UNREACHED, OK) for name in names]
    assert told == [[], [], [], ["system"], [], [], ["system"], []]


def test_outlets_that_are_dead_for_long_are_no_network_that_is_down(desk: Desk) -> None:
    """Whoever waits for an answer is the last to end."""
    for name in NAMES:
        desk.run(OK, name)
    told = [
        desk.run(run, name) for _ in range(3) for run, name in zip(MANY_DEAD, NAMES, strict=False)
    ]
    assert list(chain.from_iterable(told)) == ["outlet_broken"] * 2
    desk.run(UNREACHED, "news")
    assert "system" not in desk.run(UNREACHED, "news")


def test_a_network_that_is_up_again_is_told_though_an_outlet_is_not(desk: Desk) -> None:
    for run in (OK, UNREACHED):
        for name in NAMES:
            desk.run(run, name)
    told = [
        desk.run(run, name) for _ in range(2) for run, name in zip(MANY_DEAD, NAMES, strict=False)
    ]
    assert told[0] == ["system"]
    assert list(chain.from_iterable(told[1:])) == ["outlet_broken"] * 2


def test_one_outlet_that_cannot_be_reached_is_its_own_fault(desk: Desk) -> None:
    told = []
    for _ in range(3):
        told += desk.run(UNREACHED) + desk.run(OK, "other")
    assert told == ["outlet_broken"]


def test_an_outlet_that_is_off_is_not_looked_at(desk: Desk) -> None:
    with desk.store.transaction():
        desk.store.upsert("outlets", [{"name": "news", "enabled": 0}])
    assert desk.runs(NO_LIST, NO_LIST, NO_LIST) == [[]] * 3


def test_looking_twice_tells_nothing_twice(desk: Desk) -> None:
    desk.runs(NO_LIST, NO_LIST)
    assert [desk.look(), desk.look()] == [[], []]


def test_a_look_that_a_kill_prevented_is_made_up(desk: Desk) -> None:
    (desk.channels, channels) = ((), desk.channels)
    assert desk.runs(NO_LIST)[0] == []
    desk.channels = channels
    assert desk.run(NO_LIST) == ["outlet_broken"]


def test_the_channel_is_to_be_told(desk: Desk) -> None:
    desk.delivers = False
    desk.runs(NO_LIST, NO_LIST)
    assert desk.store.rows("SELECT channel, state FROM deliveries") == [
        {"channel": "file", "state": "pending"}
    ]


def test_a_full_disk_is_told_and_its_end(desk: Desk) -> None:
    little, enough = Facts(LITTLE_ROOM - 1), Facts(3 * LITTLE_ROOM)
    between = Facts(LITTLE_ROOM + 1)
    told = [
        [notice.payload["stage"] for notice in desk.look(facts=facts)]
        for facts in (enough, little, little, between, little, enough, enough)
    ]
    assert told == [[], ["begun"], [], [], [], ["over"], []]


def test_a_store_that_cannot_be_written_is_told(desk: Desk) -> None:
    assert desk.runs(OK, UNWRITABLE, UNWRITABLE, OK) == [[], ["system"], [], ["system"]]


def test_alerts_that_are_late_are_told_once(desk: Desk) -> None:
    desk.delivers = False
    desk.runs(NO_LIST, NO_LIST)
    assert desk.run(NO_LIST) == ["system"]
    assert desk.run(NO_LIST) == []
    desk.deliver()
    assert desk.run(NO_LIST) == ["system"]
    rows = desk.store.rows("SELECT payload FROM alerts WHERE kind = 'system' ORDER BY id")
    texts = [json.loads(row["payload"])["text"] for row in rows]
    assert texts == [
        "channel file: 1 alerts are late, 0 were given up",
        "resolved: no alert is late",
    ]
