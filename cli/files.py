"""The verbs that read files: ``extract`` prints what they say, ``ingest`` stores it."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.errors import DONE, LOOK
from cli.intake import Intake
from cli.kinds import Moment
from cli.options import Globals, verb
from cli.output import note, plain, print_json, print_json_line, print_table, progress

if TYPE_CHECKING:
    from crawler.files import Unreadable
    from crawler.items import Article

PATHS = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH…",
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)
MANY = {".jsonl", ".warc", ".gz", ""}
NO_NAMES = click.option("--no-names", is_flag=True, help="Without the gazetteer of known names.")


@click.command()
@PATHS
@click.option("--url", help="The page's address, where the file cannot say.")
@click.option("--published", type=Moment(), help="When it was published, likewise.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Its language, likewise.")
@NO_NAMES
@verb
def extract(
    options: Globals,
    paths: tuple[Path, ...],
    url: str | None,
    published: str | None,
    language: str | None,
    no_names: bool,
) -> int:
    """Print what articles say as JSON Lines; stores nothing. PATH - reads stdin."""
    if url and len(paths) > 1:
        raise click.UsageError("--url names one page: give one PATH with it")
    from crawler.files import Unreadable, read_path
    from extract.contract import as_contract
    from extract.errors import TooSlow
    from extract.read import read

    status = DONE
    for path in paths:
        for found in read_path(path, url=url, published=published, language=language):
            if isinstance(found, Unreadable):
                status = _unreadable(found)
                continue
            try:
                said = read(found, names=not no_names)
            except TooSlow as error:
                note(f"batchwatch: refused {found.url or found.id}: {error}")
                status = LOOK
            else:
                print_json_line(as_contract(found, said))
    return status


def _unreadable(found: "Unreadable") -> int:
    note(f"batchwatch: cannot read {found.path}: {found.reason}")
    return LOOK


@click.command()
@PATHS
@NO_NAMES
@verb
def ingest(options: Globals, paths: tuple[Path, ...], no_names: bool) -> int:
    """Store articles from files, by the same steps as a crawl."""
    from crawler.files import Unreadable, take_path

    status, articles, total = DONE, 0, _expected(paths)
    with (
        Intake(options, verb="ingest", names=not no_names) as intake,
        progress("ingest", total, quiet=options.verbosity < 0) as bar,
    ):
        for _ in intake.left():
            bar.say("what an earlier run left")
        for found in chain.from_iterable(map(take_path, paths)):
            if isinstance(found, Unreadable):
                intake.flow.failed(str(found.path), found.reason)
                status = _unreadable(found)
            else:
                articles += 1
                bar.reach(articles)
                if not intake.add(found):
                    article, reason = found.article, intake.flow.last_drop
                    intake.flow.failed(article.url or article.id, reason or "dropped")
                    status = _left_out(article, reason)
    if not articles and status == DONE:
        status = LOOK
        note("batchwatch: no article found in " + ", ".join(map(str, paths)))
    _summary(options, intake.flow.counters)
    return status


def _left_out(article: "Article", reason: str | None) -> int:
    note(f"batchwatch: left out {article.url or article.id}: {(reason or '').replace('_', ' ')}")
    return LOOK


def _expected(paths: tuple[Path, ...]) -> int | None:
    """How many articles the paths promise; None where one file may hold many."""
    found = chain.from_iterable(path.rglob("*") if path.is_dir() else (path,) for path in paths)
    kinds = [path.suffix.lower() for path in found if not path.is_dir()]
    return None if MANY.intersection(kinds) else len(kinds)


def _summary(options: Globals, counters: dict[str, int]) -> None:
    if options.json:
        print_json({"counters": dict(sorted(counters.items()))})
    elif options.verbosity >= 0:
        rows = [(plain(name), value) for name, value in sorted(counters.items())]
        print_table(["step/what", "number"], rows, empty="nothing was read")
