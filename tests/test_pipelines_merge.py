"""What a batch's record says when its sources differ."""

from dataclasses import replace

from told import Told, announcement, claims, service, told

from extract.extraction import Quantity
from pipelines.cluster import cluster
from pipelines.merge import BatchRecord, fold, merge
from pipelines.resolve import identified


def record(*stories: Told) -> BatchRecord:
    (group,) = cluster(claims(*stories))
    return merge(group, {})


def test_the_number_with_most_voices_wins_and_the_day_refines_the_month() -> None:
    found = record(
        told("a", announcement(services_in_batch=14, event_date="2024-01")),
        told("b", announcement(services_in_batch=14, event_date="2024-01-17")),
        told("c", announcement(services_in_batch=14, event_date="2024-01", companies_in_batch=13,
                               cumulative_services=Quantity(40, "more_than"))),
    )  # fmt: skip
    assert found.services == Quantity(14)
    assert found.companies == Quantity(13)
    assert found.cumulative == Quantity(40, "more_than")
    assert found.event_date == "2024-01-17"
    assert found.voices == 3
    assert found.base == "genai-filing-2024-01-17"
    assert found.title == "Generative-AI service filing: 14 services of 13 companies, 2024-01-17"
    assert found.status == "stated_only"


def test_an_event_is_not_later_than_its_first_report() -> None:
    facts = {"services_in_batch": 14, "cumulative_services": 40}
    found = record(
        told("a", announcement(event_date="2024-01", **facts), published_at="2024-01-29"),
        told("b", announcement(event_date="2024-01-30", **facts), published_at="2024-01-30"),
    )
    assert found.event_date == "2024-01"


def test_the_day_of_one_report_is_not_the_day_of_the_event() -> None:
    said = {"services_in_batch": 14, "cumulative_services": 40}
    stories = [
        told("a", announcement(event_date="2024-01-30", **said), published_at="2024-01-30"),
        told("b", announcement(event_date="2024-01", **said), published_at="2024-01-30"),
        told("c", announcement(event_date="2024-01", **said), published_at="2024-01-31"),
    ]
    assert record(*stories).event_date == "2024-01"
    stated = told("d", announcement(event_date="2024-01-29", **said), published_at="2024-01-31")
    assert record(*stories, stated).event_date == "2024-01-29"
    assert record(stories[0]).event_date == "2024-01-30"


def test_copies_of_one_story_are_one_voice() -> None:
    said = announcement(services_in_batch=14, event_date="2024-01-17")
    first, *rest, own = claims(*(told(f"c{n}", said) for n in range(11)))
    copies = [replace(c, root=first.root, root_outlet=first.root_outlet) for c in rest]
    assert merge([first, *copies, own], {}).voices == 2


def test_first_seen_is_the_earliest_publication() -> None:
    said = announcement(services_in_batch=14, event_date="2024-01-17")
    found = record(
        told("a", said, published_at="2024-01-20T00:00:00Z"),
        told("b", said, published_at="2024-01-18T05:00:00Z"),
    )
    assert found.first_seen == "2024-01-18T05:00:00Z"


def test_a_province_and_a_single_firm_stand_in_the_slug() -> None:
    said = announcement(kind="single_service", province="北京", event_date="2025-11-11")
    found = record(told("a", said, services=[service("Alpha Motors", "Mo")]))
    assert found.base == "genai-filing-beijing-alphamotors-2025-11-11"


def test_an_article_that_names_a_service_twice_names_it_once() -> None:
    given = [service("Alpha", "Onyx"), service("Alpha Technology", "Onyx"), service("Beta")]
    folded = fold([identified(s) for s in given])
    assert [(s.company, s.model) for s in folded] == [("Alpha", "Onyx"), ("Beta", None)]


def test_level_and_province_are_those_that_most_voices_give_together() -> None:
    facts = {"services_in_batch": 14, "cumulative_services": 302, "event_date": "2025-01-08"}
    found = record(
        told("a", announcement(level="national", **facts)),
        told("b", announcement(level="national", **facts)),
        told("c", announcement(level="province", province="上海", **facts)),
    )
    assert (found.level, found.province) == ("national", None)
    assert found.base == "genai-filing-2025-01-08"
