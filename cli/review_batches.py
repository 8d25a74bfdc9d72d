"""What waits for a person's decision about batches, and the decision, for the verb ``review``."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import DONE, USAGE, Failure
from cli.options import Globals
from cli.output import note, plain, print_heading, print_json
from cli.store import reading

if TYPE_CHECKING:
    from db.store import RecordStore
    from pipelines.decision_files import Action, Decision
    from pipelines.doubts import Doubt

WORDS = {
    "merge": (2, 2, "SLUG SLUG"),
    "split": (2, 3, "SLUG ARTICLE [ARTICLE]"),
    "correct": (3, 3, "SLUG FIELD VALUE"),
    "reject": (1, 1, "SLUG"),
}
"""How many words each decision about batches takes, and what they are."""


def check_words(action: str, words: Sequence[str]) -> None:
    """Refuse a decision with too few or too many words."""
    least, most, form = WORDS[action]
    if not least <= len(words) <= most:
        raise click.UsageError(f'write it as: batchwatch review {action} {form} --reason "…"')


def decide(
    options: Globals,
    folder: Path,
    action: "Action",
    words: Sequence[str],
    reason: str | None,
    source: str | None,
) -> int:
    """Write the rows, and settle the store by them where there is one."""
    from pipelines.batch_deciding import WrongDecision, decision
    from pipelines.deciding import write_batch_decisions

    if not reason:
        raise click.UsageError('say why, for those who read it later: --reason "…"')
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    with reading(options) as store:
        try:
            rows = [
                decision(store, action, some, reason=reason, source=source or "", day=today)
                for some in ([[word] for word in words] if action == "accept" else [words])
            ]
        except WrongDecision as error:
            raise Failure(str(error), USAGE) from error
    path = write_batch_decisions(folder, rows)
    slugs = _apply(options, path, rows)
    if options.json:
        decided: list[dict[str, Any]] = [
            {**row.cells, "slug": slug} for row, slug in zip(rows, slugs, strict=True)
        ]
        print_json({"file": str(path), "decisions": decided})
    elif options.verbosity >= 0:
        note(f"batchwatch: wrote {path}; {_outcome(rows, slugs)}")
    return DONE


def _apply(options: Globals, path: Path, rows: "Sequence[Decision]") -> list[str | None]:
    """The batches that the rows are about, now that they are followed; None while they wait."""
    from db.errors import StoreLocked
    from db.store import RecordStore, store_path
    from pipelines.settle import follow_decisions

    try:
        with RecordStore.open(store_path(options.data), create=False) as store:
            follow_decisions(store)
            last = store.rows(
                "SELECT slug FROM decisions WHERE file = ? ORDER BY line DESC LIMIT ?",
                (str(path), len(rows)),
            )
    except StoreLocked:
        return [None] * len(rows)
    return [row["slug"] for row in reversed(last)]


def _outcome(rows: "Sequence[Decision]", slugs: Sequence[str | None]) -> str:
    if None in slugs:
        return "the next crawl or batchwatch replay follows it"
    if rows[0].action == "reject":
        return f"{slugs[0]} is no batch any more"
    return f"followed in {', '.join(map(str, slugs))}"


def waiting(store: "RecordStore | None", offset: int, limit: int | None) -> dict[str, Any]:
    """What waits about batches, as the JSON document has it."""
    if store is None:
        return {"may_be_one": [], "may_be_two": [], "unknown": []}
    from pipelines.doubts import doubts
    from pipelines.ruled import unknown

    found = doubts(store)
    one, two = (part[offset:][:limit] for part in (found.one, found.two))
    return {
        "may_be_one": [_as_json(store, doubt) for doubt in one],
        "may_be_two": [_as_json(store, doubt) for doubt in two],
        "unknown": [
            {k: v for k, v in row.items() if k not in ("place", "slug")} for row in unknown(store)
        ],
    }


def _as_json(store: "RecordStore", doubt: "Doubt") -> dict[str, Any]:
    named = store.rows_for("SELECT doc, id FROM articles WHERE doc IN (?)", doubt.articles)
    ids = {row["doc"]: row["id"] for row in named}
    return {
        "slugs": list(doubt.slugs),
        "score": doubt.score,
        "because": doubt.reasons,
        "articles": [ids[doc] for doc in doubt.articles],
    }


def print_waiting(waiting: dict[str, Any]) -> None:
    """The same for a person; nothing where nothing waits."""
    _print_doubts(
        "Batches that may be one",
        waiting["may_be_one"],
        "batchwatch review merge SLUG SLUG joins two, batchwatch review accept SLUG SLUG says that"
        " they are two",
    )
    _print_doubts(
        "Batches that may be two",
        waiting["may_be_two"],
        "batchwatch review split SLUG ARTICLE parts an article from its batch, batchwatch review"
        " accept SLUG says that it is one",
    )
    if waiting["unknown"]:
        print_heading("Decisions that nothing stored fits")
    for row in waiting["unknown"]:
        print(f"  {row['file']}:{row['line']} {row['action']} {plain(row['batch'])}")
    if waiting["unknown"]:
        print()


def _print_doubts(heading: str, doubts: list[dict[str, Any]], how: str) -> None:
    if not doubts:
        return
    print_heading(heading)
    for doubt in doubts:
        for slug in doubt["slugs"]:
            print(f"  {slug}")
        print(f"    {doubt['score']} points: {plain('; '.join(doubt['because']))}")
        print(f"    see {plain(' and '.join(dict.fromkeys(doubt['articles'])))}")
    print(f"{how} (each with --reason).\n")
