"""Reads an order from stdin, crawls, writes the report to the file that the order names."""

import dataclasses
import json
import sys
from pathlib import Path

from crawler.config import load_config
from crawler.run import CrawlRequest, crawl


def main() -> None:
    order = json.load(sys.stdin)
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


if __name__ == "__main__":
    main()
