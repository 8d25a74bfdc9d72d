"""The outcome of a run says what its statistics say."""

from typing import Any

from each import each

from crawler.health import judge
from crawler.tally import PREFIX

CLEAN = {"found": 3, "page/requested": 3, "page/article": 3}


def stats(**changes: int) -> dict[str, Any]:
    counts = {**CLEAN, **{name.replace("__", "/"): value for name, value in changes.items()}}
    return {PREFIX + name: value for name, value in counts.items()} | {"finish_reason": "finished"}


def test_a_clean_run_is_ok() -> None:
    assert judge(stats()).outcome == "ok"
    assert judge(stats()).reasons == ()


@each(
    "changes",
    [
        {"entries_failed": 1},
        {"entries_empty": 1},
        {"failed": 1, "page__requested": 4},
        {"page__no_article": 1, "page__requested": 4},
        {"page__selectors_missed": 1},
        {"page__requested": 4},
        {"steps_failed": 1},
    ],
)
def test_a_run_with_a_fault_is_partial_and_says_why(changes: dict[str, int]) -> None:
    verdict = judge(stats(**changes))
    assert verdict.outcome == "partial"
    assert len(verdict.reasons) == 1


@each(
    "changes",
    [
        {"found": 0, "page__requested": 0, "page__article": 0},
        {"page__article": 0, "failed": 3},
        {"page__article": 0, "page__no_article": 3},
        {"steps_failed": 3},
        {"store__failed": 1},
        {"page__article": 0, "page__forbidden": 3},
    ],
)
def test_a_run_of_no_use_has_failed_and_says_why(changes: dict[str, int]) -> None:
    verdict = judge(stats(**changes))
    assert verdict.outcome == "failed"
    assert verdict.reasons


def test_articles_outside_the_dates_are_no_fault() -> None:
    assert judge(stats(page__article=1, page__outside_dates=2)).outcome == "ok"
    assert judge(stats(page__article=0, page__outside_dates=3)).outcome == "ok"
    assert judge(stats(page__requested=0, page__article=0)).outcome == "ok"


def test_a_crawl_that_was_stopped_is_partial() -> None:
    assert judge(stats() | {"finish_reason": "shutdown"}).outcome == "partial"


def test_errors_in_the_spider_count() -> None:
    verdict = judge(stats(page__requested=4) | {"spider_exceptions/count": 1})
    assert verdict.outcome == "partial"
    assert "1 errors in the spider" in verdict.reasons[0].text


def test_a_run_that_named_nothing_has_failed_though_it_fetched_what_was_left() -> None:
    verdict = judge(stats(found=0, page__asked_again=3, left__ceiling_pages=5))
    assert verdict.outcome == "failed"
    assert [reason.code for reason in verdict.reasons] == ["no_listing", "ceiling_pages"]


def test_a_run_whose_lists_took_all_that_it_may_take_is_partial() -> None:
    verdict = judge(stats(found=0, page__asked_again=3, entries_left__ceiling_bytes=1))
    assert verdict.outcome == "partial"
    assert [reason.code for reason in verdict.reasons] == ["ceiling_bytes"]
