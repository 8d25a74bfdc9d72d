"""The verb ``review``: what waits for a person's decision about names, and the decision."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from cli.errors import DONE, USAGE, Failure
from cli.kinds import LIMIT, MOST
from cli.options import Globals, verb
from cli.output import note, print_json, progress
from cli.own_names import names_folder, use_own_names
from cli.review_batches import WORDS, check_words, decide, print_waiting, waiting
from cli.review_page import name_as_json, pair_as_json, print_names, print_pairs
from cli.store import reading

if TYPE_CHECKING:
    from db.store import RecordStore
    from extract.known.alias_files import Kind
    from pipelines.deciding import Verdict
    from pipelines.decision_files import Action
    from pipelines.resemblances import Resemblance
    from pipelines.reviewing import Candidate

NO_FOLDER = (
    'no folder is configured for your decisions: write names = "my-names" at the top of'
    " batchwatch.toml"
)


@click.command()
@click.argument(
    "decision", required=False, type=click.Choice(["accept", "refuse", "apart", *WORDS])
)
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--reason", metavar="WHY", help="Why you decide so; batches need it.")
@click.option("--source", metavar="URL", help="What shows it.")
@click.option("--canonical", metavar="X", help="With accept: NAME is another name of X.")
@click.option("--kind", type=click.Choice(["company", "service"]), help="Of this kind only.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="List names that are at least so sure.",
)
@LIMIT
@click.option(
    "--offset", type=click.IntRange(0, MOST), default=0, metavar="N", help="Pass over the first N."
)
@verb
def review(
    options: Globals,
    decision: "Verdict | Action | None",
    names: tuple[str, ...],
    reason: str | None,
    source: str | None,
    canonical: str | None,
    kind: "Kind | None",
    confidence: float,
    limit: int | None,
    offset: int,
) -> int:
    """List what waits for your decision; decide.

    Without a decision: batches that may be one or two, decisions that find nothing, the names of
    companies and services that the articles in the data directory print and that the gazetteer
    does not know, the surest first, and pairs of companies or services that may be one.

    `accept NAME…` writes names into aliases.csv of your folder, with `--canonical X` as other
    names of X; `refuse NAME…` into refused.csv what is no name; `apart NAME OTHER` into apart.csv
    that the two are not one. `batchwatch replay` then reads all articles anew.

    `merge SLUG SLUG`, `split SLUG ARTICLE [ARTICLE]`, `correct SLUG FIELD VALUE`, `reject SLUG`
    and `accept SLUG…` write what you decide about batches into batches.csv, each with `--reason`,
    and are followed at once and at every rebuild.
    """
    _check(decision, names, canonical)
    folder = names_folder(options)
    if decision is not None and folder is None:
        raise Failure(NO_FOLDER, USAGE)
    if decision is not None and folder is not None and not folder.exists():
        folder.mkdir(parents=True)
    use_own_names(options)
    if decision is not None and folder is not None and _of_batches(options, decision, names, kind):
        return decide(options, folder, cast("Action", decision), names, reason, source)
    with reading(options) as store:
        found = _candidates(options, store, 0.0 if decision else confidence)
        listed = [c for c in found if kind in (None, c.kind)]
        pairs = [p for p in _resemblances(store) if kind in (None, p.kind)]
        shown, alike = listed[offset:][:limit], pairs[offset:][:limit]
        if decision is None and store is not None:
            from pipelines.reviewing import with_sentences

            with_sentences(store, [*shown, *alike])
        batches = waiting(store if decision is None and not kind else None, offset, limit)
    if decision is not None and folder is not None:
        verdict, why = cast("Verdict", decision), (reason, source)
        return _decide(options, folder, [*listed, *pairs], verdict, names, canonical, kind, why)
    if options.json:
        names_told = {"total": len(listed), "candidates": [name_as_json(c) for c in shown]}
        told = {"total": len(pairs), "pairs": [pair_as_json(p) for p in alike]}
        print_json(names_told | {"resemblances": told, "batches": batches})
    else:
        print_waiting(batches)
        print_names(shown, len(listed), offset)
        print_pairs(alike, len(pairs), offset)
    return DONE


def _of_batches(
    options: Globals, decision: str, names: tuple[str, ...], kind: "Kind | None"
) -> bool:
    """Whether a decision is about batches: `accept` takes slugs as well as names."""
    from pipelines.batch_deciding import names_batches

    if decision != "accept" or kind is not None:
        return decision in WORDS
    with reading(options) as store:
        return names_batches(store, names)


def _check(
    decision: "Verdict | Action | None", names: tuple[str, ...], canonical: str | None
) -> None:
    if canonical is not None and decision != "accept":
        raise click.UsageError("--canonical goes with accept")
    if decision is not None and decision in WORDS:
        check_words(decision, names)
    if decision is not None and not names:
        raise click.UsageError(f"name what to {decision}: batchwatch review {decision} NAME")
    if decision == "apart" and len(names) != 2:
        raise click.UsageError("name two: batchwatch review apart NAME OTHER")


def _resemblances(store: "RecordStore | None") -> "list[Resemblance]":
    from pipelines.resemblances import resemblances

    return [] if store is None else resemblances(store)


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
    found: "list[Candidate | Resemblance]",
    verdict: "Verdict",
    names: tuple[str, ...],
    canonical: str | None,
    kind: "Kind | None",
    why: tuple[str | None, str | None],
) -> int:
    from pipelines.deciding import Decision, write_decisions

    today = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    rows = []
    for name in names[:1] if verdict == "apart" else names:
        mine = [item for item in found if _about(item, name)]
        only = _kind_of(name, mine, kind)
        shown = next((p["url"] or p["article"] for item in mine for p in item.places), "")
        other = _target(only, canonical or name) if verdict == "accept" else names[-1]
        rows.append(
            Decision(only, verdict, name, other, today, why[0] or "review", why[1] or shown)
        )
    written = write_decisions(folder, rows)
    if options.verbosity >= 0:
        files = ", ".join(map(str, written))
        note(f"batchwatch: wrote {files}; batchwatch replay reads all articles with it")
    return DONE


def _about(item: "Candidate | Resemblance", name: str) -> bool:
    from extract.known.shipped import fold

    return fold(name) in {fold(item.name), fold(getattr(item, "other", item.name))}


def _kind_of(name: str, mine: "list[Candidate | Resemblance]", kind: "Kind | None") -> "Kind":
    kinds = {item.kind for item in mine} or ({kind} if kind else set())
    if len(kinds) != 1:
        said = "is listed as a company and as a service" if mine else "is not on the list"
        raise Failure(f"{name!r} {said}: say which with --kind company or --kind service", USAGE)
    return kinds.pop()


def _target(kind: "Kind", name: str) -> str:
    """The name that stands for all, where another of them is given."""
    from extract.known.names import owner

    return owner(kind, name) or name
