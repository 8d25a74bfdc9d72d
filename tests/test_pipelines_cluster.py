"""Which announcements tell of one event, and which never do."""

from itertools import combinations
from random import Random
from typing import Any

import pytest
from each import each
from told import Told, announcement, claims, service, told

from pipelines.cluster import cluster
from pipelines.resolve import Claim

JANUARY = {"services_in_batch": 14, "event_date": "2024-01"}


def groups(*stories: Told) -> list[set[str]]:
    """The outlets of each group's claims."""
    return [
        {(claim.outlet or "").removeprefix("outlet-") for claim in group}
        for group in cluster(claims(*stories))
    ]


def test_one_count_in_one_month_is_one_event_in_any_language() -> None:
    english = told("en", announcement(**JANUARY), published_at="2024-01-30T12:20:00Z")
    chinese = told(
        "zh",
        announcement(services_in_batch=14, companies_in_batch=13, event_date="2024-01-17"),
        language="zh",
        published_at="2024-01-29T14:00:00Z",
    )
    assert groups(english, chinese) == [{"en", "zh"}]


def test_a_week_apart_with_other_counts_is_two_events() -> None:
    first = told("a", announcement(services_in_batch=9, event_date="2024-03-01"))
    second = told("b", announcement(services_in_batch=12, event_date="2024-03-08"))
    assert len(groups(first, second)) == 2


def test_a_week_apart_with_equal_counts_of_one_province_is_two_events() -> None:
    facts = {"services_in_batch": 5, "province": "上海"}
    first = told("a", announcement(event_date="2024-03-01", **facts), published_at="2024-03-01")
    second = told("b", announcement(event_date="2024-03-08", **facts), published_at="2024-03-08")
    assert len(groups(first, second)) == 2


def test_the_day_of_the_report_and_the_day_of_the_event_are_one_when_both_numbers_agree() -> None:
    facts = {"services_in_batch": 14, "cumulative_services": 40}
    event = told("a", announcement(event_date="2024-01-17", **facts))
    report = told("b", announcement(event_date="2024-01-29", **facts))
    assert groups(event, report) in ([{"a", "b"}], [{"b", "a"}])


@pytest.mark.parametrize(
    "other",
    [
        {"scheme": "deep_synthesis"},
        {"province": "上海"},
        {"services_in_batch": 15},
        {"event_date": "2024-01-10"},
        {"cumulative_services": 188, "services_in_batch": None},
    ],
)
def test_contradictions_keep_events_apart(other: dict[str, object]) -> None:
    facts = {
        "services_in_batch": 14,
        "event_date": "2024-03-01",
        "province": "北京",
        "cumulative_services": 117,
    }
    one = told("a", announcement(**facts), services=[service("Alpha"), service("Beta")])
    another = told("b", announcement(**(facts | other)))
    assert len(groups(one, another)) == 2


def test_disputed_counts_of_the_same_firms_are_one_event() -> None:
    names = [service("Alpha"), service("Beta"), service("Gamma")]
    one = told("a", announcement(services_in_batch=8, event_date="2023-08-31"), services=names)
    another = told("b", announcement(services_in_batch=11, event_date="2023-08-31"), services=names)
    assert groups(one, another) == [{"a", "b"}]


def test_one_wrong_number_does_not_part_papers_that_agree() -> None:
    facts = {"event_date": "2024-01", "cumulative_services": 40}
    papers = [told(n, announcement(services_in_batch=14, **facts)) for n in "abc"]
    wrong = told("d", announcement(services_in_batch=2, **facts), services=[service("Alpha")])
    late = told("e", announcement(services_in_batch=14, event_date="2024-01"))
    assert {"a", "b", "c", "e"} in groups(*papers, wrong, late) or groups(*papers, wrong, late) == [
        set("abcde")
    ]


def test_a_list_without_numbers_or_names_joins_the_event_of_its_days() -> None:
    counted = told("a", announcement(kind="list", services_in_batch=41, event_date="2023-06-20"),
                   published_at="2023-06-20")  # fmt: skip
    bare = told("b", announcement(kind="list", event_date="2023-06"), published_at="2023-06-21")
    far = told("c", announcement(kind="list", event_date="2023-08"), published_at="2023-08-21")
    assert sorted(groups(counted, bare, far), key=len) == [{"c"}, {"a", "b"}]


def test_a_story_without_a_number_joins_what_stands_out_on_its_day_and_else_nothing() -> None:
    day = {"event_date": "2024-03-01", "province": "北京"}
    nine = told("a", announcement(services_in_batch=9, **day), published_at="2024-03-01")
    loose = told("b", announcement(**day), published_at="2024-03-01")
    assert groups(nine, loose) in ([{"a", "b"}], [{"b", "a"}])
    twelve = told("c", announcement(services_in_batch=12, **day), published_at="2024-03-01")
    assert {"b"} in groups(nine, loose, twelve)


def test_stories_without_numbers_on_days_in_a_row_make_no_chain_of_events() -> None:
    days = [f"2024-03-{day:02d}" for day in range(1, 25)]
    counted = [
        told(f"c{n}", announcement(services_in_batch=20 + n, event_date=day), published_at=day)
        for n, day in enumerate(days)
    ]
    vague = [
        told(f"v{n}", announcement(event_date=day), published_at=day)
        for n, day in enumerate(days[1:])
    ]
    found = groups(*counted, *vague)
    assert [len(group & {f"c{n}" for n in range(len(days))}) for group in found] == [1] * len(days)


