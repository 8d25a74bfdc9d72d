"""What a search found as text: for a terminal two lines a hit, for a pipe plain columns."""

import sys
from typing import TYPE_CHECKING, Any

from cli.output import counted, note, plain, print_heading, print_table

if TYPE_CHECKING:
    from rich.text import Text

Row = dict[str, Any]
NOUNS = {
    "company": ("company", "companies"),
    "service": ("service", "services"),
    "batch": ("batch", "batches"),
    "entry": ("official entry", "official entries"),
    "article": ("article", "articles"),
}
COLUMNS = {"kind": "kind", "date": "date", "id": "id", "title": "title", "where": "snippet"}
FOUND = "bold magenta"


def print_hits(document: Row, empty: str) -> None:
    """The hits, then how many there are of each kind."""
    hits = document["hits"]
    if hits and sys.stdout.isatty():
        _print_lines(hits)
    else:
        rows = [[hit[key] for key in COLUMNS.values()] for hit in hits]
        print_table(list(COLUMNS), rows, empty=empty)
    totals = document["totals"]
    told = [counted(totals[kind], *NOUNS[kind]) for kind in totals if totals[kind]]
    if told:
        print_heading(f"\n{', '.join(told)}")


def tell_more(document: Row) -> None:
    """One line on stderr where there are hits that were not told, and how to have them."""
    if left := document["more"]:
        whole = len(document["hits"]) + left
        note(f"{left:,} more: --limit {whole} tells all, --kind those of one kind")


def _print_lines(hits: list[Row]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, emoji=False)
    for hit in hits:
        head = Text.assemble((f"{hit['kind']:<8} ", "cyan"))
        head.append_text(_marked(hit["title"], hit["title_marks"]))
        about = [one for one in (hit["company"], hit["outlet"], hit["date"]) if one]
        head.append(f"  {plain(' · '.join(about))}" if about else "", style="dim")
        head.append(f"  {plain(hit['id'])}", style="dim")
        console.print(head, soft_wrap=True)
        if hit["snippet"]:
            line = Text(" " * 9)
            line.append_text(_marked(hit["snippet"], hit["marks"]))
            console.print(line, no_wrap=True, overflow="ellipsis")


def _marked(text: str, marks: list[tuple[int, int]]) -> "Text":
    from rich.text import Text

    shown = Text(text)
    for start, end in marks:
        shown.stylize(FOUND, start, end)
    return shown
