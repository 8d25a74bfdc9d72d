"""Of a damaged archive everything outside the damage is read, and the damage is named once."""

import gzip
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from archived import accepted, damages, news, read, repacked, resource, response, sound, write
from each import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive import coding, reading
from crawler.archive.capture import About, Capture, Place
from crawler.archive.checking import FileCheck, check_files, missing
from crawler.archive.reading import Damage, Member, capture_of, members, read_at
from crawler.archive.records import capture_record, head_record
from crawler.captured import read_capture

NAME = "batchwatch-20240130-00001.warc.gz"
NEXT = "batchwatch-20240131-00001.warc.gz"
RECORDS = (
    head_record(NAME, "test"),
    capture_record(response("a")),
    capture_record(response("b")),
    capture_record(resource("c.txt")),
)
ENDS = [sum(map(len, RECORDS[: n + 1])) for n in range(len(RECORDS))]
WHOLE = b"".join(RECORDS)
JUNK = b"\x00\x1f\x8b\x08no gzip"


def file_of(folder: Path, data: bytes) -> Path:
    path = folder / NAME
    path.write_bytes(data)
    return path


def checked(path: Path, known: int = 0) -> FileCheck:
    (check,) = check_files([path], {path.name: known})
    return check


def urls(path: Path) -> list[str]:
    found = [capture_of(m) for m in members(path) if isinstance(m, Member)]
    return [capture.url for capture in found if capture is not None]


def test_a_file_cut_at_any_byte(tmp_path: Path) -> None:
    for cut in range(1, len(WHOLE)):
        path = file_of(tmp_path, WHOLE[:cut])
        whole = [end for end in ENDS if end <= cut]
        found = list(members(path))
        assert [m.end for m in found if isinstance(m, Member)] == whole
        damage = [m for m in found if isinstance(m, Damage)]
        assert damage == ([] if cut in whole else [Damage(max(whole, default=0), cut, True)])


def test_the_newest_file_may_be_cut_behind_what_the_ledger_knows(tmp_path: Path) -> None:
    path = file_of(tmp_path, WHOLE[:-5])
    assert checked(path, ENDS[2]).state == "cut"
    assert checked(path, ENDS[2]).wrong == ()


def test_a_cut_before_what_the_ledger_knows_is_damage(tmp_path: Path) -> None:
    check = checked(file_of(tmp_path, WHOLE[:-5]), ENDS[3])
    assert check.state == "damaged"
    assert check.wrong == (
        f"damaged at byte {ENDS[2]} of {len(WHOLE) - 5}",
        "5 bytes shorter than it was",
    )


def test_an_older_file_must_not_be_cut(tmp_path: Path) -> None:
    old, new = tmp_path / NAME, tmp_path / NEXT
    old.write_bytes(WHOLE[:-5])
    new.write_bytes(WHOLE)
    assert [check.state for check in check_files([old, new], {})] == ["damaged", "sound"]


def test_a_file_of_others_does_not_make_ours_an_older_one(tmp_path: Path) -> None:
    ours, foreign = tmp_path / NAME, tmp_path / "zz-common-crawl.warc.gz"
    ours.write_bytes(WHOLE[:-5])
    foreign.write_bytes(WHOLE[:-5])
    assert [check.state for check in check_files([ours, foreign], {})] == ["cut", "damaged"]


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_a_flipped_byte_takes_one_record_at_most(tmp_path: Path, number: int) -> None:
    start, end = ENDS[number] - len(RECORDS[number]), ENDS[number]
    harmless = 0
    for at in range(start, end):
        data = bytearray(WHOLE)
        data[at] ^= 0x20
        found = list(members(file_of(tmp_path, bytes(data))))
        assert [(m.start, m.end) for m in found] == list(pairwise([0, *ENDS]))
        assert [type(m) is Member for m in found if m.start != start] == [True] * 3
        hit = found[number]
        if isinstance(hit, Member):
            # The head's time and origin, and the bits that fill the last byte, tell nothing.
            harmless += 1
            assert hit.data == gzip.decompress(RECORDS[number])
    assert harmless < 10


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_a_flipped_byte_is_reported(tmp_path: Path, number: int) -> None:
    start = ENDS[number] - len(RECORDS[number])
    data = bytearray(WHOLE)
    data[start + 40] ^= 0x20
    check = checked(file_of(tmp_path, bytes(data)))
    assert (check.state, check.records) == ("damaged", len(RECORDS) - 1)
    assert check.wrong == (f"damaged at byte {start} of {len(WHOLE)}",)


