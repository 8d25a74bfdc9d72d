"""The verb ``watch``: outlets crawled as they are due, alerts delivered, for ever or once."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.children import End, Ended
from cli.configuration import checked
from cli.crawling import tell_nameless
from cli.delivering import delivered
from cli.errors import DAMAGED, DONE, LOOK
from cli.incidents import look_after
from cli.kinds import VIA
from cli.options import Globals, verb
from cli.output import note, print_json, print_json_line
from cli.status_line import status_line

if TYPE_CHECKING:
    from cli.watch import Watch
    from crawler.outlet import Outlet
    from crawler.schedule import Timetable


@click.command()
@click.option("--once", is_flag=True, help="Crawl and deliver what is due, then end.")
@VIA
@verb
def watch(options: Globals, *, once: bool, via: str | None) -> int:
    """Crawl each outlet when it is due and deliver alerts, until stopped."""
    from crawler.lock import watching
    from crawler.outlets import chosen
    from crawler.via import Via

    config, _ = checked(options)
    outlets = tuple(chosen(config, (), ()))
    Via(via or "")
    tell_nameless(options, config, via)
    with watching(options.data):
        _prepare(options, outlets)
        return Desk(options, outlets, via).sit(once=once)


def _prepare(options: Globals, outlets: "tuple[type[Outlet], ...]") -> None:
    """A store that knows the outlets and holds no run of a dead process."""
    from cli.intake import finish_ingest
    from crawler.lock import writing
    from db.store import RecordStore, store_path
    from pipelines.runs import end_dead, keep_outlet

    with writing(options.data):
        with RecordStore.open(store_path(options.data)) as store:
            end_dead(store)
            for outlet in outlets:
                keep_outlet(store, outlet)
        finish_ingest(options)


class Desk:
    """One call of ``watch``: what it prints, and the status that it ends with."""

    def __init__(
        self,
        options: Globals,
        outlets: "tuple[type[Outlet], ...]",
        via: str | None,
    ) -> None:
        self.options, self.outlets, self.via = options, outlets, via
        self.ended: list[Ended] = []
        self.undelivered = False
        self.once = False
        self.watch: Watch

    def sit(self, *, once: bool) -> int:
        """Watch, and answer how it went."""
        from cli.watch import Watch, Watched

        self.once = once
        with status_line(quiet=self.options.verbosity < 0) as tell:
            self.watch = Watch(
                Watched(
                    data=self.options.data,
                    outlets=self.outlets,
                    arguments=tuple(self._arguments()),
                    deliver=self._deliver,
                    after=self._after,
                    tell=tell,
                ),
                self._timetables,
            )
            asyncio.run(self.watch.once() if once else self.watch.forever())
        if self.watch.unusable:
            return DAMAGED
        return self._report() if once else DONE

    def _arguments(self) -> Iterator[str]:
        """The words of every crawl."""
        yield from ("--data", str(self.options.data))
        if self.options.config is not None:
            yield from ("--config", str(self.options.config))
        if self.via is not None:
            yield from ("--via", self.via)
        yield from {-1: ["-q"], 1: ["-v"], 2: ["-vv"]}.get(min(self.options.verbosity, 2), [])

    def _timetables(self) -> "list[Timetable]":
        from crawler.schedule import Timetable
        from db import queries
        from db.store import RecordStore, store_path

        with RecordStore.open_read_only(store_path(self.options.data)) as store:
            began = {row["name"]: row["began"] for row in queries.run(store, "due")}
        return [Timetable.of(o.name, o.every, began.get(o.name)) for o in self.outlets]

    def _deliver(self) -> None:
        """Try each delivery that is due; what fails is tried again at its time."""
        status = delivered(self.options, lambda: self.watch.stopping)
        self.undelivered = self.undelivered or status != DONE

    def _after(self, ended: Ended) -> None:
        """Look at the store after one crawl and say how it went."""
        from db.store import RecordStore, store_path
        from pipelines.runs import KILLED, end_lost

        self.ended.append(ended)
        self._tell(ended)
        lost = {"code": "died" if ended.how == "ended" else ended.how, "number": 1}
        reason = KILLED if ended.how == "stopped" else lost | {"text": _HOW[ended.how]}
        with RecordStore.open(store_path(self.options.data), create=False) as store:
            end_lost(store, ended.outlet, reason, at_all=ended.report is not None)
        look_after(self.options, [ended.outlet])

    def _tell(self, ended: Ended) -> None:
        if self.options.json and not self.once:
            print_json_line(_document(ended))
            sys.stdout.flush()
        elif not self.options.json and self.options.verbosity >= 0:
            print(_line(ended), flush=True)
        _name_lost([ended])

    def _report(self) -> int:
        """Print how each outlet went; 1 where any did not go well."""
        if self.options.json:
            print_json({"outlets": [_document(one) for one in self.ended]})
        elif self.options.verbosity >= 0 and not self.ended:
            print("nothing was due")
        bad = any(_document(one)["outcome"] != "ok" for one in self.ended)
        return LOOK if bad or self.undelivered else DONE


_HOW: dict[End, str] = {
    "ended": "the crawl did not come to its end",
    "stopped": "the crawl was stopped before its end",
    "too_long": "the crawl was ended, for it took too long",
    "too_big": "the crawl was killed, for it took too much memory",
    "died": "the crawl was killed",
}
_CODES: dict[End, str] = {"ended": "ended_early", "stopped": "stopped"}
"""Codes of reasons; the others are ``killed``."""


def _document(ended: Ended) -> dict[str, Any]:
    """What ``crawl --json`` prints of an outlet; of a crawl that left nothing, how it ended."""
    if ended.report is not None:
        return ended.report
    code = _CODES.get(ended.how, "killed")
    reasons = [{"code": code, "number": 1, "text": _HOW[ended.how]}]
    return {"name": ended.outlet, "outcome": "failed", "reasons": reasons, "counters": {}}


def _name_lost(ended: Sequence[Ended]) -> None:
    """Name crawls that left no report; the others have said for themselves what went wrong."""
    for one in ended:
        if one.report is None:
            note(f"batchwatch: {one.outlet} failed: {_HOW[one.how]}")


def _line(ended: Ended) -> str:
    from cli.crawling import numbers

    document = _document(ended)
    found, new, revised, *_, failed = numbers(document["counters"])
    counted = f"{found} found, {new} new, {revised} revised, {failed} failed"
    at = datetime.now(UTC)
    took = f"{ended.seconds:.0f} s"
    return f"{at:%Y-%m-%d %H:%M} UTC  {ended.outlet} {document['outcome']}: {counted} ({took})"
