"""Whole crawls choose by the ledger: what was left is fetched later, what leads on is followed."""

import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, Handler
from prepared import QUICK, Desk, Ended, Prepared
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.api import Api
from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.keeper import Keeper, keeping
from crawler.middleware import RobotsUnreachable
from crawler.outcomes import FEW, MANY
from crawler.outlet import Outlet
from crawler.spiders.tmtpost import FLASHES, V1, TMTPost
from crawler.tally import Tally
from crawler.urls import canonical_key
from crawler.window import Window

Answers = dict[str, Answer | list[Answer]]
LISTS = (f"{SITE}/robots.txt", FEED)


def to(path: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(status=status, headers={"Location": path})


def site(entries: Answer, pages: Answers) -> Answers:
    """The sample site: its feed, and pages by path."""
    paths = {SITE + path: answer for path, answer in pages.items()}
    return {f"{SITE}/robots.txt": robots(), FEED: entries, **paths}


# --- --limit, --since and --until


def dated(**days: str) -> Answer:
    """A feed of paths with the day that it prints for each, none where it is empty."""
    items = "".join(
        f"<item><link>{SITE}/{name}</link>"
        + (f"<pubDate>{day}</pubDate></item>" if day else "</item>")
        for name, day in days.items()
    )
    return Answer(f"<rss><channel>{items}</channel></rss>".encode())


@pytest.fixture(scope="module")
def windowed(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A crawl from February on, then one without dates: what each asked for, what it left."""
    told: dict[str, Any] = {}
    names = {"inside": "2024-02-05", "before": "2024-01-05", "undated": ""}
    pages: Answers = {
        "/inside": Answer(page("Inside", "2024-02-05 10:00")),
        "/before": Answer(page("Before", "2024-01-05 10:00")),
        "/undated": Answer(page("Undated by its list", "2024-01-06 10:00")),
    }
    with FaultServer(site(dated(**names), pages)) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("window"), server.prefix, CONFIG)
        for name, options in (("first", ["--since", "2024-02-01"]), ("second", [])):
            server.arrivals.clear()
            ended = desk.crawl("sample", *options)
            told[name] = {
                "status": (ended.status, ended.err),
                "asked": {url.removeprefix(SITE) for url in server.urls if url not in LISTS},
                "states": {path: (row.state, row.outcome) for path, row in desk.rows().items()},
                "titles": desk.titles(),
            }
    return told


def test_a_window_leaves_what_lies_outside_to_a_later_crawl(windowed: dict[str, Any]) -> None:
    first = windowed["first"]
    assert first["status"] == (0, "")
    assert first["asked"] == {"/inside", "/undated"}
    assert first["states"] == {
        "/inside": ("stored", "article"),
        "/before": ("queued", "outside_dates"),
        "/undated": ("fetched", "outside_dates"),
    }
    assert first["titles"] == ["Inside"]


def test_without_dates_the_rest_is_fetched_and_what_is_archived_is_stored(
    windowed: dict[str, Any],
) -> None:
    second = windowed["second"]
    assert second["status"] == (0, "")
    assert second["asked"] == {"/before"}
    assert set(second["states"].values()) == {("stored", "article")}
    assert second["titles"] == ["Before", "Inside", "Undated by its list"]


def test_a_limit_bounds_each_crawl_and_the_last_has_the_rest(
    commands: Prepared, tmp_path: Path
) -> None:
    paths = [f"/{number}" for number in range(5)]
    pages: Answers = {path: Answer(page(f"Boat {path}")) for path in paths}
    with FaultServer(site(feed(*paths), pages)) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        stored = []
        for options in (["--limit", 2], ["--limit", 2], []):
            assert desk.crawl("sample", *options).status == 0
            stored.append(sum(row.state == "stored" for row in desk.rows().values()))
        asked = Counter(url for url in server.urls if url.removeprefix(SITE) in paths)
    assert stored == [2, 4, 5]
    assert set(asked.values()) == {1}


def sitemap(*paths: str) -> bytes:
    """A sitemap of the sample site."""
    inside = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)
    return f"<urlset>{inside}</urlset>".encode()


# --- giving up


class Harbour(Outlet):
    """An outlet without lists."""

    name = "harbour"
    allowed_domains = ("harbour.example",)


class Choosy(Harbour):
    """An outlet that lists far more than is of use."""

    title_filter = ("large model", "备案")


TITLES = {"1": "A Large Model filed", "2": "Tea harvest", "3": None, "4": "又一批备案"}


def chosen(outlet: type[Outlet], data: Path) -> tuple[list[str], dict[str, str | None]]:
    """What one run fetches of a list with these titles, and what the ledger says of it."""
    with keeping(data) as keeper:
        tally = Tally(logging.LoggerAdapter(logging.getLogger("runs")), lambda *_: None, keeper)
        frontier = Frontier(outlet, keeper, tally, window=Window(), limit=None)
        named = [Listed(f"https://harbour.example/{one}", told) for one, told in TITLES.items()]
        wanted = [one.listed.url[-1] for one in (*frontier.listed(named), *frontier.left_over())]
        rows = {one.url[-1]: keeper.ledger.find(canonical_key(one.url)) for one in named}
    return wanted, {name: row.outcome if row else "unknown" for name, row in rows.items()}


def test_a_title_without_any_of_the_words_is_passed_over(tmp_path: Path) -> None:
    wanted, outcomes = chosen(Choosy, tmp_path)
    assert wanted == ["1", "3", "4"]
    assert outcomes == {"1": None, "2": "title_filter", "3": None, "4": None}


def test_a_list_without_a_filter_has_what_was_passed_over_before(tmp_path: Path) -> None:
    chosen(Choosy, tmp_path)
    assert sorted(chosen(Choosy, tmp_path)[0]) == ["1", "3", "4"]
    assert sorted(chosen(Harbour, tmp_path)[0]) == ["1", "2", "3", "4"]


def test_an_outlet_may_be_read_for_its_lists_alone(tmp_path: Path) -> None:
    class Headlines(Harbour):
        metadata_only = True

    wanted, outcomes = chosen(Headlines, tmp_path)
    assert wanted == []
    assert set(outcomes.values()) == {"metadata_only"}


def test_a_person_may_ask_for_what_a_filter_leaves(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        tally = Tally(logging.LoggerAdapter(logging.getLogger("runs")), lambda *_: None, keeper)
        frontier = Frontier(Choosy, keeper, tally, window=Window(), limit=None)
        assert len(list(frontier.asked(["https://harbour.example/2"]))) == 1


class Runs:
    """Runs of one outlet in which the only page fails."""

    def __init__(self, data: Path, url: str) -> None:
        self.keeper, self.url = Keeper(data), url

    def asked_for(self, failure: Exception, *urls: str) -> bool:
        """Run once; True where the page was asked for."""
        tally = Tally(
            logging.LoggerAdapter(logging.getLogger("runs")), lambda *_: None, self.keeper
        )
        frontier = Frontier(Harbour, self.keeper, tally, window=Window(), limit=None)
        wanted = [*frontier.asked(urls), *frontier.left_over()]
        for one in wanted:
            failed = Failure(failure)  # type: ignore[no-untyped-call]
            tally.page_failed(one.key, one.key, one.listed.url, failed)
        return bool(wanted)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    runs = Runs(tmp_path, "https://harbour.example/1")
    assert runs.asked_for(answered(404), runs.url)
    return runs


def answered(status: int) -> Exception:
    return HttpError(Response("https://harbour.example/1", status=status), "no good")


def test_a_page_that_is_not_found_in_five_runs_is_given_up(runs: Runs) -> None:
    assert [runs.asked_for(answered(404)) for _ in range(FEW)] == [True] * (FEW - 1) + [False]


def test_a_page_that_was_given_up_is_asked_for_by_a_person(runs: Runs) -> None:
    while runs.asked_for(answered(404)):
        pass
    assert runs.asked_for(answered(404), runs.url)
    assert not runs.asked_for(answered(404))


def test_a_page_that_is_gone_is_given_up_at_once(runs: Runs) -> None:
    runs.asked_for(answered(410))
    assert not runs.asked_for(answered(410))


def test_a_server_that_fails_is_asked_a_hundred_times(runs: Runs) -> None:
    asked = [runs.asked_for(answered(503)) for _ in range(MANY)]
    assert asked == [True] * (MANY - 1) + [False]


@pytest.mark.parametrize("error", [RobotsUnreachable("it answered 500"), CannotResolveHostError()])
def test_an_unreachable_host_says_nothing_of_its_pages(runs: Runs, error: Exception) -> None:
    assert all(runs.asked_for(error) for _ in range(2 * MANY))


# --- redirects

TAG = {"Content-Type": "text/html", "ETag": '"same"'}
LEADING: Answers = {
    "/old": to("/new"),
    "/new": Answer(page("New"), headers=TAG),
    "/one": to("/both"),
    "/two": to("/both"),
    "/both": Answer(page("Both")),
    "/long": to("/way"),
    "/way": to("/end"),
    "/end": Answer(page("End")),
    "/self": to("/self"),
    "/ring": to("/gnir"),
    "/gnir": to("/ring"),
    "/into": to("/ring"),
    "/front": to("/"),
    "/": Answer(b"<html><body>Welcome</body></html>"),
    "/lost": to("/away"),
    "/away": Answer(status=404),
    "/first": to("/second"),
    "/second": Answer(page("Second"), headers=TAG),
    "/swap": [Answer(page("Before the move"), headers=TAG), to("/swapped")],
    "/swapped": Answer(page("After the move"), headers=TAG),
}
UNLISTED = {"/new", "/both", "/way", "/end", "/gnir", "/", "/away", "/swapped"}


@pytest.fixture(scope="module")
def led(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Two crawls of pages that lead to others."""
    told = []
    listed = feed(*(path for path in LEADING if path not in UNLISTED))
    with FaultServer(site(listed, LEADING)) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("led"), server.prefix, CONFIG)
        for _ in range(2):
            server.arrivals.clear()
            ended = desk.crawl("sample")
            told.append(
                {
                    "err": ended.err,
                    "counters": ended.outlet("sample")["counters"],
                    "asked": Counter(url.removeprefix(SITE) for url in server.urls),
                    "states": {path: (row.state, row.outcome) for path, row in desk.rows().items()},
                    "titles": desk.titles(),
                }
            )
    return told


def test_a_redirect_gives_one_article_and_one_row_that_says_so(led: list[dict[str, Any]]) -> None:
    assert led[0]["titles"].count("New") == 1
    assert led[0]["states"]["/old"] == ("redirected", "redirected")
    assert led[0]["states"]["/new"] == ("stored", "article")


def test_two_pages_that_lead_to_the_same_give_it_once(led: list[dict[str, Any]]) -> None:
    assert led[0]["titles"].count("Both") == 1
    assert led[0]["states"]["/one"] == led[0]["states"]["/two"] == ("redirected", "redirected")
    assert led[0]["asked"]["/both"] == 1


def test_a_page_that_is_listed_and_led_to_is_had_once(led: list[dict[str, Any]]) -> None:
    assert led[0]["titles"].count("Second") == 1
    assert led[0]["states"]["/first"] == ("redirected", "redirected")
    assert led[0]["states"]["/second"] == ("stored", "article")


def test_pages_on_the_way_are_not_asked_for_by_themselves(led: list[dict[str, Any]]) -> None:
    assert led[0]["states"]["/way"] == ("redirected", "redirected")
    assert led[1]["asked"]["/way"] == 0


def test_the_next_crawl_asks_for_the_page_that_was_led_to(led: list[dict[str, Any]]) -> None:
    assert led[1]["asked"]["/new"] == 1
    assert not led[1]["asked"].keys() & {"/old", "/one", "/two", "/long"}
    assert led[1]["titles"].count("New") == 1


@pytest.mark.parametrize(
    ("path", "outcome", "told"),
    [
        ("/self", "redirect_loop", "failed: it redirects back to"),
        ("/ring", "redirect_loop", "failed: it redirects back to"),
        ("/into", "astray", "gave no answer"),
    ],
)
def test_a_circle_is_a_failure_with_one_outcome(
    led: list[dict[str, Any]], path: str, outcome: str, told: str
) -> None:
    for crawl in led:
        assert crawl["states"][path] == ("queued", outcome)
        (line,) = (line for line in crawl["err"].splitlines() if f"{SITE}{path} " in line)
        assert told in line


def test_a_redirect_to_no_article_is_tried_again(led: list[dict[str, Any]]) -> None:
    for crawl in led:
        assert crawl["states"]["/front"] == ("queued", "no_article")
        assert crawl["asked"]["/front"] == 1
    assert led[0]["states"]["/"] == ("settled", "no_article")


def test_a_failure_is_that_of_the_page_that_was_asked_for(led: list[dict[str, Any]]) -> None:
    assert led[0]["states"]["/lost"] == ("queued", "http_404")
    assert led[0]["states"]["/away"] == ("settled", "http_404")
    assert led[1]["asked"]["/lost"] == led[1]["asked"]["/away"] == 1


def test_validators_of_a_page_are_not_sent_to_the_one_it_leads_to(
    led: list[dict[str, Any]],
) -> None:
    assert "After the move" not in led[0]["titles"]
    assert "After the move" in led[1]["titles"]
    assert led[1]["states"]["/swapped"] == ("stored", "article")


def test_every_page_is_accounted_for(led: list[dict[str, Any]]) -> None:
    counters = led[0]["counters"]
    assert counters["found"] == counters["page/requested"] == len(LEADING) - len(UNLISTED)
    # /self, /ring, /into, /front and /lost.
    assert counters["failed"] == 5
    assert None not in {outcome for _, outcome in led[0]["states"].values()}


def test_pages_that_are_led_to_before_a_slow_list_names_them_are_asked_for_once(
    commands: Prepared, tmp_path: Path
) -> None:
    slow = "https://lists.news.example/slow.xml"

    def late(handler: Handler) -> None:
        time.sleep(0.7)
        body = sitemap("/second", "/away")
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n"
        handler.wfile.write(head.encode() + body)

    named = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (f"{SITE}/quick.xml", slow))
    answers = site(Answer(f"<sitemapindex>{named}</sitemapindex>".encode()), LEADING)
    answers |= {"https://lists.news.example/robots.txt": robots()}
    answers |= {
        f"{SITE}/quick.xml": Answer(sitemap("/first", "/lost")),
        slow: Answer(behaviour=late),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample")
    assert server.urls.count(f"{SITE}/second") == server.urls.count(f"{SITE}/away") == 1
    assert desk.state("/second") == ("stored", "article")
    assert desk.state("/away") == ("settled", "http_404")
    assert ended.reasons("sample") == ["1 article page failed (http 404)"]


# --- lists in JSON

NEWEST, COLUMN = (api for api in TMTPost.apis if api is not FLASHES)
API, PUBLIC = "https://api.tmtpost.com", "https://www.tmtpost.com"


def row(number: int, day: int, **more: object) -> dict[str, object]:
    """A row of a list; the day is one of January."""
    at = datetime(2024, 1, day, 12, tzinfo=UTC)
    told = {"item_type": "post", "guid": str(number), "title": f"Post {number}"}
    return told | {"time_published": str(int(at.timestamp()))} | more


def promoted(first: int, day: int, rows: int = 30) -> list[dict[str, object]]:
    """Rows that fill a page."""
    return [row(first + number, day, is_popularize="1") for number in range(rows)]


def answer(data: object, result: str = "ok") -> Answer:
    told = {"result": result, "errors": [{"message": "no such list"}], "data": data}
    return Answer(json.dumps(told).encode(), headers={"Content-Type": "application/json"})


def detail(number: int) -> tuple[str, Answer]:
    """Where a post is, and the post."""
    main = f"<p>{SENTENCE * 6}</p><p>Boat {number}.</p>"
    told = {"title": f"Post {number}", "main": main, "time_published": None}
    return f"{V1}/posts/{number}?fields=authors;tags;categories;share_link", answer(told)


def interface(*numbers: int, **pages: list[dict[str, object]]) -> Answers:
    """The interface with its posts and the pages of the newest, ``p0=…``, ``p1=…``."""
    given: Answers = {f"{origin}/robots.txt": robots() for origin in (API, PUBLIC)}
    given |= {api.address(): answer(promoted(950, 1, 1)) for api in (COLUMN, FLASHES)}
    given |= {NEWEST.address(int(name[1:])): answer(rows) for name, rows in pages.items()}
    return given | dict(map(detail, numbers))


def pages_of(api: Api, urls: list[str]) -> list[int]:
    """Which pages of a list were asked for."""
    known = {api.address(number): number for number in range(9)}
    return [known[url] for url in urls if url in known]


PINNED = row(900, 2)
OLD = [row(1, 3), row(2, 2), *promoted(100, 1, 27)]
"""What the first page held before the downtime, below what is pinned."""
AFTER: dict[str, list[dict[str, object]]] = {
    "p0": [PINNED, row(9, 20), *promoted(300, 20, 27), row(8, 19)],
    "p1": [row(7, 18), *promoted(400, 18, 28), row(6, 17)],
    "p2": [row(5, 16), *promoted(500, 15, 26), *OLD[:3]],
    "p3": [row(3, 1), *promoted(600, 1, 29)],
}


@pytest.fixture(scope="module")
def caught_up(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A first crawl; one after a downtime whose second page fails; one more; one of bad lists."""
    told: dict[str, Any] = {}
    posts = (1, 2, 3, 5, 6, 7, 8, 9, 10, 900)
    with FaultServer(interface(*posts, p0=[PINNED, *OLD], p1=[row(3, 1)])) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("json"), server.prefix, QUICK)

        def crawl(name: str) -> None:
            server.arrivals.clear()
            ended = desk.crawl("tmtpost", settings={"RETRY_TIMES": 0})
            told[name] = (ended, server.urls, desk.titles())

        crawl("first")
        for url, given in interface(*posts, **AFTER).items():
            server.answers[url] = [given] if isinstance(given, Answer) else given
        server.answers[NEWEST.address(1)].insert(0, Answer(status=500))
        crawl("broken")
        crawl("whole")
        crawl("quiet")
        server.answers[NEWEST.address()] = [answer([row(10, 21), *AFTER["p0"]])]
        server.answers[COLUMN.address()] = [Answer(b"<html><body>Please log in</body></html>")]
        server.answers[FLASHES.address()] = [answer([], result="error")]
        crawl("bad")
    return told


def test_a_first_crawl_reads_one_page_of_a_list(caught_up: dict[str, Any]) -> None:
    ended, urls, titles = caught_up["first"]
    assert (ended.status, ended.err) == (0, "")
    assert pages_of(NEWEST, urls) == [0]
    assert titles == ["Post 1", "Post 2", "Post 900"]


def test_promoted_rows_are_never_fetched(caught_up: dict[str, Any]) -> None:
    for _, urls, titles in (told for told in caught_up.values()):
        assert not [url for url in urls if any(f"/posts/{n}?" in url for n in range(100, 700))]
        assert not {f"Post {number}" for number in range(100, 700)} & set(titles)


def test_a_list_that_breaks_off_is_named_and_what_came_before_is_stored(
    caught_up: dict[str, Any],
) -> None:
    ended, urls, titles = caught_up["broken"]
    assert pages_of(NEWEST, urls) == [0, 1]
    assert ended.status == 1
    assert f"entry {NEWEST.address(1)} failed: the server answered 500" in ended.err
    assert {"Post 8", "Post 9"} <= set(titles)


def test_after_a_downtime_pages_are_read_until_what_is_known(caught_up: dict[str, Any]) -> None:
    ended, urls, titles = caught_up["whole"]
    assert ended.status == 0
    assert pages_of(NEWEST, urls) == [0, 1, 2]
    assert titles == [f"Post {number}" for number in (1, 2, 5, 6, 7, 8, 9, 900)]


def test_where_nothing_is_new_the_first_page_is_enough(caught_up: dict[str, Any]) -> None:
    ended, urls, _ = caught_up["quiet"]
    assert ended.status == 0
    assert pages_of(NEWEST, urls) == [0]


def test_a_list_that_is_none_is_named_and_the_others_go_on(caught_up: dict[str, Any]) -> None:
    ended, _, titles = caught_up["bad"]
    assert ended.status == 1
    assert ended.outlet("tmtpost")["counters"]["entries_failed"] == 2
    assert f"entry {COLUMN.address()} failed: the server sent a login page" in ended.err
    assert f"entry {FLASHES.address()} failed: result is error: no such list" in ended.err
    assert "Post 10" in titles


def test_since_reads_pages_until_all_is_older(commands: Prepared, tmp_path: Path) -> None:
    dated = {
        "p0": [row(9, 20), *promoted(300, 20, 29)],
        "p1": [row(7, 18), *promoted(400, 10, 29)],
        "p2": [row(5, 9), *promoted(500, 9, 29)],
        "p3": [row(3, 1), *promoted(600, 1, 29)],
    }
    with FaultServer(interface(3, 5, 7, 9, **dated)) as server:
        desk = Desk(commands, tmp_path, server.prefix, QUICK)
        ended: Ended = desk.crawl("tmtpost", "--since", "2024-01-10")
    assert ended.status == 0
    assert pages_of(NEWEST, server.urls) == [0, 1, 2]
    assert desk.titles() == ["Post 7", "Post 9"]
