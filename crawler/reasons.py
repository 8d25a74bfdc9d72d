"""The statistics of one outlet's run in, what a person must look at out, each with a code."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from crawler.expectation import LACKS
from crawler.tally import PREFIX

UNTOLD: Final = "failed"
"""The code of a failure whose cause was not counted."""
Count = Callable[[str], int]
_KINDS: Final = (
    ("entries_failed", "entry page (list, feed, search)", "entry pages (lists, feeds, searches)"),
    ("failed", "article page", "article pages"),
    ("document/failed", "attachment", "attachments"),
)
"""What fails by a cause: the counter's name is followed by the cause."""
_COUNTED: Final = (
    ("entries_capped", "list_capped", "{} lists go on beyond what is read"),
    ("entries_empty", "list_empty", "{} entry pages name no article"),
    ("page/no_article", "no_article", "{} pages hold no article"),
    ("page/selectors_missed", "selectors_missed", "the outlet's selectors missed on {} pages"),
    ("document/none", "no_attachment", "{} watched pages name no attachment"),
    ("document/private", "private_address", "{} attachments lead to private addresses"),
    ("document/elsewhere", "attachment_elsewhere", "{} attachments lie outside the site"),
    ("check/bad_date", "impossible_date", "{} articles have an impossible date and are left out"),
    ("check/ancient", "impossible_date", "{} articles are of long before all of this: left out"),
    ("check/future", "impossible_date", "{} articles are of a day far ahead: left out"),
    ("part/failed", "page_missing", "{} further pages of articles could not be had"),
    ("part/capped", "pages_capped", "{} articles have more pages than are read"),
    ("read/not_a_list", "not_a_list", "{} documents hold no official list (see the log)"),
    ("read/unread", "list_unread", "{} stretches of official lists could not be read"),
    ("left/ceiling_pages", "ceiling_pages", "{} pages are left: the run's ceiling of pages"),
    ("left/ceiling_bytes", "ceiling_bytes", "{} pages are left: the run's ceiling of bytes"),
    ("left/ceiling_time", "ceiling_time", "{} pages are left: the run's ceiling of time"),
    ("left/host_rests", "host_rests", "{} pages are left: their host asked for a long rest"),
    (
        "entries_left/ceiling_pages",
        "ceiling_pages",
        "{} lists are left: the run's ceiling of pages",
    ),
    (
        "entries_left/ceiling_bytes",
        "ceiling_bytes",
        "{} lists are left: the run's ceiling of bytes",
    ),
    ("entries_left/ceiling_time", "ceiling_time", "{} lists are left: the run's ceiling of time"),
    (
        "entries_left/host_rests",
        "host_rests",
        "{} lists are left: their host asked for a long rest",
    ),
    ("walk_failed", "walk_failed", "the walk over numbers failed; run it again to go on"),
    (
        "walk_capped",
        "walk_capped",
        "the walk over numbers is not over; run it again to go on",
    ),
    ("steps_failed", "step_failed", "{} articles failed in a pipeline step (see the log)"),
    ("store/failed", "store_failed", "{} writes to the record store failed"),
)


_LACKED: Final = {
    "no_titles": "{} of {} articles lack the title where this outlet has it",
    "no_dates": "{} of {} articles lack the date where this outlet has it",
    "no_authors": "{} of {} articles name no author",
    "no_texts": "{} of {} articles have pictures or a video and no text",
    "short_texts": "{} of {} texts are shorter than this outlet's",
    "long_texts": "{} of {} texts are longer than this outlet's",
}
_TEXTS: Final = ("no_texts", "short_texts", "long_texts")
_GAP: Final = "{} lists name nothing that was known, and no other does: pages may be missing"
_OUTDATED: Final = "the newest article of the lists is {} days older than it must be"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing a person must look at: a stable code, how many of it, one line of words."""

    code: str
    number: int
    text: str

    def as_json(self) -> dict[str, object]:
        """The form in which a run keeps it."""
        return asdict(self)


def counter(stats: Mapping[str, Any]) -> Count:
    """What reads our counters out of the statistics, 0 for those that are not there."""

    def count(name: str) -> int:
        value = stats.get(PREFIX + name, 0)
        return value if isinstance(value, int) else 0

    return count


def told(stats: Mapping[str, Any]) -> Iterator[Reason]:
    """Yield what failed by its cause, then what else was counted."""
    yield from _failures(stats)
    if broken := stats.get("spider_exceptions/count", 0):
        yield Reason("spider_error", broken, f"{broken} errors in the spider (see the log)")
    count = counter(stats)
    for name, code, text in _COUNTED:
        if number := count(name):
            yield Reason(code, number, text.format(number))
    number = count("entries_gap")
    if number and not count("entries_reached") and not count("list_outdated"):
        yield Reason("list_gap", number, _GAP.format(number))
    for code, text in _LACKED.items():
        if _share(stats, code) >= 1 / 3:
            number = count(LACKS + code)
            yield Reason(code, number, text.format(number, count("page/read")))
    if days := count("list_outdated"):
        yield Reason("list_outdated", days, _OUTDATED.format(days))


def unlike(stats: Mapping[str, Any]) -> bool:
    """Whether the outlet was not what it promises: most articles lack the same, or its lists are
    of long ago.
    """
    codes = ("selectors_missed", *_LACKED)
    lacking = any(_share(stats, code) >= 2 / 3 for code in codes)
    return lacking or bool(counter(stats)("list_outdated"))


def _share(stats: Mapping[str, Any], code: str) -> float:
    """Which share of the articles lacks something; a single one tells nothing, nor do two texts
    that are short, long or none, nor pages that a person named.
    """
    count = counter(stats)
    number, read = count(LACKS + code), count("page/read")
    few = 2 if code in _TEXTS else 1
    return number / read if number > few and not count("asked") else 0.0


def causes(stats: Mapping[str, Any], kind: str) -> list[tuple[str, int]]:
    """How many of a kind failed by which cause, the most frequent first."""
    before = f"{PREFIX}{kind}/"
    found = {
        name.removeprefix(before): number
        for name, number in stats.items()
        if name.startswith(before)
    }
    rest = counter(stats)(kind) - sum(found.values())
    if rest > 0:
        found[UNTOLD] = rest
    return sorted(found.items(), key=lambda told: (-told[1], told[0]))


def _failures(stats: Mapping[str, Any]) -> Iterator[Reason]:
    for kind, one, many in _KINDS:
        for cause, number in causes(stats, kind):
            told = f"{number} {one if number == 1 else many} failed"
            words = f" ({cause.replace('_', ' ')})" if cause != UNTOLD else ""
            yield Reason(cause, number, told + words)
