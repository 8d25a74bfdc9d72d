"""What the archive writes is standard WARC: whole records, rotated, never behind a damaged end."""

import errno
import gzip
import os
import resource as limits
import subprocess
import sys
from pathlib import Path

import archived
import pytest
import time_machine
from archived import accepted, damages, read, resource, response, sound, write

from crawler.archive import writing
from crawler.archive.capture import Capture
from crawler.archive.reading import Member
from crawler.archive.records import capture_record, payload_digest, revisit_record
from crawler.archive.writing import Archive
from crawler.errors import ArchiveError

DAY = "2024-01-30T10:00:00Z"
NEXT_DAY = "2024-01-31T00:00:01Z"
FIRST = "batchwatch-20240130-00001.warc.gz"
SECOND = "batchwatch-20240130-00002.warc.gz"


def header(member: Member, name: str) -> str | None:
    return member.record().headers.get(name)


def kinds(path: Path) -> list[str]:
    return [str(header(member, "WARC-Type")) for member in sound(path)]


def opened_and_closed(folder: Path, closed: frozenset[str] = frozenset()) -> str:
    """The name of the file that a new archive of the folder writes one page to."""
    archive = Archive(folder, closed=closed)
    place = archive.append(capture_record(response()))
    archive.close()
    return place.file


def test_a_plain_response(tmp_path: Path) -> None:
    capture = response()
    (path,) = write(tmp_path, [capture])
    (_, found) = read(path)
    assert found is not None
    assert (found.url, found.fetched_at, found.status) == (capture.url, DAY, 200)
    assert (found.body, found.fields, found.about) == (capture.body, capture.fields, capture.about)
    assert accepted(path)


def test_a_compressed_body_stays_as_sent_and_is_read_decoded(tmp_path: Path) -> None:
    sent = gzip.compress(b"<p>packed</p>")
    fields = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    (path,) = write(tmp_path, [response(body=sent, fields=fields)])
    _, member = sound(path)
    assert member.record().reader.read() == sent
    assert header(member, "WARC-Payload-Digest") == payload_digest(sent)
    (_, found) = read(path)
    assert found is not None
    assert found.body == b"<p>packed</p>"
    assert accepted(path)


