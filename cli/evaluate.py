"""The verb ``evaluate``: how good the extraction is on gold articles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli.errors import DONE, LOOK, Failure
from cli.options import Globals, verb
from cli.output import note, print_json, print_table, progress


@click.command()
@click.argument(
    "directories",
    nargs=-1,
    required=True,
    metavar="DIR…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--no-names", is_flag=True, help="Without the gazetteer of known names.")
@verb
def evaluate(options: Globals, directories: tuple[Path, ...], no_names: bool) -> int:
    """Score the extraction against gold files."""
    from cli.scoring import Scores

    documents = list(_gold(directories))
    if not documents:
        raise Failure("no gold article there: a gold file is a .json article with a 'gold' key")
    scores, missing = Scores(), 0
    with progress("evaluate", len(documents), quiet=options.verbosity < 0) as bar:
        for done, (path, document) in enumerate(documents, start=1):
            said = _said(path, names=not no_names)
            missing += said is None
            scores.add(document, said)
            bar.reach(done)
    report = {"documents": len(documents), "without_prediction": missing}
    if options.json:
        print_json({**report, "scores": scores.figures()})
    else:
        print(f"{len(documents)} articles, {missing} that could not be read")
        _print(scores.figures())
    return LOOK if missing else DONE


def _gold(directories: tuple[Path, ...]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for directory in directories:
        for path in sorted(directory.rglob("*.json")):
            if path.name[0] in "._":
                continue
            try:
                document = json.loads(path.read_text(encoding="utf-8"))
            except ValueError as error:
                raise Failure(f"{path} is no JSON: {error}") from error
            if isinstance(document, dict) and "gold" in document:
                yield path, document


def _said(path: Path, *, names: bool) -> dict[str, Any] | None:
    """What ``batchwatch extract`` prints for the file; None where it cannot be read."""
    from crawler.files import Unreadable, read_path
    from extract.contract import as_contract
    from extract.read import read

    for found in read_path(path):
        if isinstance(found, Unreadable):
            note(f"batchwatch: cannot read {found.path}: {found.reason}")
            return None
        said: dict[str, Any] = as_contract(found, read(found, names=names))
        return said
    return None


def _print(figures: dict[str, dict[str, dict[str, Any]]]) -> None:
    columns = ["language", "field", "precision", "recall", "F1", "accuracy", "of"]
    rows = [
        [language, field, *(row.get(key) for key in ("precision", "recall", "f1", "accuracy", "n"))]
        for language, fields in figures.items()
        for field, row in fields.items()
    ]
    print_table(columns, rows, empty="nothing to score")
