"""What is stated of a list and what it holds make its verdict."""

from dataclasses import replace
from pathlib import Path

from each import each
from official import entry, keep, official

from db.store import RecordStore, store_path
from pipelines.official.checking import check
from pipelines.official.verdicts import Found, Judgement, Told, judge, ranges

LIST = Found("genai_filing/2024-08", "genai_filing", 71, 71, 0, tuple(range(118, 189)), 0)
STATED = Told(new=71, cumulative=188, before=117)


def judged(found: Found = LIST, told: Told = STATED, last: int | None = 117) -> Judgement:
    return judge(found, told, last)


def summary(found: Found, told: Told, last: int | None = 117) -> tuple[str | None, int | None]:
    judgement = judged(found, told, last)
    return judgement.verdict, judgement.difference


NOTHING = Told()
LESS = replace(LIST, rows=70, held=70, serials=tuple(range(118, 188)))
LATE = replace(LIST, rows=43, held=43, late=8, serials=())


@each(
    ("found", "told", "expected"),
    [
        (LIST, STATED, ("complete", 0)),
        (LIST, replace(STATED, new=None), ("complete", 0)),
        (LIST, NOTHING, ("complete", None)),
        (LESS, STATED, ("partial", -1)),
        (LESS, NOTHING, ("complete", None)),
        (LIST, replace(STATED, new=70, cumulative=187), ("conflict", 1)),
        # A text of January tells of the whole year before.
        (LIST, replace(STATED, new=238, fits=False), ("complete", 0)),
        (LESS, replace(STATED, new=238, fits=False), ("partial", -1)),
        # Eight rows were entered late.
        (LATE, Told(new=35, cumulative=306, before=263), ("complete", 0)),
        (LATE, Told(new=35), ("complete", 0)),
        (replace(LATE, rows=42, held=42), Told(cumulative=306, before=263), ("partial", -1)),
        # Seven on-device services are counted in.
        (replace(LIST, included=7), replace(STATED, cumulative=195, new=78), ("complete", 0)),
        # A province has told of some before.
        (replace(LIST, rows=60), STATED, ("complete", 0)),
        (replace(LESS, rows=60), STATED, ("partial", -1)),
        # A cumulative file: what is new in it counts.
        (replace(LIST, held=188, serials=tuple(range(1, 189))), STATED, ("complete", 0)),
        (replace(LIST, rows=70, held=187, serials=()), STATED, ("partial", -1)),
        # Nothing but the new ones of a whole year is stated.
        (LIST, Told(new=238, fits=False, earlier=167), ("complete", 0)),
        (LESS, Told(new=238, fits=False, earlier=167), ("partial", -1)),
        (replace(LIST, unread=1), NOTHING, ("partial", None)),
        (replace(LIST, serials=()), NOTHING, (None, None)),
        (replace(LIST, serials=(*LIST.serials[1:], 188)), STATED, ("conflict", 0)),
    ],
)
def test_a_verdict(found: Found, told: Told, expected: tuple[str | None, int | None]) -> None:
    assert summary(found, told) == expected


@each(
    ("serials", "last", "missing"),
    [
        ((118, 119, 121), 117, (120,)),
        ((119, 120), 117, (118,)),
        ((118, 119), None, ()),
        ((1, 2, 3), 117, ()),
        ((3, 4), 41, (1, 2)),
        ((), 117, ()),
    ],
)
def test_missing_serial_numbers(
    serials: tuple[int, ...], last: int | None, missing: tuple[int, ...]
) -> None:
    assert judged(replace(LIST, serials=serials), NOTHING, last).missing == missing


def test_numbers_are_told_in_ranges() -> None:
    assert ranges((1, 2, 3, 7, 9, 10)) == "1-3, 7, 9-10"


def test_a_list_that_a_province_told_of_in_part_is_whole(tmp_path: Path) -> None:
    mine = {"list": "genai_filing/guangdong", "province": "广东省"}
    few = [entry(n, **mine) for n in (4, 7, 9)]
    keep(tmp_path, official(few, published="2024-03-05"), official(map(entry, range(1, 21))))
    with RecordStore.open(store_path(tmp_path)) as store:
        store.upsert("register_totals", [{
            "scheme": "genai_filing", "as_of": "2024-03-28", "province": "", "stated_new": 20,
            "stated_cumulative": 20, "list": "genai_filing/2024-04", "origin": "bundled",
        }])  # fmt: skip
        found = {row["list"]: row for row in check(store)["lists"]}
    national = found["genai_filing/2024-04"]
    assert (national["rows"], national["verdict"], national["difference"]) == (20, "complete", 0)


def test_serial_numbers_run_on_whatever_day_is_the_last(tmp_path: Path) -> None:
    spans = {"2024-04": (1, 9, "2024-03-09"), "2024-08": (9, 16, "2024-03-02"),
             "2024-11": (16, 20, "2024-03-12"), "2025-01": (20, 24, "2024-03-05")}  # fmt: skip
    for period, (first, end, day) in spans.items():
        mine = {"list": f"genai_filing/{period}", "date": day}
        published = f"{period}-20"
        keep(tmp_path, official([entry(n, **mine) for n in range(first, end)], published=published))
    with RecordStore.open_read_only(store_path(tmp_path)) as store:
        found = [(row["list"], row["verdict"]) for row in check(store)["lists"]]
    assert found == [(f"genai_filing/{period}", "complete") for period in spans]
