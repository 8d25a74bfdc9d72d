"""Archive and ledger tell the same of every URL, whatever a kill or a careless hand took away."""

import gzip
import logging
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import time_machine
from archived import PAGE, accepted, damages, keep, news, read, resource, response, sound
from forks import KILLED
from prepared import Prepared

from crawler.archive.capture import About, Capture, archive_files, archive_path
from crawler.archive.records import capture_record, payload_digest
from crawler.archive.writing import Archive
from crawler.errors import ArchiveError
from crawler.keeper import Keeper, keeping
from crawler.ledger import ledger
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import ledger_path, open_readable
from crawler.ledger.page import Page

DAY, NEXT_DAY = "2024-01-30T10:00:00Z", "2024-01-31T10:00:00Z"
FIRST, SECOND = (f"batchwatch-20240130-0000{n}.warc.gz" for n in "12")
KEYS = [f"news.example/{name}" for name in "abc"]
OF_CHECKS = ("state", "outcome", "checked_at", "mark")
"""Columns that tell of visits to the server and to the record store, not of the content."""


def rows(data: Path) -> dict[str, dict[str, Any]]:
    """Every row of the ledger as others see it, by key."""
    conn = open_readable(ledger_path(data))
    assert conn is not None
    with closing(conn):
        columns = ", ".join(Page.__dataclass_fields__)
        found = [Page(*row) for row in conn.execute(f"SELECT {columns} FROM pages")]
    return {page.key: asdict(page) for page in found}


def contents(data: Path) -> dict[str, dict[str, Any]]:
    """The rows as far as they tell of content."""
    return {
        key: {name: value for name, value in row.items() if name not in OF_CHECKS}
        for key, row in rows(data).items()
    }


def kinds(path: Path) -> list[str]:
    return [str(member.record().headers.get("WARC-Type")) for member in sound(path)]


def lose_ledger(data: Path) -> None:
    for path in data.glob("ledger.db*"):
        path.unlink()


def reopen(data: Path) -> None:
    """Bring the ledger level with the archive."""
    with keeping(data) as keeper:
        assert keeper.ledger is not None


@pytest.fixture
def day() -> Iterator[None]:
    """A day on which nothing rotates."""
    with time_machine.travel(DAY, tick=False):
        yield


