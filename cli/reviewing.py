"""The verb ``review``: names that wait for a person's decision, and the decision."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import DONE, USAGE, Failure
from cli.kinds import LIMIT
from cli.options import Globals, verb
from cli.output import note, print_heading, print_json, print_table, progress
from cli.own_names import names_folder, use_own_names
from cli.store import reading

if TYPE_CHECKING:
    from db.store import RecordStore
    from extract.alias_files import Kind
    from pipelines.reviewing import Candidate

NO_FOLDER = (
    'no folder is configured for your decisions: write names = "my-names" at the top of'
    " batchwatch.toml"
)


@click.command()
@click.argument("decision", required=False, type=click.Choice(["accept", "refuse"]))
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--canonical", metavar="X", help="With accept: NAME is another name of X.")
@click.option("--kind", type=click.Choice(["company", "service"]), help="Of this kind only.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="List what is at least so sure.",
)
@LIMIT
@click.option(
    "--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Pass over the first N."
)
@verb
def review(
    options: Globals,
    decision: str | None,
    names: tuple[str, ...],
    canonical: str | None,
    kind: "Kind | None",
    confidence: float,
    limit: int | None,
    offset: int,
) -> int:
    """List new names found; accept or refuse them.

    Without a decision: the names of companies and services that the articles in the data
    directory print and that the gazetteer does not know, the surest first. `accept NAME…` writes
    them into aliases.csv of your folder, `refuse NAME…` into refused.csv; `batchwatch replay`
    then reads all articles anew.
    """
    if canonical is not None and decision != "accept":
        raise click.UsageError("--canonical goes with accept")
    if decision is not None and not names:
        raise click.UsageError(f"name what to {decision}: batchwatch review {decision} NAME")
    folder = names_folder(options)
    if decision is not None and folder is None:
        raise Failure(NO_FOLDER, USAGE)
    if decision is not None and folder is not None and not folder.exists():
        folder.mkdir(parents=True)
    use_own_names(options)
    with reading(options) as store:
        found = _candidates(options, store, 0.0 if decision else confidence)
        listed = [c for c in found if kind in (None, c.kind)]
        shown = listed[offset:][:limit]
        if decision is None and store is not None:
            from pipelines.reviewing import with_sentences

            with_sentences(store, shown)
    if decision is not None and folder is not None:
        return _decide(options, folder, listed, decision == "accept", names, canonical, kind)
    if options.json:
        print_json({"total": len(listed), "candidates": [_as_json(c) for c in shown]})
    else:
        _print(shown, len(listed), offset)
    return DONE


def _candidates(options: Globals, store: "RecordStore | None", least: float) -> "list[Candidate]":
    from pipelines.reviewing import candidates

    if store is None:
        return []
    total = store.rows("SELECT count(*) AS n FROM service_mentions")[0]["n"]
    with progress("review, names looked at", total, quiet=options.verbosity < 0) as bar:
        return candidates(store, least=least, told=bar.reach)


def _decide(
    options: Globals,
    folder: Path,
    found: "list[Candidate]",
    accept: bool,
    names: tuple[str, ...],
    canonical: str | None,
    kind: "Kind | None",
) -> int:
    from extract.gazetteer import fold
    from pipelines.reviewing import Decision, write_decisions

    today = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    rows = []
    for name in names:
        mine = [c for c in found if fold(c.name) == fold(name) and kind in (None, c.kind)]
        kinds = {c.kind for c in mine} or ({kind} if kind else set())
        if len(kinds) != 1:
            said = "is listed as a company and as a service" if mine else "is not on the list"
            raise Failure(
                f"{name!r} {said}: say which with --kind company or --kind service", USAGE
            )
        source = next((p["url"] or p["article"] for c in mine for p in c.places), "")
        target = (canonical or name) if accept else None
        (only,) = kinds
        rows.append(Decision(only, name, target, today, "review", source))
    written = write_decisions(folder, rows)
    if options.verbosity >= 0:
        files = ", ".join(map(str, written))
        note(f"batchwatch: wrote {files}; batchwatch replay reads all articles with it")
    return DONE


def _print(shown: "list[Candidate]", total: int, offset: int) -> None:
    rows = [
        [c.kind, c.name, f"{c.confidence:.2f}", c.times, len(c.articles), "; ".join(c.reasons)]
        for c in shown
    ]
    columns = ["kind", "name", "sure", "times", "articles", "because"]
    print_table(columns, rows, empty="no new name waits for a decision", folds="because")
    for candidate in shown:
        print_heading(f"\n{candidate.name} ({candidate.kind})")
        for place in candidate.places:
            said = [place["published_at"] or "-", place["outlet"] or "-", place["article"]]
            print("  " + " ".join(said))
            print(f"    {place['sentence']}")
    if offset + len(shown) < total:
        print(f"\n{len(shown)} of {total}; --offset {offset + len(shown)} goes on")


def _as_json(candidate: "Candidate") -> dict[str, Any]:
    return {
        "kind": candidate.kind,
        "name": candidate.name,
        "confidence": candidate.confidence,
        "because": candidate.reasons,
        "times": candidate.times,
        "articles": len(candidate.articles),
        "outlets": len(candidate.outlets),
        "beside": candidate.beside,
        "places": candidate.places,
    }