def test_a_changed_record_in_a_sound_member_fails_its_digest(tmp_path: Path) -> None:
    changed = repacked(RECORDS[1], b"The page a", b"The page z")
    path = file_of(tmp_path, RECORDS[0] + changed + RECORDS[2])
    assert [member.intact() for member in sound(path)] == [True, False, True]
    check = checked(path)
    assert check.state == "damaged"
    assert check.wrong == (f"the record at byte {ENDS[0]} is not what its digest says",)


def test_a_record_shorter_than_it_says_fails_its_digest(tmp_path: Path) -> None:
    plain = gzip.decompress(RECORDS[1])
    path = file_of(tmp_path, RECORDS[0] + gzip.compress(plain[:-20]) + RECORDS[2])
    assert [member.intact() for member in sound(path)] == [True, False, True]


@pytest.mark.parametrize("zeros", [1, 4096])
def test_zeros_behind_the_last_record(tmp_path: Path, zeros: int) -> None:
    path = file_of(tmp_path, WHOLE + bytes(zeros))
    assert len(urls(path)) == 3
    assert [(d.start, d.end) for d in damages(path)] == [(len(WHOLE), len(WHOLE) + zeros)]
    assert checked(path).state != "sound"


def test_rubbish_between_records_is_passed_over(tmp_path: Path) -> None:
    path = file_of(tmp_path, RECORDS[0] + JUNK + RECORDS[1] + JUNK + RECORDS[2])
    assert urls(path) == ["https://news.example/a", "https://news.example/b"]
    assert len(damages(path)) == 2


def test_a_member_that_is_no_record(tmp_path: Path) -> None:
    path = file_of(tmp_path, RECORDS[0] + gzip.compress(b"something else") + RECORDS[1])
    assert urls(path) == ["https://news.example/a"]
    assert [d.start for d in damages(path)] == [ENDS[0]]


@pytest.mark.parametrize(
    "record",
    [
        b"WARC/",
        b"WARC/garbage",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nabc",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: 19\r\n\r\nHTTP/1.1 abc OK\r\n\r\n\r\n\r\n",
    ],
)
def test_a_record_that_says_nothing_is_a_value_error(tmp_path: Path, record: bytes) -> None:
    path = file_of(tmp_path, RECORDS[0] + gzip.compress(record) + RECORDS[1])
    with pytest.raises(ValueError, match=r"WARC|HTTP"):
        capture_of(sound(path)[1])
    assert checked(path).records == 3


def test_an_unreadable_record_is_reported(tmp_path: Path) -> None:
    path = file_of(tmp_path, RECORDS[0] + gzip.compress(b"WARC/garbage") + RECORDS[1])
    assert checked(path).wrong == (f"the record at byte {ENDS[0]} is not what its digest says",)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"")
    assert list(members(path)) == []
    assert checked(path).state == "sound"


def test_a_record_larger_than_any_of_ours_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100_000)
    large = capture_record(response("large", body=bytes(200_000)))
    path = file_of(tmp_path, RECORDS[0] + large + RECORDS[1] + large)
    assert urls(path) == ["https://news.example/a"]
    assert [damage.cut for damage in damages(path)] == [False, False]


def test_a_body_that_unpacks_without_end_is_read_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "LARGEST", 100_000)
    bomb = gzip.compress(bytes(50_000_000))
    fields = (("Content-Encoding", "gzip"),)
    (path,) = write(tmp_path, [response(body=bomb, fields=fields)])
    (_, found) = read(path)
    assert found is not None
    assert len(found.body) == 100_000


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("utf-8", b"plain"),
        ("none", b"plain"),
        ("gzip", b"plain"),
        ("deflate", b"plain"),
        ("x-gzip", gzip.compress(b"plain", mtime=0)),
        ("gzip", gzip.compress(b"plain", mtime=0)),
        ("deflate", zlib.compress(b"plain")),
        ("gzip, gzip", gzip.compress(gzip.compress(b"plain", mtime=0), mtime=0)),
    ],
)
def test_a_body_is_read_whatever_coding_the_server_declares(
    tmp_path: Path, coding: str, body: bytes
) -> None:
    (path,) = write(tmp_path, [response(body=body, fields=(("Content-Encoding", coding),))])
    (_, found) = read(path)
    assert found is not None
    assert found.body == b"plain"