def test_repeated_and_non_ascii_fields_keep_their_bytes(tmp_path: Path) -> None:
    utf8 = "/新闻/1".encode().decode("latin-1")
    fields = (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Name", "café"), ("X-Path", utf8))
    (path,) = write(tmp_path, [response(fields=fields)])
    _, member = sound(path)
    assert "X-Path: /新闻/1\r\n".encode() in member.data
    assert b"X-Name: caf\xe9\r\n" in member.data
    (_, found) = read(path)
    assert found is not None
    assert found.fields == fields
    assert accepted(path)


def test_fields_of_other_archives_beyond_latin_1_do_not_stop_the_writing(tmp_path: Path) -> None:
    (path,) = write(tmp_path, [response(fields=(("X-Price", "5 €"),))])
    assert "X-Price: 5 €\r\n".encode() in sound(path)[1].data
    assert accepted(path)


@pytest.mark.parametrize("status", [200, 404, 503])
def test_an_empty_body_without_any_field(tmp_path: Path, status: int) -> None:
    (path,) = write(tmp_path, [response(body=b"", fields=(), status=status)])
    (_, found) = read(path)
    assert found is not None
    assert (found.body, found.fields, found.status) == (b"", (), status)
    assert accepted(path)


def test_a_file_is_a_resource(tmp_path: Path) -> None:
    capture = resource("测试.json", fields=(("Content-Type", "application/json"),))
    (path,) = write(tmp_path, [capture])
    assert kinds(path) == ["warcinfo", "resource"]
    (_, found) = read(path)
    assert found is not None
    assert (found.status, found.about.name, found.fields) == (None, "测试.json", capture.fields)
    assert accepted(path)


def test_a_page_that_did_not_change_is_a_revisit(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    same, not_modified = response(), response(status=304, body=b"")
    digest = payload_digest(same.body)
    for capture in (same, not_modified):
        archive.append(revisit_record(capture, digest, "2023-12-01T00:00:00Z"))
    archive.close()
    (path,) = tmp_path.glob("*")
    _, again, fresh = sound(path)
    assert header(again, "WARC-Profile") == (
        "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    )
    assert header(fresh, "WARC-Profile") == (
        "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    )
    for member in (again, fresh):
        assert header(member, "WARC-Refers-To-Date") == "2023-12-01T00:00:00Z"
        assert header(member, "WARC-Payload-Digest") == digest
        assert same.body not in member.data
    assert read(path) == [None, None, None]
    assert accepted(path)


def test_every_file_begins_by_saying_who_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGEST", 1)
    paths = write(tmp_path, [response("a"), response("b")])
    assert len(paths) == 2
    for path in paths:
        first = sound(path)[0]
        assert header(first, "WARC-Type") == "warcinfo"
        assert header(first, "WARC-Filename") == path.name
        assert b"software: batchwatch/" in first.data


@time_machine.travel(DAY, tick=False)
def test_a_file_that_is_large_enough_is_not_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = write(tmp_path / "measured", [response()])
    monkeypatch.setattr(writing, "LARGEST", one.stat().st_size - 50)
    paths = write(tmp_path / "rotated", [response(name) for name in "abc"])
    assert [path.name for path in paths] == [f"batchwatch-20240130-0000{n}.warc.gz" for n in "123"]
    assert opened_and_closed(tmp_path / "rotated") == "batchwatch-20240130-00004.warc.gz"


def test_a_new_day_begins_a_new_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with time_machine.travel(DAY, tick=False) as clock:
        assert archive.append(capture_record(response())).file == FIRST
        clock.move_to(NEXT_DAY)
        place = archive.append(capture_record(response()))
        archive.close()
    assert place.file == "batchwatch-20240131-00001.warc.gz"
    assert accepted(*tmp_path.glob("*"))


@time_machine.travel(DAY, tick=False)
def test_the_next_run_continues_the_file_of_the_day(tmp_path: Path) -> None:
    for _ in range(3):
        assert opened_and_closed(tmp_path) == FIRST
    assert kinds(tmp_path / FIRST) == ["warcinfo", "response", "response", "response"]
    assert accepted(tmp_path / FIRST)


@time_machine.travel(DAY, tick=False)
def test_a_file_named_as_closed_is_left_alone(tmp_path: Path) -> None:
    opened_and_closed(tmp_path)
    before = (tmp_path / FIRST).read_bytes()
    assert opened_and_closed(tmp_path, frozenset({FIRST})) == SECOND
    assert (tmp_path / FIRST).read_bytes() == before


@time_machine.travel(DAY, tick=False)
def test_a_file_of_another_name_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "batchwatch-20240130-backup.warc.gz"
    other.write_bytes(b"")
    assert opened_and_closed(tmp_path) == FIRST
    assert other.read_bytes() == b""


def test_a_place_is_where_the_record_begins(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    places = [archive.append(capture_record(response(name))) for name in "abc"]
    archive.close()
    (path,) = tmp_path.glob("*")
    assert [place.start for place in places] == [member.start for member in sound(path)[1:]]
    assert archive.size is None


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from archived import response
from crawler.archive.records import capture_record
from crawler.archive.writing import Archive
from crawler.errors import ArchiveError

archive = Archive(Path(sys.argv[2]))
kept = archive.append(capture_record(response("a")))
size = archive.size[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, -1))
try:
    archive.append(capture_record(response("b", body=bytes(range(256)) * 999)))
except ArchiveError as error:
    print(error)
assert archive.size[1] == size
resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
archive.append(capture_record(response("c")))
archive.close()
"""


def test_a_full_disk_leaves_no_half_record(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(Path(archived.__file__).parent), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1
    assert "nothing was half-written" in ran.stdout
    (path,) = tmp_path.glob("*")
    found = [capture.url[-1] for capture in read(path) if isinstance(capture, Capture)]
    assert found == ["a", "c"]
    assert accepted(path)


def test_no_room_even_for_the_first_record(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    least, most = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (10, most))
    try:
        with pytest.raises(ArchiveError):
            archive.append(capture_record(response("a")))
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (least, most))
    archive.append(capture_record(response("b")))
    archive.close()
    (path,) = tmp_path.glob("*")
    assert damages(path) == []
    assert kinds(path) == ["warcinfo", "response"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(b"no folder")
    with pytest.raises(ArchiveError, match="archive"):
        Archive(tmp_path / "archive").append(capture_record(response()))


def test_a_disk_that_does_not_take_what_was_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    archive = Archive(tmp_path)
    archive.append(capture_record(response()))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(ArchiveError, match=r"to the disk: Input/output error"):
            archive.sync()
    archive.close()