KILLED_KEEPER = """
import os, signal, sys
from pathlib import Path
from archived import response
from crawler.keeper import keeping

kept = int(sys.argv[2])
with keeping(Path(sys.argv[1])) as keeper:
    for number, name in enumerate("abc"):
        keeper.keep(response(name))
        if number + 1 == kept:
            keeper.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_what_a_kill_took_from_the_ledger_is_found_in_the_archive(
    commands: Prepared, tmp_path: Path, kept: int
) -> None:
    assert commands(tmp_path / "data", kept, program=KILLED_KEEPER).status == KILLED
    assert len(rows(tmp_path / "data")) == kept
    reopen(tmp_path / "data")
    found = rows(tmp_path / "data")
    assert sorted(found) == KEYS
    assert {row["state"] for row in found.values()} == {"fetched"}
    with keeping(tmp_path / "data") as keeper:
        pages = [keeper.ledger.find(key) for key in KEYS]
        read_back = [keeper.content(page) for page in pages if page]
    bodies = [capture.body for capture in read_back if capture]
    assert bodies == [response(name).body for name in "abc"]


def test_a_half_record_is_cut_off_and_its_file_continued(tmp_path: Path, day: None) -> None:
    (path,) = keep(tmp_path, [response("a")])
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(capture_record(response("b"))[:-9])
    reopen(tmp_path)
    assert path.stat().st_size == size
    assert keep(tmp_path, [response("c")]) == [path]
    assert kinds(path) == ["warcinfo", "response", "response"]
    assert accepted(path)
    assert sorted(rows(tmp_path)) == [KEYS[0], KEYS[2]]


def test_whole_records_before_a_half_one_become_rows(tmp_path: Path, day: None) -> None:
    (path,) = keep(tmp_path, [response("a")])
    with path.open("ab") as file:
        file.write(capture_record(response("b")) + capture_record(response("c"))[:30])
    reopen(tmp_path)
    assert sorted(rows(tmp_path)) == KEYS[:2]
    with keeping(tmp_path) as keeper:
        page = keeper.ledger.find(KEYS[1])
        assert page is not None
        content = keeper.content(page)
    assert content is not None
    assert content.body == response("b").body


def test_the_first_record_itself_cut(tmp_path: Path, day: None) -> None:
    (path,) = keep(tmp_path, [response("a")])
    path.write_bytes(path.read_bytes()[:50])
    lose_ledger(tmp_path)
    assert keep(tmp_path, [response("b")]) == [path]
    assert kinds(path) == ["warcinfo", "response"]


@pytest.mark.parametrize("writes", [False, True], ids=["in a later run", "in this run"])
def test_nothing_is_written_behind_a_damaged_end(
    tmp_path: Path, day: None, writes: bool, caplog: pytest.LogCaptureFixture
) -> None:
    (path,) = keep(tmp_path, [response("a")])
    with path.open("ab") as file:
        file.write(bytes(100))
    before = path.read_bytes()
    keep(tmp_path, [response("b")] if writes else [])
    reopen(tmp_path)
    files = keep(tmp_path, [response("c")])
    assert [file.name for file in files] == [FIRST, SECOND]
    assert path.read_bytes() == before
    assert accepted(files[1])
    assert "is damaged at byte" in caplog.text
    assert sorted(rows(tmp_path)) == (KEYS if writes else [KEYS[0], KEYS[2]])


def test_a_file_of_others_is_neither_cut_nor_continued(tmp_path: Path, day: None) -> None:
    (path,) = keep(tmp_path, [response("a")])
    foreign = path.with_name("zz-common-crawl.warc.gz")
    half = capture_record(response("x", about=About()))[:-9]
    foreign.write_bytes(half)
    with path.open("ab") as file:
        file.write(capture_record(response("b"))[:-9])
    keep(tmp_path, [response("c")])
    assert damages(path) == []
    assert foreign.read_bytes() == half
    assert sorted(archive_files(tmp_path)) == [path, foreign]
    assert sorted(rows(tmp_path)) == [KEYS[0], KEYS[2]]


def test_records_of_others_become_no_pages(tmp_path: Path, day: None) -> None:
    (path,) = keep(tmp_path, [response("a")])
    path.with_name("aa-common-crawl.warc.gz").write_bytes(
        capture_record(response("x", about=About()))
    )
    reopen(tmp_path)
    found = rows(tmp_path)
    assert found[KEYS[0]]["kind"] == "page"
    assert {row["state"] for key, row in found.items() if key != KEYS[0]} == {"settled"}


@pytest.mark.parametrize(
    "record",
    [
        gzip.compress(b"WARC/garbage"),
        capture_record(response("x", fields=(("Content-Encoding", "utf-8"),))),
        capture_record(response("x", fields=(("Content-Encoding", "gzip"),))),
    ],
    ids=["no record", "unknown coding", "wrong coding"],
)
def test_a_strange_record_does_not_keep_the_others_from_their_rows(
    tmp_path: Path, day: None, record: bytes
) -> None:
    (path,) = keep(tmp_path, [response("a")])
    with path.open("ab") as file:
        file.write(record + capture_record(response("b")))
    keep(tmp_path, [response("c")])
    assert set(rows(tmp_path)) >= set(KEYS)


def some_history(data: Path) -> None:
    """Three days of a site: new pages, a revisit, an edited page, errors, a redirect, a file."""
    entry = About("entry", outlet="technode")
    detail = About("page", outlet="tmtpost", listed=True, page="https://www.tmtpost.com/7.html")
    moved = (("Location", "/b"),)
    for edition in (1, 2):
        keep(data, (capture for _, capture in news("global_times", edition=edition)))
    keep(
        data,
        [
            response("feed", about=entry, fields=(("ETag", '"7"'), ("Last-Modified", "Tue"))),
            response("v1/posts/7", about=detail, body=b"{}"),
            response("a", status=301, body=b"", fields=moved),
            response("b"),
            response("c", status=404),
            response("robots.txt", about=About()),
        ],
    )
    with keeping(data) as keeper:
        keeper.keep_file(resource("a.json"))
        keeper.keep_note("batch_slug", "genai-filing-2024-01", "[[1, 0]]")


def test_a_missing_ledger_is_made_anew_from_the_archive(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    some_history(tmp_path)
    before = contents(tmp_path)
    assert len(before) > 25
    lose_ledger(tmp_path)
    with caplog.at_level(logging.WARNING):
        reopen(tmp_path)
    assert contents(tmp_path) == before
    assert f"{ledger_path(tmp_path)} is made anew from the archive" in caplog.text


def test_a_ledger_made_anew_stores_every_page_again(tmp_path: Path) -> None:
    keep(tmp_path, [response("a")])
    with keeping(tmp_path) as keeper:
        keeper.ledger.stored([KEYS[0]])
    lose_ledger(tmp_path)
    reopen(tmp_path)
    assert rows(tmp_path)[KEYS[0]]["state"] == "fetched"


def test_a_ledger_of_an_earlier_day_learns_the_rest(tmp_path: Path) -> None:
    keep(tmp_path, [response("a"), response("b")])
    earlier = ledger_path(tmp_path).read_bytes()
    keep(tmp_path, [response("b", body=b"edited"), response("c")])
    before = contents(tmp_path)
    lose_ledger(tmp_path)
    ledger_path(tmp_path).write_bytes(earlier)
    reopen(tmp_path)
    assert contents(tmp_path) == before


def test_a_shorter_file_is_named_and_not_continued(
    tmp_path: Path, day: None, caplog: pytest.LogCaptureFixture
) -> None:
    (path,) = keep(tmp_path, [response("a"), response("b")])
    path.write_bytes(path.read_bytes()[:-10])
    before = path.read_bytes()
    files = keep(tmp_path, [response("c")])
    assert f"{path} is 10 bytes shorter than it was" in caplog.text
    assert [file.name for file in files] == [FIRST, SECOND]
    assert path.read_bytes() == before


def test_the_same_content_again_is_a_revisit(tmp_path: Path) -> None:
    first = response(fields=(("ETag", '"1"'),))
    again = response(fetched_at=NEXT_DAY, fields=(("ETag", 'W/"1"'),))
    with keeping(tmp_path) as keeper:
        assert not keeper.keep(first).unchanged
        before = rows_of(keeper)
        assert keeper.keep(again).unchanged
        after = rows_of(keeper)
    assert after == before | {"checked_at": NEXT_DAY, "etag": 'W/"1"'}
    (path,) = archive_files(tmp_path)
    assert kinds(path) == ["warcinfo", "response", "revisit"]
    assert accepted(path)


def rows_of(keeper: Keeper, key: str = KEYS[0]) -> dict[str, Any]:
    page = keeper.ledger.find(key)
    assert page is not None
    return asdict(page)


def test_a_304_is_a_revisit_of_what_the_archive_has(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep(response(fetched_at=DAY))
        kept = keeper.keep(response(status=304, body=b"", fetched_at=NEXT_DAY))
        row = rows_of(keeper)
    assert kept.unchanged
    assert (row["status"], row["checked_at"], row["changed_at"]) == (200, NEXT_DAY, DAY)
    (path,) = archive_files(tmp_path)
    revisit = sound(path)[-1].record()
    assert revisit.headers.get("WARC-Payload-Digest") == payload_digest(response().body)
    assert revisit.headers.get("WARC-Refers-To-Date") == DAY


def test_other_content_is_archived_and_waits(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep(response())
        keeper.ledger.stored([KEYS[0]])
        kept = keeper.keep(response(body=b"edited", fetched_at=NEXT_DAY))
        row = rows_of(keeper)
        page = keeper.ledger.find(KEYS[0])
        content = keeper.content(page) if page else None
    assert not kept.unchanged
    assert (row["state"], row["changed_at"]) == ("fetched", NEXT_DAY)
    assert content is not None
    assert content.body == b"edited"


@pytest.mark.parametrize("clock", [DAY, "2024-01-30T09:00:00Z"])
def test_what_is_fetched_later_is_later_whatever_the_clock_says(tmp_path: Path, clock: str) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep(response(fetched_at=DAY))
        kept = keeper.keep(response(body=b"edited", fetched_at=clock))
        row = rows_of(keeper)
    assert kept.fetched_at == row["changed_at"] == "2024-01-30T10:00:01Z"
    (path,) = archive_files(tmp_path)
    assert sound(path)[-1].record().headers.get("WARC-Date") == kept.fetched_at


@pytest.mark.parametrize("edited", ["a", "a_2", "a_3"])
@pytest.mark.parametrize("clock", [DAY, "2024-01-30T09:00:00Z"])
def test_a_new_page_of_a_stored_article_is_later_than_all_of_its_pages(
    tmp_path: Path, clock: str, edited: str
) -> None:
    part = About("part", outlet="global_times", page="https://news.example/a", first=KEYS[0])
    whose = {"a": PAGE, "a_2": part, "a_3": part}
    later = "2024-01-30T10:00:07Z"
    with keeping(tmp_path) as keeper:
        keeper.keep(response("a", fetched_at=DAY))
        kept = keeper.keep(response("a_2", about=part, fetched_at=later))
        assert kept.fetched_at == later
        keeper.ledger.stored([KEYS[0]])
        kept = keeper.keep(response(edited, body=b"new", about=whose[edited], fetched_at=clock))
        assert kept.fetched_at == "2024-01-30T10:00:08Z"
        # The article is on its way again: it is as new as that page, whenever the others came.
        kept = keeper.keep(response("a_4", about=part, fetched_at=clock))
        assert kept.fetched_at == clock


@pytest.mark.parametrize("status", [200, 304])
def test_nothing_is_unchanged_whose_content_is_gone(tmp_path: Path, status: int) -> None:
    (path,) = keep(tmp_path, [response()])
    path.unlink()
    with keeping(tmp_path) as keeper:
        assert not keeper.keep(response(status=status)).unchanged
    (path,) = archive_files(tmp_path)
    assert "revisit" not in kinds(path)


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_takes_nothing_of_what_was_had(tmp_path: Path, status: int) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep(response())
        before = rows_of(keeper)
        assert not keeper.keep(response(status=status, body=b"<p>gone</p>")).unchanged
        assert rows_of(keeper) == before


def test_the_digest_is_of_the_body_as_sent(tmp_path: Path) -> None:
    sent = gzip.compress(b"<p>packed</p>", mtime=0)
    with keeping(tmp_path) as keeper:
        keeper.keep(response(body=sent, fields=(("Content-Encoding", "gzip"),)))
        page = keeper.ledger.find(KEYS[0])
        assert page is not None
        content = keeper.content(page)
    assert page.digest == payload_digest(sent)
    assert content is not None
    assert content.body == b"<p>packed</p>"


def test_a_page_that_an_interface_gives_goes_by_its_public_address(tmp_path: Path) -> None:
    about = About("page", outlet="tmtpost", page="https://www.tmtpost.com/7.html")
    url = "https://api.tmtpost.com/v1/posts/7"
    with keeping(tmp_path) as keeper:
        key = keeper.keep(response(url=url, about=about, body=b"{}")).key
        row = rows_of(keeper, key)
    assert (row["url"], row["fetch"]) == (about.page, url)


def test_a_file_is_kept_once(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        keys = [keeper.keep_file(resource("a.txt")) for _ in range(3)]
        row = rows_of(keeper, keys[0])
    assert len(set(keys)) == 1
    assert (row["state"], row["kind"], row["outlet"]) == ("fetched", "file", None)
    (path,) = archive_files(tmp_path)
    assert kinds(path) == ["warcinfo", "resource"]


def test_a_file_whose_archive_is_gone_is_kept_again(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep_file(resource("a.txt"))
    for path in archive_files(tmp_path):
        path.unlink()
    with keeping(tmp_path) as keeper:
        keeper.keep_file(resource("a.txt"))
    (path,) = archive_files(tmp_path)
    assert kinds(path) == ["warcinfo", "resource"]


def test_the_same_bytes_under_another_ending_are_another_file(tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        told = keeper.keep_file(resource("a.txt", url="urn:sha256:0"))
        other = keeper.keep_file(resource("a.html", url="urn:sha256:0"))
        same = keeper.keep_file(resource("b.txt", url="urn:sha256:0"))
    assert told == same != other


def test_pages_of_anothers_archive_are_told_apart_by_address_time_and_content(
    tmp_path: Path,
) -> None:
    about = About("file", name="cc.warc.gz")
    captures = [
        response(about=about),
        response(about=about, fetched_at=NEXT_DAY),
        response(about=about, body=b"other"),
        response("b", about=about),
    ]
    with keeping(tmp_path) as keeper:
        keys = [keeper.keep_file(capture) for capture in (*captures, *captures)]
    assert keys[:4] == keys[4:]
    assert len(set(keys)) == 4
    lose_ledger(tmp_path)
    reopen(tmp_path)
    assert set(rows(tmp_path)) == set(keys)


def test_a_note_is_kept_once(tmp_path: Path) -> None:
    for _ in range(2):
        with keeping(tmp_path) as keeper:
            keeper.keep_note("batch_slug", "备案 2024/01", "[[1, 0]]")
    (path,) = archive_files(tmp_path)
    (_, note) = read(path)
    assert isinstance(note, Capture)
    assert note.url == "urn:batchwatch:batch_slug:%E5%A4%87%E6%A1%88%202024/01"
    assert (note.body, note.about) == (b"[[1, 0]]", About("other", name="batch_slug"))
    assert [row["state"] for row in rows(tmp_path).values()] == ["settled"]


def test_two_in_one_process_share_a_keeper(tmp_path: Path) -> None:
    with keeping(tmp_path) as one:
        with keeping(tmp_path / "." / "") as two:
            assert one is two
            two.keep(response("a"))
        one.keep(response("b"))
        assert one.ledger.find(KEYS[0]) is not None
    assert sorted(rows(tmp_path)) == KEYS[:2]
    with keeping(tmp_path) as three:
        assert three is not one


SECOND_PROCESS = """
import sys
from pathlib import Path
from crawler.errors import CrawlBusy
from crawler.keeper import keeping
try:
    with keeping(Path(sys.argv[1])) as keeper:
        keeper.keep_note("a", "b", "c")
