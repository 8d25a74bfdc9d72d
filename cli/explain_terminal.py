"""An explanation as lines for a terminal: colours where it is one, plain words in a pipe."""

import re
import sys
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cli.explain_marks import QUIET, Piece, group, pieces
from cli.output import UNPRINTABLE, plain
from cli.summing import announced, served
from crawler.items import Article
from extract.explaining.explanation import Explanation, Line
from extract.explaining.findings import Finding

WIDEST = 100
"""Columns; longer lines are hard to read."""
STYLES = {
    "company": "bold cyan",
    "model": "bold green",
    "desc": "green",
    "name": "blue",
    "count": "bold magenta",
    "date": "magenta",
    "voice": "cyan",
    "yes": "yellow",
    "no": "red",
    "cue": "dim",
}
HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”"
UNIT = re.compile(rf"\[?(?:[{HAN}]|[^\s{HAN}]{{1,60}})(?:\|-?[A-Z]+\])*[，。、；：）”]*\s*|\s+")
"""What no line end parts: a word or a Chinese character with its brackets, label and stop."""
SIGNS = {"kept": "+", "dropped": "-", "cue": " "}
LEGEND = "[text|LABEL] kept or a cue, [text|-LABEL] dropped; below: + kept, - dropped, with reasons"


class Printer:
    """Prints explanations on stdout; ``all_cues`` lists those that only tell the field too."""

    def __init__(self, *, all_cues: bool) -> None:
        self.console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
        self.width = min(self.console.width, WIDEST) if sys.stdout.isatty() else WIDEST
        self.all_cues = all_cues

    def show(self, article: Article, explanation: Explanation) -> None:
        """One article: what it says in all, then line by line."""
        self._line("", Text(f"{article.id}  {plain(article.title or '')}", style="bold"))
        extraction = explanation.extraction
        answer = "relevant" if extraction.relevant else "not relevant"
        self._line("  ", Text(f"{answer}: {plain(explanation.verdict)}"))
        if explanation.stopped:
            self._line("  ", Text("what follows is what it would have found, read on"))
        for index, row in enumerate(extraction.announcements):
            self._line("  ", Text(f"announcement {index}: {announced(row)}"))
        for service in extraction.services:
            self._line("  ", Text(f"service of {service.announcement}: {served(service)}"))
        if explanation.unread:
            self._line("  ", Text(f"the last {explanation.unread} characters are not read"))
        self._line("  ", Text(LEGEND, style="dim"))
        for line in explanation.lines:
            self._sentence(line)
        print()

    def close(self) -> None:
        """Nothing is kept."""

    def _sentence(self, line: Line) -> None:
        print()
        self._line("", Text.assemble(*(_marked(piece) for piece in pieces(line))))
        for part in line.clauses:
            rule = f" ({part.rule})" if part.rule else ""
            head = f"clause {part.role}" if len(line.clauses) == 1 else f"{part.role}"
            tail = "" if len(line.clauses) == 1 else f": {_short(part.text)}"
            self._line("    ", Text(f"{head}, {plain(part.why)}{rule}{tail}", style="dim"))
        for finding in line.findings:
            if finding.state != "cue":
                self._line("    ", _told(finding))
        cues = ", ".join(self._cues(line))
        if cues:
            self._line("    ", Text(f"cues: {cues}", style="dim"))

    def _cues(self, line: Line) -> Iterator[str]:
        for f in line.findings:
            if f.state == "cue" and (self.all_cues or f.label not in QUIET):
                details = f"; {f.why}" if f.why else ""
                yield f"{f.label} “{plain(f.text)}” ({f.rule}{details})"

    def _line(self, indent: str, text: Text) -> None:
        """One paragraph, wrapped, its further lines indented two columns more."""
        deeper = indent + "  " if indent else ""
        for index, row in enumerate(text.divide(_breaks(text.plain, self.width - len(deeper)))):
            row.rstrip()
            self.console.print(Text.assemble(deeper if index else indent, row), soft_wrap=True)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where lines of this width begin: at words, in Chinese at any character, in no label."""
    used = 0
    for unit in UNIT.finditer(text):
        needed = cell_len(unit.group().rstrip())
        if used and used + needed > width:
            yield unit.start()
            used = 0
        used += cell_len(unit.group())


def _marked(piece: Piece) -> Text:
    text = UNPRINTABLE.sub(lambda run: " " * len(run.group()), piece.text)
    if piece.finding is None:
        return Text(text)
    sign = "-" if piece.finding.state == "dropped" else ""
    style = STYLES[group(piece.finding.label)] + (" strike" if sign else "")
    return Text.assemble("[", (text, style), (f"|{sign}{piece.finding.label}", "dim"), "]")


def _told(finding: Finding) -> Text:
    rule = f" ({finding.rule})" if finding.rule else ""
    style = STYLES[group(finding.label)]
    head = f"{SIGNS[finding.state]} {finding.label} "
    why = f": {plain(finding.why)}" if finding.why else ""
    return Text.assemble(head, (plain(finding.text), style), (rule, "dim"), why)


def _short(text: str) -> str:
    words = plain(text)
    return f"“{words}”" if len(words) <= 40 else f"“{words[:39]}…”"
