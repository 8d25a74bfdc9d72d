"""The figures of ``evaluate --json`` to the page ``docs/accuracy.md``, by ``make accuracy``."""

import json
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.evaluate import gold_articles, measured
from cli.output import counted

ROOT = Path(__file__).parent.parent
GOLD, UNSEEN = ROOT / "tests" / "gold", ROOT / "tests" / "unseen"
FIGURES = ROOT / "docs" / "accuracy.json"
FIGURES_UNSEEN = ROOT / "docs" / "accuracy-unseen.json"
PAGE = ROOT / "docs" / "accuracy.md"
LANGUAGES = {"en": "English", "zh": "Chinese", "all": "Both languages"}
MEANINGS = {
    "relevant": "the article announces services that were approved, or lists or counts them",
    "counts": "services and companies of the batch, running totals: value and what it covers",
    "qualifier": "of the counts that are right, the share whose *more than*, *nearly* … is right",
    "scheme": "articles whose registers (filing, registration, on-device …) are right",
    "event_date": "announcements whose day, or month, is right",
    "companies": "companies of approved services, as printed",
    "models": "names of approved services, as printed",
    "pairs": "which service is whose, where both are printed",
    "sources": "media and institutes that are cited",
    "people": "people who are quoted or named with a role",
}
Json = dict[str, Any]

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=False,
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(figures: Json, unseen: Json) -> str:
    """The page's text, from what ``evaluate --json`` printed of either set of articles."""
    return TEMPLATES.get_template("accuracy.md.j2").render(
        figures=figures, unseen=unseen, languages=LANGUAGES, meanings=MEANINGS
    )


def _articles(figures: Json) -> str:
    """``68 English articles (49 relevant) and 68 Chinese articles (49 relevant)``."""
    said = [
        f"{counted(row['articles'], f'{LANGUAGES[key]} article', f'{LANGUAGES[key]} articles')}"
        f" ({row['relevant']} relevant)"
        for key, row in figures["articles"].items()
    ]
    return " and ".join(said)


def _cells(row: Json) -> str:
    if "accuracy" in row:
        return f" |  | {row['accuracy']:.3f}"
    return " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))


TEMPLATES.filters |= {"articles": _articles, "cells": _cells}


def kept(path: Path) -> Json:
    """The figures that a file holds."""
    figures: Json = json.loads(path.read_text(encoding="utf-8"))
    return figures


def main() -> int:
    """Measure both sets, keep the figures and write the page."""
    for articles, path in ((GOLD, FIGURES), (UNSEEN, FIGURES_UNSEEN)):
        figures = measured(gold_articles([articles]))
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{articles.relative_to(ROOT)}: {figures['documents']} articles")
    PAGE.write_text(page(kept(FIGURES), kept(FIGURES_UNSEEN)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