except CrawlBusy as busy:
    print(busy)
"""


def test_another_process_is_told_and_writes_nothing(commands: Prepared, tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        keeper.keep(response("a"))
        keeper.commit()
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        ran = commands(tmp_path, program=SECOND_PROCESS)
        after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert (ran.status, ran.err) == (0, "")
    assert f"writes into {tmp_path} (process {os.getpid()}" in ran.out
    assert after == before


def test_holding_a_directory_alone_makes_neither_archive_nor_ledger(tmp_path: Path) -> None:
    with keeping(tmp_path / "data"):
        pass
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["lock"]


def test_the_ledger_never_speaks_of_what_the_archive_has_not_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, commit = Archive.sync, Ledger.commit

    def synced(own: Archive) -> None:
        steps.append("sync")
        sync(own)

    def committed(own: Ledger) -> None:
        steps.append("commit")
        commit(own)

    monkeypatch.setattr(Archive, "sync", synced)
    monkeypatch.setattr(Ledger, "commit", committed)
    with keeping(tmp_path) as keeper:
        keeper.keep(response("a"))
        steps.clear()
        keeper.commit()
        assert steps == ["sync", "commit"]


def test_a_commit_comes_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "AT_MOST_CHANGES", 4)
    with keeping(tmp_path) as keeper:
        keeper.keep(response("a"))
        keeper.commit()
        keeper.keep(response("b"))
        assert sorted(rows(tmp_path)) == KEYS[:1]
        keeper.keep(response("c"))
        assert sorted(rows(tmp_path)) == KEYS


def test_an_archive_that_cannot_be_written_leaves_no_row_of_content(tmp_path: Path) -> None:
    archive_path(tmp_path).write_bytes(b"no folder")
    with keeping(tmp_path) as keeper, pytest.raises(ArchiveError):
        keeper.keep(response("a"))
    assert [row["state"] for row in rows(tmp_path).values()] == ["queued"]
