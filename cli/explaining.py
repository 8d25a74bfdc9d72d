"""Articles to what ``extract`` prints of them: JSON Lines, or an explanation."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from cli.options import Globals
from cli.output import print_json_line

if TYPE_CHECKING:
    from crawler.items import Article
    from extract.explaining.explanation import Explanation

ON_STDOUT = ""
"""The value of ``--explain`` without a file."""
PAGES = (".html", ".htm")


class Answer(Protocol):
    """What takes the articles of one call, one by one."""

    def take(self, article: "Article", *, names: bool) -> None:
        """Read one article and answer."""

    def close(self) -> None:
        """After the last one."""


class JsonLines:
    """The contract's object on a line of its own."""

    def take(self, article: "Article", *, names: bool) -> None:
        """Print what the article says."""
        from extract.contract import as_contract
        from extract.read import read

        print_json_line(as_contract(article, read(article, names=names)))

    def close(self) -> None:
        """Nothing is kept."""


class Shower(Protocol):
    """A form that explanations take."""

    def show(self, article: "Article", explanation: "Explanation") -> None:
        """One article's."""

    def close(self) -> None:
        """After the last one."""


class Explained:
    """Each article explained, in one form or in two."""

    def __init__(self, showers: list[Shower]) -> None:
        self.showers = showers

    def take(self, article: "Article", *, names: bool) -> None:
        """Read the article with a recorder and show what it noted."""
        from extract.explaining.explanation import explain

        explanation = explain(article, names=names)
        for shower in self.showers:
            shower.show(article, explanation)

    def close(self) -> None:
        """Close each."""
        for shower in self.showers:
            shower.close()


class ExplainedLines:
    """The contract's object with the explanation under ``explain``."""

    def show(self, article: "Article", explanation: "Explanation") -> None:
        """One line."""
        print_json_line(as_json(article, explanation))

    def close(self) -> None:
        """Nothing is kept."""


def as_json(article: "Article", explanation: "Explanation") -> dict[str, Any]:
    """The contract's object and, under ``explain``, verdict and lines."""
    from extract.contract import as_contract

    told = asdict(explanation)
    del told["extraction"]
    return as_contract(article, explanation.extraction) | {"explain": told}


def page_and_paths(
    value: str, paths: tuple[Path, ...], kind: click.ParamType[Path]
) -> tuple[Path | None, tuple[Path, ...]]:
    """The page to write, if any, and the articles: ``--explain article.txt`` names an article."""
    if value == ON_STDOUT:
        return None, paths
    if Path(value).suffix.lower() in PAGES:
        return Path(value), paths
    return None, (kind.convert(value, None, None), *paths)


def explainer(options: Globals, page: Path | None) -> Explained:
    """A page where one is named; JSON Lines where they are asked for; else the terminal."""
    showers: list[Shower] = []
    if page is not None:
        from cli.explain_page import Page, writable

        writable(page)
        showers.append(Page(page, quiet=options.json or options.verbosity < 0))
    if options.json:
        showers.append(ExplainedLines())
    if not showers:
        from cli.explain_terminal import Printer

        showers.append(Printer(all_cues=options.verbosity > 0))
    return Explained(showers)