def test_a_running_total_joins_and_never_opens() -> None:
    opener = told("a", announcement(services_in_batch=64, cumulative_services=252,
                                    event_date="2024-11-20"))  # fmt: skip
    total = announcement(kind="cumulative", cumulative_services=252, event_date="2024-11-20")
    assert groups(opener, told("b", total)) == [{"a", "b"}]
    assert not any(claim.opens for claim in claims(told("b", total)))


def test_a_recalled_batch_joins_the_one_event_of_its_month() -> None:
    opener = told(
        "a",
        announcement(services_in_batch=11, event_date="2023-11-03"),
        published_at="2023-11-04T02:00:00Z",
    )
    recalled = announcement(role="background", kind=None, event_date="2023-11")
    later = told("b", announcement(**JANUARY), recalled, published_at="2024-01-30T02:00:00Z")
    assert groups(opener, later) in ([{"a", "b"}, {"b"}], [{"b"}, {"a", "b"}])


def test_a_recalled_batch_without_a_date_joins_nothing() -> None:
    opener = told("a", announcement(**JANUARY))
    recalled = told("b", announcement(role="background", kind=None))
    assert len(groups(opener, recalled)) == 2


def test_two_schemes_of_one_article_are_two_events() -> None:
    story = told(
        "a",
        announcement(services_in_batch=93, event_date="2025-07-11"),
        announcement(scheme="genai_registration", services_in_batch=77, event_date="2025-07-11"),
    )
    assert len(groups(story)) == 2


def test_single_approvals_of_two_firms_are_two_events() -> None:
    facts = {"kind": "single_service", "event_date": "2023-09-13"}
    one = told("a", announcement(**facts), services=[service("Alpha", "One")])
    other = told("b", announcement(**facts), services=[service("Beta", "Two")])
    assert len(groups(one, other)) == 2


def test_a_long_chain_of_near_dates_does_not_unite_far_ones() -> None:
    days = [f"2024-03-{day:02d}" for day in range(1, 29, 3)]
    stories = [
        told(f"s{n}", announcement(kind="list", event_date=day, authority="X"),
             services=[service("Alpha"), service("Beta")], published_at=day)
        for n, day in enumerate(days)
    ]  # fmt: skip
    for group in cluster(claims(*stories)):
        dates = sorted(claim.event_date or "" for claim in group)
        assert int(dates[-1][-2:]) - int(dates[0][-2:]) <= 10


def crowd(seed: int) -> list[Claim]:
    """Claims of a few busy weeks, full of near misses."""
    random = Random(seed)
    days = ["2024-03-01", "2024-03-03", "2024-03-08", "2024-04-02", "2024-03", "2024-04", None]
    stories = [
        told(
            f"s{n}",
            announcement(
                services_in_batch=random.choice([9, 12, 40, None]),
                cumulative_services=random.choice([40, 117, None, None]),
                event_date=random.choice(days),
                ordinal=random.choice([3, 4, None, None]),
                role=random.choice(["main", "main", "background"]),
                kind=random.choice(["batch", "list", "single_service", "cumulative"]),
                province=random.choice(["北京", "上海", None, None]),
                scheme=random.choice(["genai_filing", "genai_filing", "deep_synthesis", None]),
            ),
            services=[service(name) for name in random.sample(["A1", "B2", "C3", "D4", "E5"], 2)]
            if random.random() < 0.5
            else [],
            published_at=random.choice(["2024-03-04", "2024-03-12", "2024-04-20", None]),
        )
        for n in range(40)
    ]
    return claims(*stories)


def listed(name: str, day: str, text: str | None, **known: Any) -> Told:
    """An article about a long list; without ``text`` the month is that of its publication."""
    said = announcement(
        kind="list",
        scheme="deep_synthesis",
        event_date=day,
        event_date_text=text,
        **known,
    )
    return told(name, said, published_at="2023-07-20" if text is None else "2023-06-21")


@pytest.mark.parametrize(("number", "events"), [(41, 1), (12, 2), (43, 2)])
def test_a_report_without_a_date_joins_the_long_list_of_weeks_before(
    number: int, events: int
) -> None:
    """By its number, where that tells enough."""
    first = 41 if number > 20 else number
    stories = [
        listed("a", "2023-06-20", "on Tuesday", services_in_batch=first),
        listed("b", "2023-06-20", "today", services_in_batch=None),
        listed("c", "2023-07", None, services_in_batch=number),
    ]
    found = [group for group in cluster(claims(*stories)) if any(c.size for c in group)]
    assert len(found) == events


@each("seed", range(6))
def test_no_order_of_claims_changes_the_groups(seed: int) -> None:
    found = crowd(seed)
    expected = cluster(found)
    for turn in range(3):
        Random(turn).shuffle(found)
        assert cluster(found) == expected


@pytest.mark.parametrize("seed", range(6))
def test_weighing_candidates_only_misses_no_link(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = crowd(seed)
    expected = cluster(found)
    monkeypatch.setattr("pipelines.cluster.pairs", lambda c: set(combinations(range(len(c)), 2)))
    assert cluster(found) == expected