def test_a_place_gives_its_capture(tmp_path: Path) -> None:
    file_of(tmp_path, WHOLE)
    found = read_at(tmp_path, Place(NAME, ENDS[1]))
    assert found is not None
    assert found.url == "https://news.example/b"


@pytest.mark.parametrize(
    "place",
    [
        Place("other.warc.gz", 0),
        Place(NAME, ENDS[0] + 1),
        Place(NAME, ENDS[3]),
        Place(NAME, 1 << 40),
        Place(NAME, 0),
    ],
)
def test_a_place_that_holds_no_capture_gives_none(tmp_path: Path, place: Place) -> None:
    file_of(tmp_path, WHOLE)
    assert read_at(tmp_path, place) is None


def test_a_damaged_place_gives_none_and_not_its_neighbour(tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    data[ENDS[0] + 40] ^= 0x20
    file_of(tmp_path, bytes(data))
    assert read_at(tmp_path, Place(NAME, ENDS[0])) is None


def test_files_that_are_gone(tmp_path: Path) -> None:
    path = file_of(tmp_path, WHOLE)
    assert missing([path], {NAME: 1, "b.warc.gz": 2, "a.warc.gz": 3}) == [
        "a.warc.gz",
        "b.warc.gz",
    ]


@each("text", [None, "", "{", "[]", '"page"', '{"kind": "wish"}', '{"kind": ["page"]}', "{}"])
def test_what_a_foreign_record_says_of_itself_makes_it_no_page(text: str | None) -> None:
    assert About.of_json(text) == About("other")


def test_unknown_facts_and_wrong_types_are_left_out() -> None:
    told = '{"kind": "page", "outlet": 7, "listed": "yes", "mark": "m", "new_fact": 1}'
    assert About.of_json(told) == About("page", mark="m")


def test_a_page_read_back_gives_the_article_of_the_page_fetched(tmp_path: Path) -> None:
    pages = [capture for _, capture in news("global_times", "ithome")]
    (path,) = write(tmp_path, pages)
    back = [capture for capture in read(path) if capture is not None]
    assert [read_capture(capture, {}) for capture in back] == [read_capture(c, {}) for c in pages]
    assert accepted(path)


FIELD = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x7f\x85\xa0"),
    max_size=30,
).filter(lambda value: value == value.strip())
NAMES = st.from_regex(r"X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}", fullmatch=True)
TEXTS = st.none() | st.text(min_size=1, max_size=30).filter(str.isprintable)
ABOUTS = st.builds(
    About,
    kind=st.sampled_from(["page", "entry", "file", "other"]),
    outlet=TEXTS,
    listed=st.booleans(),
    listed_date=TEXTS,
    mark=TEXTS,
    page=TEXTS,
    name=TEXTS,
)
URLS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=80
).map("https://news.example/".__add__)
INSTANTS = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0"))
CAPTURES = st.builds(
    Capture,
    url=URLS,
    fetched_at=INSTANTS,
    body=st.binary(max_size=2_000),
    status=st.integers(100, 599),
    fields=st.lists(st.tuples(NAMES, FIELD), max_size=6).map(tuple),
    about=ABOUTS,
) | st.builds(
    Capture,
    url=st.from_regex(r"urn:sha256:[0-9a-f]{64}", fullmatch=True),
    fetched_at=INSTANTS,
    body=st.binary(max_size=2_000),
    fields=st.just((("Content-Type", "text/plain"),)),
    about=ABOUTS,
)


@given(capture=CAPTURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back(capture: Capture) -> None:
    record = capture_record(capture)
    member = Member(0, len(record), gzip.decompress(record))
    found = capture_of(member)
    assert found is not None
    assert member.intact()
    assert found.body == capture.body
    assert found.url == capture.url
    assert found.fetched_at == capture.fetched_at
    assert found.status == capture.status
    assert found.fields == capture.fields
    assert found.about == capture.about


@given(data=st.binary(max_size=400), at=st.integers(0, len(WHOLE)))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_the_reader_fail(
    data: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.warc.gz"
    path.write_bytes(WHOLE[:at] + data)
    found = list(members(path))
    assert [m.start for m in found] == [0, *(m.end for m in found[:-1])] if found else not data
    checked(path)
