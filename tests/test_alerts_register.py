"""The official register confirms once what was told, and is news where nobody has told of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aloud import alerts, changed, kinds, play, quietly, slugs
from official import entry, official
from told import Told, announcement, service, told

from extract.extraction import Service
from extract.register.records import RegisterRow
from pipelines.newness import HANDED

DAY = "2024-03-01"
FIRMS = ("琥珀鹿", "竹篱信息", "石榴巷网络", "雁归来软件", "云杉岭智能", "青瓷绘图")


def entries(*numbers: int, **known: Any) -> list[RegisterRow]:
    """Filings of one day in Beijing."""
    return [
        entry(
            n,
            f"{FIRMS[n % 6]}大模型{n}",
            company=f"北京{FIRMS[n % 6]}科技有限公司",
            date=DAY,
            **known,
        )
        for n in numbers
    ]


NAMED = [service("Hupolu", None), service("Zhuli Information", None)]


def story(name: str = "a", language: str = "en", **known: Any) -> Told:
    named = known.pop("named", NAMED)
    facts = {"services_in_batch": 6, "event_date": DAY, "province": "北京"} | known
    about = {"published_at": "2024-03-04T02:00:00Z", "language": language}
    return told(name, announcement(**facts), services=named, **about)


WHOLE = official(entries(*range(6)))
HALF = official(entries(0, 1))


def test_a_batch_that_the_register_has_now_is_confirmed_once(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    play(tmp_path, [WHOLE])
    play(tmp_path, [story("b", language="zh"), official(entries(*range(6)), name="again")])
    assert kinds(tmp_path) == ["new_batch", "confirmation"]
    batch = alerts(tmp_path)[1]["payload"]["batch"]
    assert (batch["services_listed"], batch["status"]) == (6, "complete")


def test_a_list_that_tells_whose_a_service_is_confirms_as_well(tmp_path: Path) -> None:
    """The service is another one from then on than that by which the batch was stored."""
    item, read = story("a", language="zh")
    alone = service(None, f"{FIRMS[0]}大模型0")
    play(tmp_path, [(item, replace(read, services=(alone,)))])
    play(tmp_path, [WHOLE], HANDED)
    assert kinds(tmp_path) == ["new_batch", "confirmation"]


@pytest.mark.parametrize("named", [NAMED, []], ids=["services named", "none"])
def test_a_number_that_only_the_list_had_is_corrected_once_the_press_has_it(
    tmp_path: Path, named: list[Service]
) -> None:
    """The list came in silence: its number was told to nobody as that of the batch."""
    first = [story("a", named=named, services_in_batch=4)]
    play(tmp_path, [*first, story("b", "zh", named=named, services_in_batch=4)])
    play(tmp_path, [official(entries(*range(6)), published="2024-03-20")], HANDED)
    play(tmp_path, [story("b", "zh", named=named)])
    play(tmp_path, [story("a", named=named)])
    assert sorted(kinds(tmp_path)) == ["confirmation", "correction", "new_batch"]
    (correction,) = (one for one in alerts(tmp_path) if one["kind"] == "correction")
    assert changed(correction) == [("services", 4, 6)]


def test_the_first_rows_of_a_list_confirm_nothing(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    play(tmp_path, [HALF])
    assert "confirmation" not in kinds(tmp_path)
    play(tmp_path, [WHOLE])
    assert kinds(tmp_path).count("confirmation") == 1


def test_a_list_that_a_person_stores_confirms_what_was_told_aloud(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    counters = play(tmp_path, [WHOLE], HANDED)
    assert kinds(tmp_path) == ["new_batch", "confirmation"]
    assert counters["store/alerts_raised"] == 1


def test_a_list_of_history_confirms_in_silence(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    assert quietly(tmp_path, [WHOLE])["store/alerts_quiet"] == 1
    play(tmp_path, [story("b", language="zh")])
    assert kinds(tmp_path) == ["new_batch"]


def test_news_of_a_batch_that_only_a_silent_list_had_is_told_once(tmp_path: Path) -> None:
    play(tmp_path, [WHOLE], HANDED)
    assert len(slugs(tmp_path)) == 1
    play(tmp_path, [story("a")])
    assert (kinds(tmp_path), len(slugs(tmp_path))) == (["new_batch"], 1)
    play(tmp_path, [story("b", "zh")])
    assert kinds(tmp_path) == ["new_batch"]


def test_a_list_and_its_story_that_are_history_are_never_new(tmp_path: Path) -> None:
    quietly(tmp_path, [WHOLE])
    quietly(tmp_path, [story("a")])
    play(tmp_path, [story("b", "zh")])
    assert kinds(tmp_path) == []


def test_what_is_listed_when_it_is_told_is_not_confirmed_again(tmp_path: Path) -> None:
    quietly(tmp_path, [WHOLE])
    play(tmp_path, [story("a"), story("b", language="zh")])
    assert "confirmation" not in kinds(tmp_path)


def test_a_new_list_is_news_and_the_press_tells_the_same_later(tmp_path: Path) -> None:
    play(tmp_path, [WHOLE])
    assert kinds(tmp_path) == ["new_batch"]
    assert alerts(tmp_path)[0]["payload"]["batch"]["services_listed"] == 6
    play(tmp_path, [story("a", kind="list", province=None)])
    assert [slug.endswith("-list") for slug in slugs(tmp_path)] == [False]
    assert kinds(tmp_path) == ["new_batch"]


def test_a_list_that_has_only_what_was_told_is_no_news(tmp_path: Path) -> None:
    play(tmp_path, [story("a")])
    play(tmp_path, [WHOLE])
    assert kinds(tmp_path).count("new_batch") == 1


def test_a_list_that_grows_is_corrected(tmp_path: Path) -> None:
    play(tmp_path, [official(entries(*range(4)), key="document:one")])
    play(
        tmp_path, [official(entries(*range(6)), key="document:one", fetched="2024-04-09T01:00:00Z")]
    )
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert changed(alerts(tmp_path)[1]) == [("listed", 4, 6)]
