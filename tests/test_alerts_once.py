"""A batch is told once, whatever comes to it in whatever order; what it becomes is corrected."""

from dataclasses import replace
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest
from aloud import alerts, changed, kinds, play, quietly, slugs
from told import Told, announcement, service, told

from db.store import RecordStore, store_path
from pipelines.messages import render

DAY = "2024-03-01"
NAMES = [service("Harbour Lantern", "Willow Talk"), service("Stone Bridge", "Cedar Desk")]


def story(name: str = "a", version: str = "", **known: Any) -> Told:
    about = {key: known.pop(key) for key in ("published_at", "language", "outlet") if key in known}
    services = known.pop("services", NAMES)
    facts = {"services_in_batch": 6, "event_date": DAY, "province": "北京"} | known
    item, read = told(name, announcement(**facts), services=services, **about)
    return replace(item, text=f"{item.text} {version}".strip()), read


FIVE = [
    [story("a"), story("b", published_at="2024-03-04T03:00:00Z")],
    [story("c", language="zh"), story("a", "Typing error corrected.")],
    [story("d", language="zh", published_at="2024-03-05"), story("e", event_date="2024-03")],
]


def test_five_articles_over_three_runs_are_one_alert(tmp_path: Path) -> None:
    for run in FIVE:
        play(tmp_path, run)
    assert kinds(tmp_path) == ["new_batch"]
    (alert,) = alerts(tmp_path)
    assert alert["key"] == f"new_batch:{alert['batch']}"
    assert alert["payload"]["batch"]["services_stated"] == {"value": 6, "qualifier": "exact"}


def test_a_changed_count_is_one_correction(tmp_path: Path) -> None:
    for run in FIVE[:2]:
        play(tmp_path, run)
    play(tmp_path, [story(name, "Now 7.", services_in_batch=7) for name in ("a", "b")])
    play(tmp_path, [story("c", "Now 7.", language="zh", services_in_batch=7)])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert changed(alerts(tmp_path)[1]) == [("services", 6, 7)]


def test_an_article_that_changes_its_number_is_one_correction(tmp_path: Path) -> None:
    """Whether others follow or not."""
    for run in FIVE:
        play(tmp_path, run)
    play(tmp_path, [story("a", "Now 7.", services_in_batch=7)])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    (change,) = alerts(tmp_path)[1]["payload"]["changes"]
    assert (change["before"]["value"], change["after"]["value"]) == (6, 7)
    assert change["by"] == "outlet-a"
    play(tmp_path, [story("f", published_at="2024-03-06"), story("g", services_in_batch=7)])
    for name in ("b", "e"):
        play(tmp_path, [story(name, "Now 7.", services_in_batch=7)])
    for name in ("c", "d"):
        play(tmp_path, [story(name, "Now 7.", services_in_batch=7, language="zh")])
    assert kinds(tmp_path) == ["new_batch", "correction"]


def test_a_number_that_goes_to_and_fro_is_told_once_each_way(tmp_path: Path) -> None:
    for turn in range(6):
        play(tmp_path, [story("a", f"Turn {turn}.", services_in_batch=6 + turn % 2)])
    assert kinds(tmp_path) == ["new_batch", "correction", "correction"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"services_in_batch": None}, {"services_in_batch": 6}),
        ({"services_in_batch": 6}, {"companies_in_batch": 5}),
        ({"scheme": None}, {"scheme": "genai_filing"}),
        ({"services": NAMES[:1]}, {"services": NAMES}),
        ({"event_date": "2024-03"}, {"event_date": DAY}),
    ],
    ids=["a number", "a second number", "the register", "more names", "the day"],
)
def test_what_completes_a_batch_is_no_correction(
    tmp_path: Path, first: dict[str, Any], then: dict[str, Any]
) -> None:
    play(tmp_path, [story("a", **first)])
    play(tmp_path, [story("a", "More is known.", **then)])
    play(tmp_path, [story("b", **then)])
    assert kinds(tmp_path) == ["new_batch"]


