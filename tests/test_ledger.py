"""Every URL has one row, whose state says what is to be done; no kill and no stranger harms it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from forks import KILLED, forks, moments

from crawler.archive.capture import About, Place
from crawler.errors import DamagedLedger, LedgerFull, LedgerLocked, NewerLedger
from crawler.ledger import ledger as writing
from crawler.ledger import opening
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import SCHEMA_VERSION, integrity, open_ledger, open_readable
from crawler.ledger.page import Page
from crawler.ledger.reading import Backlog, backlog, file_sizes, page_of

ABOUT = About("page", outlet="technode", listed=True, listed_date="today", mark="m1")
PLACE = Place("batchwatch-20240130-00001.warc.gz", 280)
FOUND, FETCHED, LATER = "2024-01-30T10:00:00Z", "2024-01-30T10:00:05Z", "2024-01-31T10:00:00Z"
KEY, URL = "technode:1", "https://technode.com/1/"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.found(KEY, URL, ABOUT, FOUND)
        yield ledger


def row(ledger: Ledger, key: str = KEY) -> Page:
    page = ledger.find(key)
    assert page is not None
    return page


def archive(ledger: Ledger, key: str = KEY, at: str = FETCHED, digest: str = "sha1:A") -> None:
    ledger.archived(
        key, ABOUT, PLACE, at=at, status=200, digest=digest, etag='"1"', last_modified="Tue"
    )


def fail(ledger: Ledger, tries: int | None = 3) -> Page:
    ledger.failed(KEY, "timeout", "no answer in 30 s", at=LATER, tries=tries)
    return row(ledger)


def test_a_found_page_is_queued(ledger: Ledger) -> None:
    page = row(ledger)
    assert (page.state, page.url, page.outlet, page.kind) == ("queued", URL, "technode", "page")
    assert (page.listed, page.listed_date, page.found_at) == (1, "today", FOUND)
    assert (page.attempts, page.outcome, page.checked_at, page.place) == (0, None, None, None)
    assert ledger.find("technode:2") is None


def test_a_page_found_again_stays_as_it_is(ledger: Ledger) -> None:
    archive(ledger)
    before = row(ledger)
    ledger.found(KEY, "https://technode.com/other/", About("entry"), LATER)
    assert row(ledger) == before


def test_an_archived_page_waits_for_the_record_store(ledger: Ledger) -> None:
    archive(ledger)
    page = row(ledger)
    assert (page.state, page.status, page.digest, page.place) == ("fetched", 200, "sha1:A", PLACE)
    assert (page.checked_at, page.changed_at, page.found_at) == (FETCHED, FETCHED, FOUND)
    assert (page.etag, page.last_modified, page.mark) == ('"1"', "Tue", "m1")
    assert ledger.waiting("technode") == [page]


@pytest.mark.parametrize(
    ("kind", "state"),
    [("page", "fetched"), ("file", "fetched"), ("entry", "settled"), ("other", "settled")],
)
def test_only_what_may_be_an_article_waits(ledger: Ledger, kind: str, state: str) -> None:
    ledger.found("key", URL, About(kind), FOUND)  # type: ignore[arg-type] # one of the four
    archive(ledger, "key")
    assert row(ledger, "key").state == state


def test_an_article_ends_a_row_of_failures_and_mere_content_does_not(ledger: Ledger) -> None:
    fail(ledger)
    archive(ledger)
    page = row(ledger)
    assert (page.state, page.attempts, page.outcome, page.cause) == ("fetched", 1, None, None)
    ledger.stored([KEY])
    assert row(ledger).attempts == 0


def test_pages_whose_content_is_none_are_given_up_in_the_end(ledger: Ledger) -> None:
    for digest in ("sha1:A", "sha1:B"):
        archive(ledger, digest=digest)
        ledger.lost(KEY)
        fail(ledger, tries=2)
    assert (row(ledger).state, row(ledger).attempts) == ("failed", 2)


def test_a_stored_page_with_new_content_waits_again(ledger: Ledger) -> None:
    archive(ledger)
    ledger.stored([KEY])
    archive(ledger, at=LATER, digest="sha1:B")
    page = row(ledger)
    assert (page.state, page.digest, page.changed_at) == ("fetched", "sha1:B", LATER)


def test_a_page_is_stored_when_the_record_store_has_committed(ledger: Ledger) -> None:
    archive(ledger)
    ledger.settle(KEY, "article", published_at="2024-01-29", final=False)
    assert row(ledger).state == "fetched"
    ledger.stored([KEY])
    page = row(ledger)
    assert (page.state, page.outcome, page.published_at) == ("stored", "article", "2024-01-29")
    assert ledger.waiting("technode") == []


def test_a_page_without_an_article_is_settled(ledger: Ledger) -> None:
    archive(ledger)
    ledger.settle(KEY, "no_article")
    page = row(ledger)
    assert (page.state, page.outcome) == ("settled", "no_article")


def test_a_page_outside_the_dates_waits_and_is_told_apart(ledger: Ledger) -> None:
    archive(ledger)
    ledger.settle(KEY, "outside_dates", published_at="2020-01-01", final=False)
    assert row(ledger).state == "fetched"
    assert set(ledger.outside()) == {KEY}
    ledger.settle(KEY, "article", final=False)
    assert ledger.outside() == {}
    assert row(ledger).published_at == "2020-01-01"


def test_settling_leaves_a_stored_page_stored(ledger: Ledger) -> None:
    archive(ledger)
    ledger.stored([KEY])
    ledger.settle(KEY, "no_article")
    assert row(ledger).state == "stored"


def test_a_page_is_given_up_after_so_many_failures_in_a_row(ledger: Ledger) -> None:
    assert [fail(ledger).state for _ in range(3)] == ["queued", "queued", "failed"]
    page = row(ledger)
    assert (page.attempts, page.outcome, page.cause) == (3, "timeout", "no answer in 30 s")
    assert page.checked_at == LATER
    assert ledger.queue("technode") == []


def test_a_page_whose_host_fails_is_never_given_up(ledger: Ledger) -> None:
    for _ in range(20):
        fail(ledger, tries=None)
    page = row(ledger)
    assert (page.state, page.attempts) == ("queued", 20)


@pytest.mark.parametrize("stored", [False, True])
def test_a_failure_takes_nothing_that_the_archive_has(ledger: Ledger, stored: bool) -> None:
    archive(ledger)
    if stored:
        ledger.stored([KEY])
    before = row(ledger)
    page = fail(ledger, tries=1)
    assert (page.state, page.place, page.digest) == (before.state, before.place, before.digest)
    assert page.attempts == 1


def test_a_page_that_was_given_up_comes_back_with_content(ledger: Ledger) -> None:
    fail(ledger, tries=1)
    archive(ledger)
    page = row(ledger)
    assert (page.state, page.attempts) == ("fetched", 1)


def test_a_lost_page_is_asked_for_without_validators(ledger: Ledger) -> None:
    archive(ledger)
    ledger.lost(KEY)
    page = row(ledger)
    assert (page.state, page.outcome) == ("queued", "lost")
    assert (page.digest, page.etag, page.last_modified, page.place) == (None, None, None, None)
    assert ledger.queue("technode") == [page]


@pytest.mark.parametrize(("final", "state"), [(True, "settled"), (False, "queued")])
def test_a_page_that_is_passed_over(ledger: Ledger, final: bool, state: str) -> None:
    ledger.passed(KEY, "promoted", final=final)
    page = row(ledger)
    assert (page.state, page.outcome) == (state, "promoted")


def test_only_a_queued_page_is_passed_over(ledger: Ledger) -> None:
    archive(ledger)
    before = row(ledger)
    ledger.passed(KEY, "promoted", final=True)
    assert row(ledger) == before


def test_passing_a_page_over_again_writes_nothing(ledger: Ledger) -> None:
    ledger.passed(KEY, "limit", final=False)
    before = row(ledger)
    ledger.passed(KEY, "limit", final=False)
    assert row(ledger) == before
    ledger.passed(KEY, "limit", final=True)
    assert row(ledger).state == "settled"


def test_a_redirect_points_to_another_row(ledger: Ledger) -> None:
    ledger.found("technode:2", "https://technode.com/2/", ABOUT, FOUND)
    archive(ledger, "technode:2")
    ledger.redirected(KEY, "technode:2")
    page = row(ledger)
    assert (page.state, page.outcome, page.target) == ("redirected", "redirected", "technode:2")
    ledger.commit()
    with closing(open_reading(ledger.path)) as conn:
        assert page_of(conn, KEY) == row(ledger, "technode:2")


def test_a_redirect_to_a_row_that_is_not_there_stays_itself(ledger: Ledger) -> None:
    ledger.redirected(KEY, "technode:3")
    ledger.commit()
    with closing(open_reading(ledger.path)) as conn:
        assert page_of(conn, KEY) == row(ledger)
        assert page_of(conn, "technode:3") is None


def test_a_stored_page_stays_stored_when_its_url_is_redirected(ledger: Ledger) -> None:
    archive(ledger)
    ledger.stored([KEY])
    ledger.redirected(KEY, "technode:2")
    assert row(ledger).state == "stored"


def test_an_answer_without_content_is_noted(ledger: Ledger) -> None:
    ledger.answered(KEY, at=LATER, status=301, target="technode:2")
    page = row(ledger)
    assert (page.state, page.status, page.target) == ("queued", 301, "technode:2")
    assert page.checked_at == LATER


def test_an_error_takes_nothing_of_a_page_that_the_archive_has(ledger: Ledger) -> None:
    archive(ledger)
    before = row(ledger)
    ledger.answered(KEY, at=LATER, status=404, target=None)
    assert row(ledger) == before


def test_an_unchanged_page_was_checked(ledger: Ledger) -> None:
    archive(ledger)
    ledger.stored([KEY])
    fail(ledger)
    before = row(ledger)
    ledger.unchanged(KEY, at=LATER, mark="m2", etag=None, last_modified="Wed")
    seen = replace(before, checked_at=LATER, mark="m2", last_modified="Wed")
    assert row(ledger) == replace(seen, attempts=0, outcome="article", cause=None)


def test_the_queue_begins_with_the_page_known_longest(ledger: Ledger) -> None:
    ledger.found("technode:0", URL, ABOUT, LATER)
    ledger.found("technode:9", URL, ABOUT, "2024-01-01T00:00:00Z")
    ledger.found("ithome:1", URL, About("page", outlet="ithome"), FOUND)
    ledger.found("https://technode.com/feed/", URL, About("entry", outlet="technode"), FOUND)
    assert [page.key for page in ledger.queue("technode")] == ["technode:9", KEY, "technode:0"]
    assert [page.key for page in ledger.queue("ithome")] == ["ithome:1"]


def test_files_without_an_outlet_wait_by_themselves(ledger: Ledger) -> None:
    ledger.found("urn:sha256:1", "urn:sha256:1", About("file"), FOUND)
    archive(ledger, "urn:sha256:1")
    assert [page.key for page in ledger.waiting(None, kind="file")] == ["urn:sha256:1"]
    assert ledger.waiting(None) == []


def test_sizes_of_files_are_replaced(ledger: Ledger) -> None:
    ledger.note_size("a", 1)
    ledger.note_size("b", 2)
    ledger.note_size("a", 3)
    assert ledger.sizes() == {"a": 3, "b": 2}
    ledger.commit()
    with closing(open_reading(ledger.path)) as conn:
        assert file_sizes(conn) == {"a": 3, "b": 2}


def test_the_backlog_counts_pages_and_files_by_what_is_to_be_done(ledger: Ledger) -> None:
    for name in ("stored", "fetched", "outside", "failed"):
        ledger.found(name, URL, ABOUT, FOUND)
        archive(ledger, name)
    ledger.stored(["stored"])
    ledger.settle("outside", "outside_dates", final=False)
    ledger.lost("failed")
    ledger.failed("failed", "gone", "410", at=LATER, tries=1)
    ledger.found("entry", URL, About("entry"), FOUND)
    ledger.commit()
    with closing(open_reading(ledger.path)) as conn:
        assert backlog(conn) == Backlog(stored=1, unstored=1, queued=1, given_up=1)


def open_reading(path: Path) -> sqlite3.Connection:
    conn = open_readable(path)
    assert conn is not None
    return conn


def committed(path: Path) -> int:
    """How many rows others see."""
    with closing(open_reading(path)) as conn:
        return int(conn.execute("SELECT count(*) FROM pages").fetchone()[0])


def test_others_see_what_was_committed(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.found("1", URL, ABOUT, FOUND)
        assert committed(ledger.path) == 0
        ledger.commit()
        assert committed(ledger.path) == 1
        ledger.found("2", URL, ABOUT, FOUND)
    assert committed(tmp_path / "ledger.db") == 2


def test_a_commit_is_due_after_so_many_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "AT_MOST_SECONDS", 1e9)
    with Ledger(tmp_path / "ledger.db") as ledger:
        for number in range(writing.AT_MOST_CHANGES):
            assert not ledger.due
            ledger.found(str(number), URL, ABOUT, FOUND)
        assert ledger.due
        ledger.commit()
        assert not ledger.due


def test_a_commit_is_due_after_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        monkeypatch.setattr(writing, "AT_MOST_SECONDS", 0.0)
        assert not ledger.due
        ledger.found("1", URL, ABOUT, FOUND)
        assert ledger.due
        monkeypatch.setattr(writing, "AT_MOST_SECONDS", 1e9)
        assert not ledger.due


def newer(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE mine (x)")


def torn(path: Path) -> None:
    with Ledger(path) as ledger:
        fill(ledger)
    data = bytearray(path.read_bytes())
    data[4096 * 4 : 4096 * 6] = bytes(4096 * 2)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "error", "said"),
    [
        (newer, NewerLedger, f"newer batchwatch (schema {SCHEMA_VERSION + 1}"),
        (foreign, DamagedLedger, "is some other program's database"),
        (Path.touch, DamagedLedger, "is an empty file"),
        (Path.mkdir, DamagedLedger, "is no file"),
        (lambda path: path.write_bytes(b"no database, " * 1000), DamagedLedger, "is damaged"),
        (torn, DamagedLedger, "is damaged"),
    ],
    ids=["newer", "foreign", "empty", "folder", "garbage", "torn"],
)
def test_what_is_no_sound_ledger_is_refused_by_name_and_left_alone(
    tmp_path: Path, spoil: Callable[[Path], object], error: type[Exception], said: str
) -> None:
    path = tmp_path / "ledger.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as refused:
        Ledger(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("spoil", [newer, foreign, Path.touch, Path.mkdir])
def test_readers_refuse_the_same(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = tmp_path / "ledger.db"
    spoil(path)
    with pytest.raises((DamagedLedger, NewerLedger), match=r"ledger\.db"):
        open_readable(path)


def test_readers_create_nothing(tmp_path: Path) -> None:
    assert open_readable(tmp_path / "ledger.db") is None
    assert list(tmp_path.iterdir()) == []


def test_the_log_of_a_ledger_that_was_lost_is_not_taken_for_the_new_ones(tmp_path: Path) -> None:
    path, log = tmp_path / "ledger.db", tmp_path / "ledger.db-wal"
    with Ledger(path) as ledger:
        ledger.found(KEY, URL, ABOUT, FOUND)
        ledger.commit()
        shutil.copy(log, tmp_path / "kept")
    path.unlink()
    shutil.copy(tmp_path / "kept", log)
    with Ledger(path) as ledger:
        assert ledger.find(KEY) is None


def test_a_ledger_that_another_process_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Ledger(tmp_path / "ledger.db") as ledger:
        with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerLocked, match="another process"):
                ledger.found(KEY, URL, ABOUT, FOUND)
        ledger.found(KEY, URL, ABOUT, FOUND)


def fill(ledger: Ledger) -> None:
    for number in range(2_000):
        ledger.found(f"{number:050}", URL, ABOUT, FOUND)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        pages = ledger._conn.execute("PRAGMA page_count").fetchone()[0]
        ledger._conn.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(LedgerFull, match="no room to write"):
            fill(ledger)
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert integrity(ledger._conn) == []


CREATING = """
import os, signal, sqlite3, sys
from pathlib import Path
from crawler.ledger import opening

