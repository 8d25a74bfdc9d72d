"""The verb ``evaluate``: how good the extraction is on gold articles."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from cli.errors import DONE, LOOK, Failure
from cli.kinds import MOST
from cli.options import Globals, verb
from cli.output import note, plain, print_heading, print_json, print_table, progress
from cli.own_names import use_own_names

Json = dict[str, Any]
Gold = tuple[Path, Json]


@click.command()
@click.argument(
    "directories",
    nargs=-1,
    required=True,
    metavar="DIR…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--no-names", is_flag=True, help="Only without the gazetteer of known names.")
@click.option(
    "--errors",
    type=click.IntRange(0, MOST),
    default=0,
    metavar="N",
    help="Also list up to N misses, and N false finds, of each language and field.",
)
@verb
def evaluate(options: Globals, directories: tuple[Path, ...], no_names: bool, errors: int) -> int:
    """Score the extraction against gold files, with and without the gazetteer.

    Prints precision, recall and F1 for each language and field; for qualifier, scheme and
    event_date the share that is right. --errors lists those of the run with the gazetteer.
    """
    wrong: list[str] = []
    documents = gold_articles(directories, wrong)
    for reason in wrong:
        note(f"batchwatch: {reason}")
    use_own_names(options, stored_lists=False)
    runs = (False,) if no_names else (True, False)
    with progress("evaluate", len(runs) * len(documents), quiet=options.verbosity < 0) as bar:
        report = measured(documents, runs, errors, bar.reach)
    if options.json:
        print_json(report)
    else:
        _print(report)
    return LOOK if wrong or report["without_prediction"] else DONE


def gold_articles(directories: Sequence[Path], wrong: list[str] | None = None) -> list[Gold]:
    """The gold files below the directories; Failure where there is none.

    ``wrong`` takes what is told of files that are no JSON; without it the first is a Failure.
    """
    documents = [gold for directory in directories for gold in _gold(directory, wrong)]
    if not documents:
        raise Failure(
            "; ".join(wrong or ())
            or "no gold article there: a gold file is a .json article with a 'gold' key"
        )
    return documents


def measured(
    documents: Sequence[Gold],
    runs: Sequence[bool] = (True, False),
    errors: int = 0,
    reach: Callable[[int], None] = lambda done: None,
) -> Json:
    """What ``evaluate --json`` prints; a run is with the gazetteer (True) or without it."""
    from cli.scoring import Scores

    scored, unread = [], 0
    for index, names in enumerate(runs):
        scores, unread = Scores(), 0
        for done, (path, document) in enumerate(documents, start=1):
            said = _said(path, names=names, complain=not index)
            unread += said is None
            scores.add(document, said)
            reach(index * len(documents) + done)
        scored.append(scores)
    languages = Counter(document["language"] for _, document in documents)
    relevant = Counter(document["language"] for _, document in documents if _relevant(document))
    report: Json = {
        "documents": len(documents),
        "without_prediction": unread,
        "articles": {
            language: {"articles": number, "relevant": relevant[language]}
            for language, number in sorted(languages.items())
        },
        "names": runs[0],
        "scores": scored[0].figures(),
    }
    if len(runs) > 1:
        report["scores_without_names"] = scored[1].figures()
    return report | ({"errors": scored[0].errors(errors)} if errors else {})


def _relevant(document: Json) -> bool:
    return bool(document["gold"]["relevant"])


def _gold(directory: Path, wrong: list[str] | None) -> Iterator[Gold]:
    for path in sorted(directory.rglob("*.json")):
        if path.name[0] in "._":
            continue
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            told = f"{path} is no JSON: {error}"
            if wrong is None:
                raise Failure(told) from error
            wrong.append(told)
            continue
        if not (isinstance(document, dict) and "gold" in document):
            continue
        gold = document["gold"]
        if wrong is not None and not (isinstance(gold, dict) and "relevant" in gold):
            wrong.append(f"{path}: its gold does not say whether it is relevant")
            continue
        yield path, document


def _said(path: Path, *, names: bool, complain: bool) -> Json | None:
    """What ``batchwatch extract`` prints for the file; None where it cannot be read."""
    from crawler.files import Unreadable, read_path
    from extract.contract import as_contract
    from extract.errors import TooSlow
    from extract.read import read

    for found in read_path(path):
        if isinstance(found, Unreadable):
            reason = f"cannot read {found.path}: {found.reason}"
        else:
            try:
                said: Json = as_contract(found, read(found, names=names))
                return said
            except TooSlow as error:
                reason = f"refused {path}: {error}"
        if complain:
            note(f"batchwatch: {reason}")
        return None
    return None


def _print(report: Json) -> None:
    print(f"{report['documents']} articles, {report['without_prediction']} that could not be read")
    titles = ["with the gazetteer", "without the gazetteer"][not report["names"] :]
    for title, key in zip(titles, ("scores", "scores_without_names"), strict=False):
        print_heading(f"\n{title}")
        _print_figures(report[key])
    for language, fields in report.get("errors", {}).items():
        for field, kinds in fields.items():
            for kind, items in kinds.items():
                print_heading(f"\n{language} {field}, {kind}")
                for item in items:
                    print(f"  {item['article']}: {plain(item['what'])}")


def _print_figures(figures: dict[str, dict[str, Json]]) -> None:
    columns = ["language", "field", "precision", "recall", "F1", "accuracy", "of"]
    rows = [
        [language, field, *(row.get(key) for key in ("precision", "recall", "f1", "accuracy", "n"))]
        for language, fields in figures.items()
        for field, row in fields.items()
    ]
    print_table(columns, rows, empty="nothing to score")
