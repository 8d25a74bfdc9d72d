"""Articles that no list names are found by their numbers; what has none is no failure."""

import re
from datetime import date, timedelta

import pytest
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared
from replicas import SENTENCE, Answers, as_html

SITE = "https://www.globaltimes.cn"
FIRST, LAST = 1_306_200, 1_306_760
"""A fortnight of numbers, two of three with an article, 40 a day."""
SEARCHED = f"{SITE}/page/202401/1306299.shtml"
ADDRESS = re.compile(r"www\.globaltimes\.cn/page/(\d{6})/(\d+)\.shtml")


def day(number: int) -> date:
    """When a number was given."""
    return date(2024, 1, 25) + timedelta(days=(number - FIRST) // 40)


def article(url: str) -> Answer | None:
    """The page at an address, where number and month are right."""
    found = ADDRESS.search(url)
    if found is None or not int(found[2]) % 3 or not FIRST <= int(found[2]) < LAST:
        return None
    printed = day(int(found[2]))
    if f"{printed:%Y%m}" != found[1]:
        return None
    return as_html(
        f'<div class="article_title">Boats {found[2]}</div><span class="pub_time">Published: '
        f"{printed:%b %d, %Y} 08:20 PM</span>"
        f'<div class="article_content"><div class="article_right"><p>{SENTENCE * 4}</p></div></div>'
    )


def lists(url: str) -> Answer | None:
    """Every list names one article of long ago."""
    if url.endswith(("index.html", "sitemap.xml")) or "SearchCtrl" in url:
        return as_html(f'<a href="{SITE}/page/202401/1306400.shtml">Boats</a>')
    return None


def wanted(first: date, last: date) -> set[int]:
    """The numbers of the articles of some days."""
    return {n for n in range(FIRST, LAST) if n % 3 and first <= day(n) <= last}


@pytest.fixture(scope="module")
def runs(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[int, str, list[str], set[int]]]:
    """A back-fill that is killed, the same again, and once more: how it ended, the addresses asked
    for, and the numbers that the record store has."""
    ran = []
    with FaultServer({}) as server:
        server.answers = Answers(article, lists)
        desk = Desk(commands, tmp_path_factory.mktemp("walk"), server.prefix)
        line = desk.line("global_times", "--since", "2024-01-30", "--until", "2024-02-02")
        for number in range(3):
            server.arrivals.clear()
            running = desk.commands.start(*line)
            while number == 0 and len(walked(server.urls)) < 60:
                pass
            if number == 0:
                running.kill()
            ended = running.wait()
            titles = {int(title.split()[1]) for title in desk.titles()}
            ran.append((ended.status, ended.err, list(server.urls), titles))
    return ran


def walked(urls: list[str]) -> list[str]:
    return [url for url in urls if ADDRESS.search(url)]


Runs = list[tuple[int, str, list[str], set[int]]]


def test_all_articles_of_the_days_are_stored(runs: Runs) -> None:
    _, (status, err, _, stored), _ = runs
    assert (status, err) == (0, "")
    assert stored == wanted(date(2024, 1, 30), date(2024, 2, 2))


def test_a_killed_walk_is_gone_on_with(runs: Runs) -> None:
    first, second = (walked(urls) for _, _, urls, _ in runs[:2])
    assert len(set(first) & set(second)) <= 10
    assert len(second) == len(set(second))


def test_what_is_known_is_not_asked_for_again(runs: Runs) -> None:
    status, err, urls, _ = runs[2]
    assert (status, err) == (0, "")
    assert len(walked(urls)) <= 25


def test_other_months_are_tried_near_their_boundary_only(runs: Runs) -> None:
    asked = [ADDRESS.search(url) for url in runs[1][2]]
    months = {found[1] for found in asked if found}
    assert months <= {"202312", "202401", "202402", "202403"}
