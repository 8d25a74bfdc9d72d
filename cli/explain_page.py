"""Explanations as one HTML page that needs nothing else: no network, no script."""

import os
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.errors import Failure
from cli.explain_marks import GROUPS, group, pieces
from cli.output import UNPRINTABLE, counted
from cli.summing import announced, served
from cli.whole_files import refuse_other
from crawler.items import Article
from extract.explaining.explanation import Explanation, Line
from extract.explaining.findings import Finding

TEMPLATE = "explain_page.html.j2"
MARK = '<meta name="generator" content="batchwatch extract --explain">'
"""How a page of ours is known, which may be written over."""
LEGEND = {
    "company": "company",
    "model": "model or app",
    "desc": "description",
    "name": "name of no sure kind",
    "count": "number",
    "date": "date",
    "voice": "authority, scheme, medium, person",
    "yes": "cue: approved, new, in all",
    "no": "cue: pending, refused, aside",
}


def writable(path: Path) -> None:
    """Failure where the page has no directory, or would write over what is no such page."""
    if path.is_dir() or not path.parent.is_dir():
        raise Failure(f"cannot write {path}: its directory is not there, or it is one itself")
    refuse_other(path, MARK.encode(), "page of --explain")


class Page:
    """Gathers explanations and writes the page at the end, whole or not at all."""

    def __init__(self, path: Path, *, quiet: bool) -> None:
        self.path, self.quiet = path, quiet
        self.articles: list[dict[str, Any]] = []

    def show(self, article: Article, explanation: Explanation) -> None:
        """Keep what the page shows of one article."""
        self.articles.append(_article(article, explanation))

    def close(self) -> None:
        """Write the page and say so; no page where no article could be read."""
        if not self.articles:
            return
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        html = environment.get_template(TEMPLATE).render(
            articles=self.articles, legend=LEGEND, groups=GROUPS
        )
        _write(self.path, html)
        if not self.quiet:
            print(f"{self.path}: {counted(len(self.articles), 'article', 'articles')} explained")


def _write(path: Path, html: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(html)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _article(article: Article, explanation: Explanation) -> dict[str, Any]:
    extraction = explanation.extraction
    facts = (article.id, article.outlet, article.published_at, article.url)
    return {
        "title": _clean(article.title or article.id),
        "language": article.language,
        "about": " · ".join(_clean(fact) for fact in facts if fact),
        "relevant": extraction.relevant,
        "verdict": _clean(explanation.verdict),
        "stopped": explanation.stopped,
        "unread": explanation.unread,
        "announcements": [announced(row) for row in extraction.announcements],
        "services": [(s.announcement, served(s)) for s in extraction.services],
        "lines": [_line(line) for line in explanation.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "pieces": [
            (_clean(piece.text), _finding(piece.finding) if piece.finding else None)
            for piece in pieces(line)
        ],
        "clauses": line.clauses,
        "told": [_finding(f) for f in line.findings if f.state != "cue"],
        "cues": [_finding(f) for f in line.findings if f.state == "cue"],
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "label": finding.label,
        "group": group(finding.label),
        "state": finding.state,
        "text": " ".join(_clean(finding.text).split()),
        "rule": finding.rule or "",
        "why": _clean(finding.why),
    }


def _clean(text: str) -> str:
    """Without characters that show nothing or turn the direction of what follows."""
    return UNPRINTABLE.sub(lambda run: " " * len(run.group()), text)
