"""What a crawl asks for first: its lists, then the news, then what earlier runs left."""

from pathlib import Path

from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

from cli.crawling import COUNTED, numbers
from crawler.archive.capture import About
from crawler.discovery import HINT, Listed
from crawler.keeper import keeping
from crawler.outlet import Outlet
from crawler.ranks import easiest_first, newest_first

OLD, NEWS = [f"/old-{number}" for number in range(5)], ["/news-1", "/news-2"]
FEW = f"{CONFIG}most_pages = 3\n"


def asked(server: FaultServer) -> list[str]:
    """What was asked for since this was asked last, in order, robots.txt left out."""
    urls = [url for url in server.urls if not url.endswith("robots.txt")]
    server.arrivals.clear()
    return [url.removeprefix(SITE) for url in urls]


def adds_up(ended: Ended) -> bool:
    """Whether the columns of a run are those of what it found."""
    found, *others = numbers(ended.outlet("sample")["counters"])
    return found == sum(others)


def test_a_backlog_does_not_keep_a_list_or_news_waiting(commands: Prepared, tmp_path: Path) -> None:
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*OLD)}
    answers |= {SITE + path: Answer(page(f"Ferry {path}")) for path in (*OLD, *NEWS)}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, FEW)
        assert adds_up(desk.crawl("sample"))
        assert asked(server) == ["/feed.xml", *OLD[:3]]
        # One of the two that are left is still named, in front of the news.
        server.answers[FEED] = [feed(OLD[4], *NEWS)]
        second = desk.crawl("sample")
        assert adds_up(second)
        first, *others = asked(server)
        assert (first, others[:2]) == ("/feed.xml", NEWS)
        assert len(others) == 3
        assert others[2] in OLD[3:]
        counters = second.outlet("sample")["counters"]
        assert (counters["left/ceiling_pages"], counters["taken_up"]) == (1, 1)
        assert adds_up(desk.crawl("sample"))
        assert len(asked(server)) == 2
        assert {row.state for row in desk.rows().values()} == {"stored"}


def test_what_fails_again_is_told_from_what_is_new(commands: Prepared, tmp_path: Path) -> None:
    lists = [feed(*NEWS), feed(*NEWS, OLD[0])]
    gone = {SITE + path: Answer(status=404) for path in (*NEWS, OLD[0])}
    with FaultServer({f"{SITE}/robots.txt": robots(), FEED: lists, **gone}) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        runs = [desk.crawl("sample").outlet("sample")["counters"] for _ in range(2)]
    assert [(run["failed/http_404"], run["failed_again"]) for run in runs] == [(2, 0), (3, 2)]


def test_a_list_that_is_left_is_no_page_that_is(commands: Prepared, tmp_path: Path) -> None:
    rests = Answer(status=503, headers={"Retry-After": "7200"})
    config = f'{CONFIG}list = "{SITE}/news"\narticle = "/old"\n'
    with FaultServer({f"{SITE}/robots.txt": robots(), FEED: rests}) as server:
        ended = Desk(commands, tmp_path, server.prefix, config).crawl("sample")
    assert "1 lists are left: their host asked for a long rest" in ended.reasons("sample")
    assert sum(ended.outlet("sample")["counters"].get(name, 0) for name in COUNTED["left"]) == 0


class Harbour(Outlet):
    """An outlet whose addresses may name a day."""

    name = "harbour"
    article = r"/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"


def test_rows_are_sorted_by_the_day_that_they_tell() -> None:
    rows = [
        Listed("https://harbour.example/top", changed=f"{HINT}2024-03-01"),
        Listed("https://harbour.example/pinned", published_text="2020-01-01"),
        Listed("https://harbour.example/below"),
        Listed("https://harbour.example/edited", changed="2024-01-02T10:00:00Z"),
        Listed("https://harbour.example/2024-01-03-ferries"),
    ]
    order = [one.url.rpartition("/")[2] for one in newest_first(rows, Harbour)]
    assert order == ["top", "2024-01-03-ferries", "edited", "pinned", "below"]


def test_what_failed_comes_after_what_never_did(tmp_path: Path) -> None:
    days = {"failed": "2024-01-05", "old": "2024-01-01", "new": "2024-01-02"}
    with keeping(tmp_path) as keeper:
        for name, day in days.items():
            url, about = f"https://harbour.example/{name}", About("page", "harbour")
            keeper.ledger.found(name, url, about, f"{day}T10:00:00Z")
        keeper.ledger.failed("failed", "http_500", "no good", at="2024-01-06T10:00:00Z", tries=5)
        pages = easiest_first(keeper.ledger.queue("harbour"), Harbour)
    assert [one.key for one in pages] == ["new", "old", "failed"]


def test_what_a_list_without_days_named_stays_in_its_order(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        for at, name in enumerate(("top", "middle", "bottom")):
            url, about = f"https://harbour.example/{name}", About("page", "harbour")
            keeper.ledger.found(name, url, about, f"2024-01-06T10:00:00.{at:06}Z")
        url, about = "https://harbour.example/later", About("page", "harbour")
        keeper.ledger.found("later", url, about, "2024-01-07T10:00:00.000000Z")
        pages = easiest_first(keeper.ledger.queue("harbour"), Harbour)
    assert [one.key for one in pages] == ["later", "top", "middle", "bottom"]


def test_news_goes_before_what_is_looked_at_again(commands: Prepared, tmp_path: Path) -> None:
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*OLD)}
    tag = {"Content-Type": "text/html", "ETag": '"1"'}
    answers |= {SITE + path: Answer(page(path), headers=tag) for path in (*OLD, *NEWS)}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        desk.crawl("sample")
        assert asked(server) == ["/feed.xml", *OLD]
        server.answers[FEED] = [feed(*OLD, *NEWS)]
        desk.crawl("sample")
        first, *others = asked(server)
    assert (first, others[: len(NEWS)]) == ("/feed.xml", NEWS)
    assert set(others[len(NEWS) :]) == set(OLD)
