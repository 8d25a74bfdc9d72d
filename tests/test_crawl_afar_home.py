"""What a crawl afar is told, and how its records and rows come home: each state whole, and once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crawler.afar.coming_home import Homecoming, OutOfOrder, merge
from crawler.afar.leaving import CONTENTS, known_of
from crawler.afar.order import Order, program
from crawler.afar.parcel import Parcel
from crawler.afar.sending import Sending
from crawler.afar.settling_in import settle_in
from crawler.archive.capture import About, Capture
from crawler.archive.checking import check_files
from crawler.keeper import Keeper, Kept, keeping
from crawler.ledger.page import Page
from crawler.outlet import Outlet

NEWS = type("News", (Outlet,), {"name": "news", "allowed_domains": ("news.example",)})
SITE = "https://news.example"
AT = "2024-01-30T12:00:00Z"


def keep(keeper: Keeper, path: str, text: str, at: str = AT, kind: str = "page") -> Kept:
    about = About(kind=kind, outlet="news", listed=kind == "page")  # type: ignore[arg-type]
    fields = (("Content-Type", "text/html"), ("ETag", f'"{text}"'))
    body = f"<html><p>{text}</p></html>".encode()
    return keeper.keep(Capture(SITE + path, at, body, status=200, fields=fields, about=about))


@dataclass
class Journey:
    """A crawl between two data directories."""

    home: Keeper
    away: Keeper
    sending: Sending
    coming: Homecoming

    def parcels(self) -> list[Parcel]:
        self.away.commit()
        return list(self.sending.parcels({}))

    def travel(self) -> list[Page]:
        """Send what is new, in bytes, and take it in."""
        taken: list[Page] = []
        for parcel in self.parcels():
            taken += self.coming.take(Parcel.of_bytes(parcel.packed())) or []
        return taken


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    home, away, folder = tmp_path / "home", tmp_path / "away", tmp_path / "parcels"
    folder.mkdir()
    with keeping(home) as keeper:
        keep(keeper, "/a/1", "one")
        keep(keeper, "/feed.xml", "a list", kind="entry")
        keeper.ledger.stored(["news.example/a/1"])
        keeper.ledger.note_mark("newest news feed", "2024-01-29", at=AT)
        keeper.commit()
        known = known_of(keeper, NEWS)
        order = Order(
            "news",
            {},
            pages=known.pages,
            marks=tuple(keeper.ledger.marks()),
            files=keeper.ledger.sizes(),
            contents=known.contents,
        )
        settle_in(Order.of_bytes(order.packed()), away)
        with keeping(away) as other:
            coming = Homecoming(keeper, "news", folder)
            yield Journey(keeper, other, Sending("news-1", away), coming)


def test_the_past_goes_along(journey: Journey) -> None:
    page = journey.away.ledger.find("news.example/a/1")
    entry = journey.away.ledger.find(f"{SITE}/feed.xml")
    assert page is not None
    assert entry is not None
    assert (page.state, page.etag) == ("stored", '"one"')
    assert journey.away.has(page)
    assert journey.away.content(page) is None
    assert entry.file == CONTENTS
    content = journey.away.content(entry)
    assert content is not None
    assert b"a list" in content.body
    assert journey.away.ledger.mark("newest news feed") == ("2024-01-29", AT)


def test_an_order_of_another_release_is_refused() -> None:
    order = Order("news", {}, program="0.0.1 (ledger 1)").packed()
    with pytest.raises(ValueError, match="install the same release") as told:
        Order.of_bytes(order)
    assert program() in str(told.value)


def test_nothing_new_nothing_sent(journey: Journey) -> None:
    journey.travel()
    assert journey.parcels() == []


def test_pages_come_home_and_can_be_read(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    taken = journey.travel()
    keep(journey.away, "/a/3", "three")
    taken += journey.travel()
    assert [row.key for row in taken] == ["news.example/a/2", "news.example/a/3"]
    for row in taken:
        content = journey.home.content(row)
        assert content is not None
        assert row.state == "fetched"
        assert content.url == row.url
    (check,) = check_files(list((journey.home.data / "archive").iterdir()), {})
    assert (check.state, check.wrong) == ("sound", ())


def test_what_is_known_of_a_row_later_finds_its_record(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    journey.travel()
    journey.away.ledger.settle("news.example/a/2", "article", published_at="2024-01-30")
    (row,) = journey.travel()
    assert (row.outcome, row.published_at) == ("article", "2024-01-30")
    assert journey.home.content(row) is not None


def test_a_page_that_has_not_changed_keeps_its_place(journey: Journey) -> None:
    before = journey.home.ledger.find("news.example/a/1")
    keep(journey.away, "/a/1", "one", at="2024-02-01T12:00:00Z")
    keep(journey.away, "/feed.xml", "a list", at="2024-02-01T12:00:00Z", kind="entry")
    for row in journey.travel():
        content = journey.home.content(row)
        assert content is not None
        assert row.checked_at == "2024-02-01T12:00:00Z"
    after = journey.home.ledger.find("news.example/a/1")
    assert before is not None
    assert after is not None
    assert (after.state, after.place) == ("stored", before.place)


def test_marks_come_home(journey: Journey) -> None:
    journey.away.ledger.note_mark("newest news feed", "2024-01-30", at="2024-01-30T13:00:00Z")
    journey.travel()
    assert journey.home.ledger.mark("newest news feed") == ("2024-01-30", "2024-01-30T13:00:00Z")


def test_parcels_that_come_twice_change_nothing(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    parcels = journey.parcels()
    for parcel in (*parcels, *parcels):
        journey.coming.take(parcel)
    assert sum(len(journey.coming.take(one) or ()) for one in parcels) == 0
    (check,) = check_files(list((journey.home.data / "archive").iterdir()), {})
    assert check.records == 1 + 3  # with the record that begins the file


def test_without_its_seal_nothing_is_taken_in(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    for parcel in journey.parcels()[:-1]:
        journey.coming.take(parcel)
    assert journey.home.ledger.find("news.example/a/2") is None


def test_behind_a_gap_nothing_is_taken_in(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    first, *others = journey.parcels()
    assert first.what == "warc"
    with pytest.raises(OutOfOrder):
        journey.coming.take(others[0])


def test_a_record_that_came_damaged_is_asked_for_again(journey: Journey) -> None:
    keep(journey.away, "/a/2", "two")
    for parcel in journey.parcels():
        data = bytearray(parcel.data)
        if data:
            data[-200] ^= 0xFF
        journey.coming.take(replace(parcel, data=bytes(data)))
    row = journey.home.ledger.find("news.example/a/2")
    assert row is not None
    assert (row.state, row.outcome, row.place) == ("queued", "lost", None)
    assert journey.coming.damaged == 1


def row(outlet: str, at: str, **how: object) -> Page:
    page = Page(*[None] * len(Page.__dataclass_fields__))  # type: ignore[arg-type]
    return replace(page, key="k", url="u", outlet=outlet, found_at=at, state="queued", **how)  # type: ignore[arg-type]


def test_of_the_pages_of_others_the_newest_row_counts() -> None:
    old, new = row("other", "2024-01-01"), row("other", "2024-01-02", outcome="article")
    assert merge(new, old, own="news") is new
    assert merge(old, new, own="news") is new


def test_of_its_own_pages_a_crawl_knows_best_whatever_its_clock_says() -> None:
    known, came = row("news", "2024-01-02"), row("news", "2024-01-01")
    assert merge(known, came, own="news") is came


def test_only_home_knows_what_is_stored() -> None:
    known = replace(row("news", AT, digest="d", outcome="article"), state="stored")
    came = replace(row("news", AT, digest="d", published_at="2024-01-30"), state="fetched")
    assert merge(known, came, own="news").state == "stored"
    assert merge(known, replace(came, digest="e"), own="news").state == "fetched"
