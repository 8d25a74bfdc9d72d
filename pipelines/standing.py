"""The runs of an outlet in, whether it is broken, well again, or neither can be told, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from db.health import Look, state_of
from db.store import Row

Part = Literal["lists", "pages", "news"]
"""What of an outlet fails: the pages that name articles, the articles' own, or their coming."""
_OF_LISTS: Final = frozenset({"no_listing", "list_empty", "list_outdated", "forbidden"})
_OF_PAGES: Final = frozenset(
    {"selectors_missed", "no_dates", "js_shell", "challenge", "blocked", "login", "wall"}
    | {"http_401", "http_403", "http_451"}
)
_READ: Final = frozenset({"selectors_missed", "no_dates"})
"""What is wrong with pages of which an article was made all the same."""
_FAILED: Final = "failed/"
"""What the counters of pages that could not be had begin with; their codes follow."""
_ELSEWHERE: Final = frozenset({"off_site", "private_address", "unsupported", "bad_address"})
"""Where links lead that are not the outlet's own pages."""
_FEW: Final = 3
"""Pages that fail in a run; fewer may be gone by themselves."""
_GONE: Final = frozenset({"http_404", "http_410"})
"""What a single page may be, and the only new one of a run at that."""
_OURS: Final = frozenset({"store_failed", "ended_early", "step_failed"})
"""Codes of what is wrong here and not with the outlet."""
_ANYTIME: Final = 1 << 10
"""So many runs as may ever be asked for: the state is one of time, not of runs."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What one run found wrong; where it is not ``clear`` it may as well be an accident."""

    part: Part
    reasons: tuple[dict[str, Any], ...]
    clear: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, since the start of which run, and in how many runs in a row it was seen."""

    part: Part
    reasons: tuple[dict[str, Any], ...]
    since: str
    run: str | None
    clear: int
    """The last runs that each leave no doubt."""
    seen: int
    """The last runs with any fault."""

    @property
    def code(self) -> str:
        """What is wrong in one word."""
        return str(self.reasons[0]["code"])


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlet's last runs taken together."""

    trouble: Trouble | None
    good: dict[Part, int]
    """The last runs that found nothing wrong, of those that tell of the part."""
    last_success: str | None


def standing_of(outlet: Row, runs: Sequence[Row], now: datetime) -> Standing:
    """How an outlet stands by its runs, the newest last, and by how long it has been silent."""
    health = state_of(outlet, runs, now)
    looks = [look for look in map(Look, runs) if look.counts and not _codes(look) & _OURS]
    trouble = _trouble(looks)
    silent = tuple(reason for reason in health.reasons if reason["code"] == "no_new")
    if trouble is None and silent and health.since and looks:
        since, run = health.since, looks[-1].row["id"]
        trouble = Trouble("news", silent, since, run, _ANYTIME, _ANYTIME)
    good: dict[Part, int] = {"lists": _good(looks, "lists"), "pages": _good(looks, "pages")}
    good["news"] = 0 if trouble else _ANYTIME
    return Standing(trouble, good, health.last_success)


def fault_of(look: Look) -> Fault | None:
    """What a run found wrong with the outlet as such; single pages that fail are no fault of it."""
    named = bool(look.counters.get("found"))
    failing = look.counters.get("entries_failed", 0)
    if not look.worked:
        lists = failing or not named or _those(look, _OF_LISTS)
        single = sum(int(reason["number"]) for reason in look.reasons) < 2
        accident = not lists and single and _codes(look) <= _GONE
        reasons = look.reasons or _UNTOLD
        return Fault("lists" if lists else "pages", reasons, clear=not accident)
    if of_lists := _those(look, _OF_LISTS):
        return Fault("lists", of_lists, clear=True)
    pages = _those(look, _OF_PAGES)
    if pages and _half(look, pages):
        return Fault("lists" if failing else "pages", pages, clear=True)
    if (of_pages := _failing(look)) and not failing:
        return Fault("pages", of_pages, clear=True)
    return Fault("lists", look.reasons or _UNTOLD, clear=False) if failing else None


def _half(look: Look, reasons: Sequence[dict[str, Any]]) -> bool:
    """Whether half of the pages of a run, or more, have what some reasons name."""
    failing = sum(int(reason["number"]) for reason in reasons)
    unread = sum(int(reason["number"]) for reason in reasons if reason["code"] not in _READ)
    return 2 * failing >= look.counters.get("page/article", 0) + unread


def _failing(look: Look) -> tuple[dict[str, Any], ...]:
    """Why pages could not be had, where half of those that no run had asked for before could not.

    What failed before fails again in many runs, and says nothing of this one.
    """
    names = (name.removeprefix(_FAILED) for name in look.counters if name.startswith(_FAILED))
    codes = frozenset(names) - _ELSEWHERE
    failed = sum(look.counters[f"{_FAILED}{code}"] for code in codes)
    new = failed - look.counters.get("failed_again", 0)
    bad = failed >= _FEW and new > 0 and new >= look.counters.get("page/article", 0)
    return _those(look, codes) if bad else ()


_UNTOLD: Final = ({"code": "failed", "number": 1, "text": "the crawl failed"},)


def _trouble(looks: Sequence[Look]) -> Trouble | None:
    """The faults at the end; runs that read no article do not tell of articles' pages."""
    found: list[tuple[Look, Fault]] = []
    passed = False
    for look in reversed(looks):
        fault = fault_of(look)
        if fault is None:
            if _reads(look) or (found and found[0][1].part != "pages"):
                break
            passed = True
        elif passed and not found and fault.part != "pages":
            break
        else:
            found.append((look, fault))
    if not found:
        return None
    newest, fault = found[0]
    clear = next((n for n, (_, one) in enumerate(found) if not one.clear), len(found))
    since = found[-1][0].row["started_at"]
    return Trouble(fault.part, fault.reasons, since, newest.row["id"], clear, len(found))


def _good(looks: Sequence[Look], part: Part) -> int:
    number = 0
    for look in reversed(looks):
        if fault_of(look) is not None:
            break
        number += part != "pages" or _reads(look)
    return number


def _reads(look: Look) -> bool:
    return bool(look.counters.get("page/article"))


def _codes(look: Look) -> set[str]:
    return {str(reason["code"]) for reason in look.reasons}


def _those(look: Look, codes: frozenset[str]) -> tuple[dict[str, Any], ...]:
    return tuple(reason for reason in look.reasons if reason["code"] in codes)
