"""The one door: reads the verb, calls its room, answers with one exit status."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import TextIO

import click

from cli.errors import DONE, LOOK, Failure, explain
from cli.options import global_options

VERBS = {
    "demo": "cli.demo",
    "crawl": "cli.crawling",
    "watch": "cli.watching",
    "ingest": "cli.files",
    "replay": "cli.replaying",
    "backfill": "cli.backfilling",
    "extract": "cli.files",
    "register": "cli.register",
    "batches": "cli.answers",
    "batch": "cli.answers",
    "company": "cli.answers",
    "service": "cli.answers",
    "articles": "cli.answers",
    "outlets": "cli.crawled",
    "runs": "cli.crawled",
    "query": "cli.asking",
    "search": "cli.asking",
    "plot": "cli.plotting",
    "export": "cli.exporting",
    "alerts": "cli.alerts",
    "feed": "cli.feeding",
    "serve": "cli.serving",
    "doctor": "cli.doctor",
    "backup": "cli.keeping",
    "restore": "cli.keeping",
    "record": "cli.recording",
    "review": "cli.reviewing",
    "evaluate": "cli.evaluate",
}


GARBAGE = 50_000
"""New objects between two searches for cycles; Python's 700 make a start a fifth slower."""


class HadEnough(Exception):
    """The reader of our output closed the pipe."""


class Verbs(click.Group):
    """A group that imports a verb's module only when the verb is named."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a closed pipe is no failure, while click would exit with status 1."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise HadEnough from error
        return status

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None."""
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(VERBS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command to run; an unknown verb is answered with the near ones."""
        if args[0] in VERBS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(args[0], VERBS, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "the help lists all"
        raise click.UsageError(f"there is no verb {args[0]!r}; {hint}")


@click.group(
    cls=Verbs, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="batchwatch", message="%(prog)s %(version)s")
@global_options
def batchwatch() -> None:
    """Tracks China's registrations of generative-AI services, with the evidence.

    New here? Run: batchwatch demo
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; the exit status of the contract."""
    gc.set_threshold(GARBAGE, 10, 10)
    for stream in (sys.stdout, sys.stderr):
        _use_utf8(stream)
    with _terminated_as_interrupted():
        return _main(arguments)


def _main(arguments: Sequence[str] | None) -> int:
    try:
        status = batchwatch.main(
            args=None if arguments is None else list(arguments),
            prog_name="batchwatch",
            standalone_mode=False,
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except Failure as error:
        return _say(error.message, error.status)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "batchwatch"
        return _say(f"{error.format_message()} (see {where} --help)", error.exit_code)
    except click.ClickException as error:
        return _say(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped; nothing was left half-written", 130)
    except HadEnough:
        # What is left in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # the edge: whatever a room did not foresee becomes one line
        return _report(error)
    return status if isinstance(status, int) else DONE


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C is taken, so that what a verb began is put away; one that has its own
    way of stopping sets its own handler.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, stop) if main else None
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


def _report(error: Exception) -> int:
    """One line for an error of a room; the traceback only for those who asked to hear more."""
    import logging

    known = explain(error)
    logging.getLogger("batchwatch").debug("the traceback", exc_info=error)
    if known is not None:
        return _say(*known)
    text = " ".join(str(error).split())
    return _say(f"unexpected {type(error).__name__}: {text} (-vv shows the traceback)", LOOK)


def _say(message: str, status: int) -> int:
    line = " ".join(message.split())
    click.echo(f"batchwatch: {line}", err=True)
    return status


def _use_utf8(stream: TextIO) -> None:
    """JSON and Chinese names are UTF-8 whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
