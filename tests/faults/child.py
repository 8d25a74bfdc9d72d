"""An order in, the report of its crawl out, in the file that the order names."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from crawler.config import load_config
from crawler.run import CrawlRequest, crawl


def run(order: dict[str, Any]) -> None:
    """Crawl as ordered, in a process of its own: a reactor starts once."""
    report = Path(order.pop("report"))
    for name in ("outlets", "urls"):
        order[name] = tuple(order.get(name, ()))
    order["data"] = Path(order["data"])
    order["config"] = load_config(Path(order["config"]))
    progress: list[tuple[str, int, int, int]] = []
    if order.pop("progress", False):
        order["on_event"] = lambda *event: progress.append(event)
    outcome = dataclasses.asdict(crawl(CrawlRequest(**order)))
    report.write_text(json.dumps(outcome | {"progress": progress}), encoding="utf-8")
