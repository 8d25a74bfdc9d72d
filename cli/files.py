"""The verbs that read files: ``extract`` prints what they say, ``ingest`` stores it."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.delivering import delivered, tell_of, told
from cli.errors import DONE, LOOK
from cli.explaining import ON_STDOUT, JsonLines, explainer, page_and_paths
from cli.intake import Intake, finish_ingest
from cli.kinds import Moment
from cli.options import Globals, verb
from cli.output import note, plain, print_json, print_table, progress
from cli.own_names import use_own_names

if TYPE_CHECKING:
    from crawler.files import Taken, Unreadable
    from crawler.items import Article

PATH = click.Path(exists=True, allow_dash=True, path_type=Path)
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=PATH)
MANY = {".jsonl", ".warc", ".gz", ""}
NO_NAMES = click.option("--no-names", is_flag=True, help="Without the gazetteer of known names.")


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…", type=PATH)
@click.option(
    "--explain",
    is_flag=False,
    flag_value=ON_STDOUT,
    metavar="[FILE.html]",
    help="Show what was found, kept and dropped, and why, with the rules; on a page with FILE.",
)
@click.option("--url", help="The page's address, where the file cannot say.")
@click.option("--published", type=Moment(), help="When it was published, likewise.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Its language, likewise.")
@NO_NAMES
@verb
def extract(
    options: Globals,
    paths: tuple[Path, ...],
    explain: str | None,
    url: str | None,
    published: str | None,
    language: str | None,
    no_names: bool,
) -> int:
    """Print what articles say as JSON Lines; stores nothing. PATH - reads stdin.

    With --explain, each line of an article is shown with what the rules found in it: kept (+) or
    dropped (-) with the reason, clauses with their role and its cue, and why the article is an
    announcement or none. With --json that is JSON Lines; -v shows every cue.
    """
    page = None
    if explain is not None:
        page, paths = page_and_paths(explain, paths, PATH)
    if not paths:
        hint = f"; {page} is the page that --explain writes" if page else ""
        raise click.UsageError(f"Missing argument 'PATH…'{hint}")
    if url and len(paths) > 1:
        raise click.UsageError("--url names one page: give one PATH with it")
    from crawler.files import Unreadable, take_path
    from extract.errors import TooSlow

    use_own_names(options)
    answer = JsonLines() if explain is None else explainer(options, page)
    status = DONE
    for path in paths:
        for found in take_path(path, url=url, published=published, language=language):
            if isinstance(found, Unreadable):
                status = _unreadable(found)
                continue
            status = _doubted(found.doubt) if found.doubt else status
            article = found.article
            try:
                answer.take(article, names=not no_names)
            except TooSlow as error:
                note(f"batchwatch: refused {article.url or article.id}: {error}")
                status = LOOK
    answer.close()
    return status


def _unreadable(found: "Unreadable") -> int:
    note(f"batchwatch: cannot read {found.path}: {found.reason}")
    return LOOK


def _doubted(doubt: str) -> int:
    note(f"batchwatch: {doubt}")
    return LOOK


@click.command()
@PATHS
@NO_NAMES
@click.option(
    "--live",
    is_flag=True,
    help="Take the files as news, in the order of their publication, and alert as a crawl would.",
)
@verb
def ingest(options: Globals, paths: tuple[Path, ...], no_names: bool, live: bool) -> int:
    """Store articles from files, by the same steps as a crawl.

    They are history: no alert is raised, but with --live.
    """
    from crawler.files import Unreadable, take_path

    use_own_names(options)
    finish_ingest(options, [not live])

    status, articles, total = DONE, 0, _expected(paths)
    given = chain.from_iterable(map(take_path, paths))
    with (
        Intake(options, verb="ingest", names=not no_names, live=live) as intake,
        progress("ingest", total, quiet=options.verbosity < 0) as bar,
    ):
        for _ in intake.left():
            bar.say("what an earlier run left")
        for found in _by_publication(given) if live else given:
            if isinstance(found, Unreadable):
                intake.flow.failed(str(found.path), found.reason)
                status = _unreadable(found)
            else:
                articles += 1
                bar.reach(articles)
                if found.doubt:
                    file, _, said = found.doubt.partition(": ")
                    intake.flow.failed(file, said, "read/undated")
                    status = _doubted(found.doubt)
                if not intake.add(found):
                    article, reason = found.article, intake.flow.last_drop
                    # A step that dropped it has counted it.
                    counted = "read/unreadable" if intake.broke else None
                    intake.flow.failed(article.url or article.id, reason or "dropped", counted)
                    status = _left_out(article, reason)
    if not articles and status == DONE:
        status = LOOK
        note("batchwatch: no article found in " + ", ".join(map(str, paths)))
    _summary(options, intake.flow.counters)
    return max(status, delivered(options)) if live else status


def _by_publication(given: Iterable["Taken | Unreadable"]) -> list["Taken | Unreadable"]:
    """Files in the order in which they were published; those that do not say it come last."""
    from crawler.files import Unreadable

    def at(found: "Taken | Unreadable") -> str:
        return "" if isinstance(found, Unreadable) else found.article.published_at or "9"

    return sorted(given, key=at)


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
        print_json({"counters": dict(sorted(counters.items())), "alerts": told(counters)})
    elif options.verbosity >= 0:
        rows = [(plain(name), value) for name, value in sorted(counters.items())]
        print_table(["step/what", "number"], rows, empty="nothing was read")
        tell_of(told(counters), "ingest --live raises them")
