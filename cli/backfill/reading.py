"""One file in, its shard out: the job that workers do.

The readers are those of ``ingest``: the outlet's by the page's address, else the generic one.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

from scrapy.exceptions import DropItem

from cli.backfill import known
from cli.backfill.errors import FetchFailed
from cli.backfill.fetching import at_hand
from cli.backfill.files import is_full
from cli.backfill.journal import Diary, Journal
from cli.backfill.limits import within_limits
from cli.backfill.shard import Account, Row, Writer
from cli.backfill.task import LARGEST, Choice, Report, Task
from crawler.archive.capture import About, Capture
from crawler.captured import read_capture
from crawler.encoding import content_type, decode
from crawler.gathering import Gathered, Gathering
from crawler.hosts import host
from crawler.items import Article
from crawler.outlets import by_url
from crawler.urls import first_page
from crawler.warc import page_of
from crawler.warc_records import Broken, Found, records
from extract.errors import TooSlow
from extract.needles import may_pass
from extract.read import read
from pipelines.check import Check


def warm() -> None:
    """Load what every job needs, so that workers that are forked share it."""
    for module in ("trafilatura", "trafilatura.readability_lxml"):
        import_module(module)
    for language, text in _SAMPLES.items():
        html = f"<html><body><h1>{text}</h1><p>{text * 9}</p></body></html>".encode()
        about, fields = About("file"), (("Content-Type", "text/html; charset=utf-8"),)
        page = Capture("https://warm.example/1", "", html, 200, fields, about)
        assert may_pass(_text(page))
        read_capture(page, {})
        read(Article("warm", "warm", None, None, language, None, text, None))


_SAMPLES = {
    "en": (
        "China's Cyberspace Administration approved 14 generative AI services on January 17."
        " They include chatbot Alpha of Beta Technology and Gamma, a model by Delta, the regulator"
        " said; a total of 60 large models have been registered in Beijing since August 2023."
    ),
    "zh": (
        "1月17日，北京市新增14款已完成备案的生成式人工智能服务，其中包括甲公司的“乙”大模型和丙科技的"
        "丁助手。据国家网信办公告，截至1月31日，累计60款大模型通过备案，另有7家企业的应用完成登记。"
    ),
}
"""What most announcements say: a rule is compiled when a text first needs it."""


def read_file(task: Task) -> Report:
    """Make the shard of a file; the report says how that ended."""
    began = time.monotonic()
    try:
        report = _read(task)
    except FetchFailed as error:
        report = Report(task.shard.name, failed=str(error))
    except OSError as error:
        report = Report(task.shard.name, failed=_reason(error))
        report.stop = _why_stop(task, error)
    report.seconds = time.monotonic() - began
    return report


def _read(task: Task) -> Report:
    folder = Path(task.folder)
    known.use(folder / task.known)
    with at_hand(task.source) as path, closing(Writer(task.shard)) as writer:
        journal, finished = Journal(task.shard), False
        try:
            account = Account()
            reader = Pages(path.name, task.choice, account, journal)
            for row in reader.rows(path):
                writer.add(row)
            writer.finish(task.origin, account)
            finished = True
        finally:
            journal.close(finished=finished)
        size = path.stat().st_size
    return Report(task.shard.name, size, 0.0, account.counters, account.wrong)


class Pages:
    """Reads the pages of one file and keeps account of them."""

    def __init__(self, name: str, choice: Choice, account: Account, journal: Diary) -> None:
        self._name, self._choice = name, choice
        self._account, self._journal = account, journal
        self._check, self._gathering = Check(), Gathering()

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the articles of the file that pass, with what they say."""
        relevant, found = 0, None
        for found in records(path):
            if isinstance(found, Broken):
                self._account.count(f"scan/{found.why}")
                self._account.wrong.append(f"{found} (byte {found.at})")
                continue
            self._account.count("scan/records")
            for row in self._rows(found):
                relevant += row.extraction.relevant
                yield row
            self._journal.reach(found.at, self._account.counters["scan/records"], relevant)
        yield from self._guarded(found.at if found is not None else 0, self._gathering.end())
        for name, number in self._check.counters.items():
            if name not in ("check/passed", "check/undated", "check/ahead_of_clock"):
                self._account.count(name.replace("check", "scan"), number)

    def _rows(self, found: Found) -> list[Row]:
        if found.at in self._journal.deadly:
            self._skip(found.at, "ended the process that read it")
            return []
        capture = page_of(found.record, self._name, LARGEST)
        if capture is None or not self._wanted(capture):
            return []
        self._account.count("scan/pages")
        if len(capture.body) > LARGEST:
            self._skip(found.at, "too large")
            return []
        if self._choice.gate and not _is_further(capture) and not may_pass(_text(capture)):
            self._account.count("scan/kept_out")
            return []
        self._journal.take(found.at)
        try:
            return self._guarded(found.at, self._gathering.add(capture))
        finally:
            self._journal.release()

    def _guarded(self, at: int, gathered: Iterator[Gathered]) -> list[Row]:
        try:
            return list(self._taken(at, gathered))
        except TooSlow as error:
            self._skip(at, str(error))
        except OSError:
            raise
        except Exception as error:  # the edge: one page must not keep the others away
            self._skip(at, f"broke a reader ({type(error).__name__}: {error})")
        return []

    def _taken(self, at: int, gathered: Iterator[Gathered]) -> Iterator[Row]:
        """The articles that a page is, or completes."""
        with within_limits():
            found = list(gathered)
        for one in found:
            try:
                article = self._check.process_item(one.article)
            except DropItem:
                continue
            extraction = read(article, names=self._choice.names)
            self._account.count("scan/relevant" if extraction.relevant else "scan/irrelevant")
            yield Row(at, article, extraction)

    def _wanted(self, capture: Capture) -> bool:
        if not self._choice.outlets:
            return True
        outlet = by_url(capture.url)
        named = {host(capture.url), outlet.name if outlet else None}
        return not named.isdisjoint(self._choice.outlets)

    def _skip(self, at: int, why: str) -> None:
        reason = " ".join(why.split())[:200]
        self._account.count("scan/skipped")
        self._account.skipped.append((at, reason))
        self._account.wrong.append(f"the record at byte {at} was passed over: {reason}")


def _is_further(capture: Capture) -> bool:
    """Whether the page goes on with an article: it need not name what the first one is about."""
    return first_page(capture.url) != capture.url


def _text(capture: Capture) -> str:
    outlet = by_url(capture.url)
    charset = outlet.charset if outlet else None
    return decode(capture.body, content_type(capture.headers), charset=charset)


def _reason(error: OSError) -> str:
    told = error.strerror or str(error)
    return f"{error.filename}: {told}" if error.filename else told


def _why_stop(task: Task, error: OSError) -> str | None:
    """The reason why no job can be done any more: no room, or no folder to write into."""
    folder = Path(task.folder)
    if is_full(error):
        return f"there is no room for the shards in {folder}; free some space"
    if not (folder / task.known).is_file():
        return f"the folder of the shards, {folder}, is not there on {os.uname().nodename}"
    if not os.access(folder, os.W_OK):
        return f"the folder of the shards, {folder}, cannot be written"
    return None