def test_a_name_that_is_taken_back_is_a_correction(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    others = [NAMES[0], service("Lotus Gate", "Quiet River")]
    play(tmp_path, [story("a", "It is the River, not the Desk.", services=others)])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert changed(alerts(tmp_path)[1]) == [
        ("names", ["Stone Bridge Cedar Desk"], ["Lotus Gate Quiet River"])
    ]


def test_a_name_that_is_only_read_otherwise_is_no_correction(tmp_path: Path) -> None:
    """Its passage is as it was; the number is another."""
    list_of = "Among the firms are Stone Bridge and others of the harbour."
    play(tmp_path, [story("a", f"Six in all. {list_of}", services=[service("Stone Bridge")])])
    better = [service("Stone Bridge and others")]
    play(tmp_path, [story("a", f"Seven. {list_of}", services_in_batch=7, services=better)])
    assert [changed(one) for one in alerts(tmp_path)[1:]] == [[("services", 6, 7)]]
    play(tmp_path, [story("a", "Seven, none of Stone Bridge.", services_in_batch=7, services=[])])
    assert changed(alerts(tmp_path)[2]) == [("names", ["Stone Bridge and others"], [])]


def test_a_further_name_in_a_whole_list_is_a_correction(tmp_path: Path) -> None:
    play(tmp_path, [story("a", services_in_batch=2)])
    more = [*NAMES, service("Lotus Gate", "Quiet River")]
    play(tmp_path, [story("a", "One was forgotten.", services_in_batch=2, services=more)])
    assert changed(alerts(tmp_path)[1]) == [("names", [], ["Lotus Gate Quiet River"])]


def test_another_register_is_a_correction(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    play(tmp_path, [story("a", "Registered, not filed.", scheme="genai_registration")])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert alerts(tmp_path)[1]["batch"] != alerts(tmp_path)[0]["batch"]


def test_a_batch_under_another_slug_is_not_told_again(tmp_path: Path) -> None:
    play(tmp_path, [story("a", event_date="2024-03", services_in_batch=9)])
    before = slugs(tmp_path)
    play(tmp_path, [story("a", "It was on Friday.", services_in_batch=9)])
    assert slugs(tmp_path) != before
    assert kinds(tmp_path) == ["new_batch"]


def test_of_two_batches_with_one_name_both_are_told(tmp_path: Path) -> None:
    """The earlier one comes later and takes the slug without a number."""
    play(tmp_path, [story("b", services_in_batch=30, services=[], published_at="2024-03-03")])
    early = [service("Lotus Gate", "Quiet River")]
    play(tmp_path, [story("a", services_in_batch=4, services=early, published_at="2024-03-02")])
    assert len(slugs(tmp_path)) == 2
    assert kinds(tmp_path) == ["new_batch"] * 2
    assert len({alert["key"] for alert in alerts(tmp_path)}) == 2
    play(
        tmp_path,
        [story("b", "Again.", services_in_batch=30, services=[], published_at="2024-03-03")],
    )
    assert kinds(tmp_path) == ["new_batch"] * 2


def test_batches_that_become_one_are_not_told_again(tmp_path: Path) -> None:
    play(tmp_path, [story("a", services_in_batch=None, province=None)])
    other = [service("Lotus Gate", "Quiet River")]
    play(tmp_path, [story("b", services=other)])
    assert len(slugs(tmp_path)) == 2
    play(tmp_path, [story("c", services=[*NAMES, *other])])
    assert len(slugs(tmp_path)) == 1
    assert kinds(tmp_path) == ["new_batch"] * 2
    play(
        tmp_path,
        [story("c", "All wrong.", services_in_batch=80, services=[], event_date="2024-01")],
    )
    assert kinds(tmp_path).count("new_batch") == 3


def test_every_order_tells_of_the_batch_once(tmp_path: Path) -> None:
    stories = [
        story("a", services_in_batch=None, event_date=None),
        story("b", event_date="2024-03"),
        story("c", language="zh", province=None),
        story("d", services=[]),
    ]
    for number, order in enumerate(islice(permutations(stories), 0, None, 3)):
        folder = tmp_path / str(number)
        play(folder, order)
        assert len(slugs(folder)) == 1
        assert kinds(folder) == ["new_batch"]


def test_background_and_running_totals_tell_nothing(tmp_path: Path) -> None:
    play(tmp_path, [story("a", role="background")])
    play(tmp_path, [story("b", kind="cumulative", services_in_batch=None, cumulative_services=90)])
    assert kinds(tmp_path) == []


def test_a_batch_of_history_is_never_new(tmp_path: Path) -> None:
    assert quietly(tmp_path, [story("a")])["store/alerts_quiet"] == 1
    play(tmp_path, [story("b", language="zh"), story("a", "Typing error corrected.")])
    assert kinds(tmp_path) == []
    play(tmp_path, [story(name, "Now 7.", services_in_batch=7) for name in ("a", "b")])
    assert kinds(tmp_path) == ["correction"]


def test_a_doubtful_batch_is_told_when_there_is_more(tmp_path: Path) -> None:
    doubtful: dict[str, Any] = {
        "scheme": None,
        "province": None,
        "services": [],
        "event_date": None,
    }
    play(tmp_path, [story("a", **doubtful)])
    assert kinds(tmp_path) == []
    quietly(tmp_path, [])
    play(tmp_path, [story("b")])
    assert kinds(tmp_path) == ["new_batch"]


SPREAD: list[dict[str, Any]] = [
    {"name": "a", "language": "zh", "companies_in_batch": 5},
    {"name": "b", "language": "zh", "companies_in_batch": 5, "services": NAMES[:1]},
    {"name": "c", "companies_in_batch": 5, "services": NAMES[:1]},
    {"name": "d", "services": [], "published_at": "2024-03-03T01:00:00Z"},
    {
        "name": "e",
        "language": "zh",
        "services": [],
        "published_at": "2024-03-02T01:00:00Z",
        "event_date": "2024-03-02",
    },
]


def spread(number: int, at: int, version: str = "") -> Told:
    """One of the outlets' stories with a number of services, and the running total with it."""
    numbers = {"services_in_batch": number, "cumulative_services": 100 + number}
    return story(version=version, **(SPREAD[at] | numbers))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_number_that_outlets_put_right_one_after_the_other_is_one_correction(
    tmp_path: Path, order: tuple[int, ...], at_once: bool
) -> None:
    runs = [[spread(12, n) for n in range(5)]] if at_once else [[spread(12, n)] for n in range(5)]
    for run in runs:
        play(tmp_path, run)
    for n in order:
        play(tmp_path, [spread(13, n, "Now 13.")])
        assert kinds(tmp_path) == ["new_batch", "correction"]
        assert len(slugs(tmp_path)) == 1
    assert changed(alerts(tmp_path)[1])[0] == ("services", 12, 13)


def test_a_correction_shows_the_number_that_is_put_right(tmp_path: Path) -> None:
    """Though most sources still say the other one."""
    for run in FIVE:
        play(tmp_path, run)
    play(tmp_path, [story("a", "Now 7.", services_in_batch=7)])
    payload = alerts(tmp_path)[1]["payload"]
    message = render("correction", payload)
    assert payload["batch"]["services_stated"]["value"] == 7
    assert "7 services" in message.title
    assert [one["outlet"] for one in payload["sentences"]] == ["outlet-a"]


def test_what_is_told_in_one_second_has_an_order(tmp_path: Path) -> None:
    days = ("2024-05-03", "2024-09-12", "2024-02-20", "2023-11-05")
    play(tmp_path, [story(f"d{n}", event_date=day, services=[]) for n, day in enumerate(days)])
    with RecordStore.open_read_only(store_path(tmp_path)) as store:
        told = store.rows("SELECT key, told_at FROM told ORDER BY told_at")
    assert [f"new_batch:{row['key']}" for row in told] == [row["key"] for row in alerts(tmp_path)]
    assert len({row["told_at"] for row in told}) == len(days)