path, connect = Path(sys.argv[1]), sqlite3.connect

def act(turn):
    said = 0
    def dies(statement):
        nonlocal said
        said += 1
        if said == turn:
            os.kill(os.getpid(), signal.SIGKILL)
    def watched(*given, **named):
        conn = connect(*given, **named)
        conn.set_trace_callback(dies)
        return conn
    sqlite3.connect = watched
    opening.open_ledger(path).close()
"""


def test_a_kill_at_any_statement_leaves_a_whole_ledger_or_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    turn, states = 0, set()
    with forks(CREATING, path) as act:
        while act(turn := turn + 1).status == KILLED:
            states.add(path.exists())
            open_ledger(path).close()
            assert not path.with_name(".ledger.db.new").exists()
            with closing(sqlite3.connect(path)) as conn:
                assert integrity(conn) == []
                assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
            path.unlink()
    assert turn > 8
    assert states == {False, True}


WRITING = f"""
import sys
from pathlib import Path
from crawler.archive.capture import About
from crawler.ledger.ledger import Ledger

path, about = Path(sys.argv[1]), About("page", outlet="technode")

def act(turn):
    with Ledger(path) as ledger:
        for number in range(500):
            key = f"{{turn:03}}-{{number:04}}"
            ledger.found(key, "https://technode.com/", about, {FOUND!r})
            if number % 50 == 49:
                ledger.stored([key])
                ledger.commit()
"""


def test_fifty_kills_while_it_is_written_leave_whole_commits(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    kills = turn = 0
    with forks(WRITING, path) as act:
        chance = moments(act(0).seconds, seed=5)
        while kills < 50:
            turn += 1
            kills += act(turn, wait=next(chance)).status == KILLED
            with closing(open_reading(path)) as conn:
                assert integrity(conn) == []
                numbers = "SELECT count(*), sum(state = 'stored') FROM pages WHERE key LIKE ?"
                found, stored = conn.execute(numbers, (f"{turn:03}-%",)).fetchone()
                assert found == 50 * (stored or 0)
    with Ledger(path) as ledger:
        ledger.found(KEY, URL, ABOUT, FOUND)
