"""A stored article is not replaced by a wall, an error or a stump; by an edit that stays it is."""

import sqlite3
from pathlib import Path

from each import each
from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from crawler.items import Article
from crawler.replacing import loss

URL = f"{SITE}/a"
WHOLE = page().replace(SENTENCE.encode() * 6, (SENTENCE * 5 + "The boats are new. ").encode() * 6)
STUMP = page().replace(SENTENCE.encode() * 6, SENTENCE.encode() * 9)
OTHER = page("Rice is cheaper").replace(
    SENTENCE.encode() * 6, b"Farmers of the delta sold a third more than a year before. " * 40
)
WALL = (
    b"<html><head><title>Members</title></head><body><h1>Members</h1><p>You need to sign in to read"
    b" this page. An account is free of charge and takes a minute to open.</p></body></html>"
)
ERROR = (
    b"<html><head><title>HTTP Status 500</title></head><body><h1>HTTP Status 500</h1><p>The server"
    b" met a condition: java.lang.Trouble at org.harbour.A.b(A.java:7)</p></body></html>"
)
BAD = {
    "login": WALL,
    "error_page": ERROR,
    "text_lost": STUMP,
    "no_article": b"<html><body><ul><li><a href=/b>News</a></li></ul></body></html>",
    "empty": b" \n ",
}  # fmt: skip


class Site(FaultServer):
    """One page that changes between crawls."""

    def __init__(self, body: bytes) -> None:
        super().__init__({f"{SITE}/robots.txt": robots(), FEED: feed("/a")})
        self.show(body)

    def show(self, body: bytes) -> None:
        """From now on the page is this one."""
        headers = {"Content-Type": "text/html", "ETag": f'"{hash(body)}"'}
        self.answers[URL] = [Answer(body, headers=headers)]


def row(desk: Desk) -> tuple[str, str, int]:
    with sqlite3.connect(desk.data / "ledger.db") as ledger:
        sql = "SELECT state, outcome, attempts FROM pages WHERE kind = 'page'"
        found: tuple[str, str, int] = ledger.execute(sql).fetchone()
    return found


def stored(desk: Desk) -> list[tuple[int, int]]:
    """Revision and length of what is stored."""
    return [(row["revision"], row["text_length"]) for row in desk.ask("articles")["articles"]]


def a_day_passes(desk: Desk) -> None:
    """What was not taken was seen a day before."""
    with sqlite3.connect(desk.data / "ledger.db") as ledger:
        ledger.execute("UPDATE marks SET at = '2024-01-01T00:00:00Z' WHERE key LIKE 'withheld:%'")


@each("name", BAD)
def test_a_stored_article_outlives_a_bad_answer(
    name: str, commands: Prepared, tmp_path: Path
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with Site(WHOLE) as site:
        desk = Desk(commands, folder, site.prefix, CONFIG)
        assert desk.crawl("sample").status == 0
        before = stored(desk)
        site.show(BAD[name])
        assert desk.crawl("sample").status == 1
        assert row(desk) == ("stored", name, 1)
        site.show(WHOLE)
        assert desk.crawl("sample").status == 0
    assert row(desk) == ("stored", "article", 0)
    assert stored(desk) == before


@each("edited", [STUMP, OTHER])
def test_an_edit_that_stays_is_taken_in_the_end_and_replayed(
    edited: bytes, commands: Prepared, tmp_path: Path
) -> None:
    folder = tmp_path / str(len(edited))
    folder.mkdir()
    with Site(WHOLE) as site:
        desk = Desk(commands, folder, site.prefix, CONFIG)
        desk.crawl("sample")
        first = stored(desk)
        site.show(edited)
        for _ in range(2):
            desk.crawl("sample")
            assert stored(desk) == first
        a_day_passes(desk)
        assert desk.crawl("sample").status == 0
    taken = stored(desk)
    assert [revision for revision, _ in taken] == [2]
    assert row(desk) == ("stored", "article", 0)
    commands("replay", "--data", desk.data)
    assert stored(desk) == taken


def test_a_replay_withholds_what_the_crawl_did(commands: Prepared, tmp_path: Path) -> None:
    with Site(WHOLE) as site:
        desk = Desk(commands, tmp_path, site.prefix, CONFIG)
        desk.crawl("sample")
        first = stored(desk)
        site.show(STUMP)
        desk.crawl("sample")
    commands("replay", "--data", desk.data)
    assert stored(desk) == first


def article(text: str, title: str = "Ferries leave on the hour") -> Article:
    return Article("a", "a", None, None, "en", title, text, None)


LONG = " ".join(f"Ferry {number} leaves the northern harbour at dawn." for number in range(40))


@each(
    ("later", "told"),
    [
        (LONG, None),
        (LONG.replace("dawn", "noon"), None),
        (LONG + LONG, None),
        (LONG[:-60], None),
        (LONG[60:], None),
        (LONG[: len(LONG) // 3], "less than half"),
        (LONG[: len(LONG) * 3 // 4], "the end"),
    ],
)
def test_what_a_version_lost_is_told_from_an_edit(later: str, told: str | None) -> None:
    lost = loss(article(LONG), article(later))
    assert (lost is None) == (told is None)
    assert (lost or "").startswith(told or "")


def test_another_article_at_the_address_is_told_from_a_new_title() -> None:
    rice = " ".join(f"Farmer {number} of the delta has sold more rice." for number in range(40))
    assert loss(article(LONG), article(rice, "Rice is cheaper")) is not None
    assert loss(article(LONG), article(rice)) is None
    assert loss(article(LONG), article(LONG, "Rice is cheaper")) is None


FOREVER = {
    "blank": (b" \n ", "empty"),
    "error": (ERROR, "error_page"),
    "file": (b"\x89PNG\r\n" + bytes(range(256)) * 9, "no_page"),
    "lost": (page("Ferries").replace(b"harbour", "har\ufffd\ufffdr".encode()), "garbled"),
}  # fmt: skip


def test_pages_that_stay_bad_are_given_up(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer(
        {f"{SITE}/robots.txt": robots(), FEED: feed(*(f"/{n}" for n in FOREVER))}
    ) as site:
        for name, (body, _) in FOREVER.items():
            site.answers[f"{SITE}/{name}"] = [Answer(body)]
        desk = Desk(commands, tmp_path, site.prefix, CONFIG)
        for _ in range(5):
            desk.crawl("sample")
        site.arrivals.clear()
        desk.crawl("sample")
        assert not [url for url in site.urls if url not in (f"{SITE}/robots.txt", FEED)]
    with sqlite3.connect(desk.data / "ledger.db") as ledger:
        sql = "SELECT url, state, outcome, attempts FROM pages WHERE kind = 'page'"
        rows = {url.rpartition("/")[2]: tuple(told) for url, *told in ledger.execute(sql)}
    assert rows == {name: ("failed", told, 5) for name, (_, told) in FOREVER.items()}
