"""The options that every verb takes, before it or after it, and the kinds of their values."""

import logging
import os
import sys
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from cli.kinds import Folder

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_CONFIG = Path("batchwatch.toml")


@dataclass(slots=True)
class Globals:
    """What the global options say; a value after the verb wins over one before it."""

    data: Path = Path("data")
    config: Path | None = None
    json: bool = False
    verbosity: int = 0
    """-1 quiet, 0 usual, 1 informative, 2 everything."""
    data_given: bool = False
    """True where an option named the data directory."""

    @classmethod
    def from_environment(cls) -> "Globals":
        """The values before any option is read."""
        data, config = os.environ.get("BATCHWATCH_DATA"), os.environ.get("BATCHWATCH_CONFIG")
        found = cls(data=Path(data or "data"))
        if config:
            found.config = Path(config)
        elif DEFAULT_CONFIG.is_file():
            found.config = DEFAULT_CONFIG
        return found


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Keep a value that was given in the one ``Globals`` of this call."""
    if context.obj is None:
        context.obj = Globals.from_environment()
    options: Globals = context.obj
    if not value:
        return value
    match parameter.name:
        case "data":
            options.data, options.data_given = value, True
        case "config":
            options.config = value
        case "json":
            options.json = True
        case "verbose":
            options.verbosity += value
        case "quiet":
            options.verbosity = -1
    return value


_OPTIONS = (
    click.option(
        "--data",
        type=Folder(),
        metavar="DIR",
        help="Data directory (BATCHWATCH_DATA; default: data).",
        expose_value=False,
        callback=_remember,
    ),
    click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Configuration (BATCHWATCH_CONFIG; default: batchwatch.toml if it is there).",
        expose_value=False,
        callback=_remember,
    ),
    click.option(
        "--json", is_flag=True, help="Print JSON.", expose_value=False, callback=_remember
    ),
    click.option(
        "-v", "--verbose", count=True, help="Say more.", expose_value=False, callback=_remember
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help="Say less.", expose_value=False, callback=_remember
    ),
)


def global_options(function: F) -> F:
    """Give a command the options that stand before and after the verb."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def verb(function: Callable[Concatenate[Globals, P], int | None]) -> Callable[P, int | None]:
    """A verb's function gets the ``Globals`` first; its result is the exit status (None: 0)."""

    def run(context: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> int | None:
        options: Globals = context.obj
        _set_up_logging(options.verbosity)
        _refuse_no_days(kwargs.get("since"), kwargs.get("until"))
        return function(options, *args, **kwargs)

    update_wrapper(run, function)
    return global_options(click.pass_context(run))


def _refuse_no_days(since: object, until: object) -> None:
    if isinstance(since, date) and isinstance(until, date) and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")


LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}


class _ToStderr(logging.Handler):
    """Logs go to stderr, never between the lines of an answer."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record as it comes; without -v one line, no traceback."""
        if self.level >= logging.WARNING:
            library = record.name.partition(".")[0] in LIBRARIES
            if library or record.name in NAMED_BY_US or _ends_the_crawl(record):
                return
            record = _in_one_line(record)
        print(self.format(record), file=sys.stderr)


def _ends_the_crawl(record: logging.LogRecord) -> bool:
    """Whether Scrapy logs an error that the crawl is ended for and the last line will tell."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return False
    from crawler.errors import ArchiveError, LedgerError
    from db.errors import StoreError

    return isinstance(error, (ArchiveError, LedgerError, StoreError))


def _in_one_line(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of the record with the name of the error in place of the traceback."""
    short = copy(record)
    short.exc_info = short.exc_text = short.stack_info = None
    error = record.exc_info[1] if record.exc_info else None
    said = record.getMessage()
    if error is not None:
        said += f" ({type(error).__name__}: {error}; -v shows the traceback)"
    short.msg, short.args = " ".join(said.split()), None
    return short


LIBRARIES = ("trafilatura", "htmldate", "justext", "courlan")
"""They log as errors what is an answer here, a page without an article, and set each other's
levels when they are first imported."""
NAMED_BY_US = frozenset(
    f"scrapy.{name}"
    for name in (
        "downloadermiddlewares.retry",
        "downloadermiddlewares.robotstxt",
        "core.downloader.handlers.http11",
    )
)
"""They log failures that the crawler names in a line of its own."""
_HANDLER = _ToStderr()
_HANDLER.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))


def _set_up_logging(verbosity: int) -> None:
    """The level is the handler's: Scrapy opens the root logger for everything."""
    level = LEVELS.get(verbosity, logging.DEBUG)
    _HANDLER.setLevel(level)
    logging.root.setLevel(level)
    if _HANDLER not in logging.root.handlers:
        logging.root.addHandler(_HANDLER)
