"""Crawls in a forked process (a reactor starts once) and reads back what came of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prepared import Prepared

ROOT = Path(__file__).parents[2]
ARTICLES = {"format": "jsonlines", "item_classes": ["crawler.items.Article"]}


@dataclass(frozen=True)
class Outcome:
    """Report, articles as dicts, and what the process printed."""

    report: dict[str, Any]
    articles: list[dict[str, Any]]
    stdout: str
    stderr: str

    def outlet(self, name: str) -> dict[str, Any]:
        """Return the report of one outlet."""
        return next(one for one in self.report["outlets"] if one["name"] == name)


def crawl_in_child(
    commands: Prepared, folder: Path, *, items_only: bool = True, config: str = "", **request: Any
) -> Outcome:
    """Run ``crawler.run.crawl``; with ``items_only`` the articles go to a file, not the store."""
    folder.mkdir(parents=True, exist_ok=True)
    items, report, toml = folder / "items.jsonl", folder / "report.json", folder / "config.toml"
    toml.write_text(config or '[crawl]\ndelay = "10ms"\n', encoding="utf-8")
    settings = dict(request.pop("settings", {}))
    if items_only:
        settings |= {"ITEM_PIPELINES": {}, "FEEDS": {str(items): ARTICLES}}
    order = {
        "data": str(folder / "data"),
        "config": str(toml),
        "report": str(report),
        "settings": settings,
        **request,
    }
    ran = commands.start(crawl=order).wait()
    assert report.is_file(), ran.err
    lines = items.read_text(encoding="utf-8").splitlines() if items.is_file() else []
    return Outcome(
        json.loads(report.read_text(encoding="utf-8")),
        [json.loads(line) for line in lines],
        ran.out,
        ran.err,
    )
