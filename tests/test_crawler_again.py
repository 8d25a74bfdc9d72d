"""Ingesting the same saved pages again changes nothing, whatever the clock says."""

import json
import subprocess
import sys
from pathlib import Path

from crawler.newsroom.site import Site

ROOT = Path(__file__).parents[1]


def batchwatch(data: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "cli.main", "--data", str(data), *arguments, "--json"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=True
    ).stdout


def test_a_second_ingest_finds_everything_unchanged(tmp_path: Path) -> None:
    pages, data = tmp_path / "pages", tmp_path / "data"
    pages.mkdir()
    site = Site()
    for number, story in enumerate(site.stories):
        page = site.page(story.url)
        assert page is not None
        (pages / f"{number:03}.html").write_bytes(page.body)
    first = json.loads(batchwatch(data, "ingest", str(pages)))["counters"]
    before = batchwatch(data, "batches")
    second = json.loads(batchwatch(data, "ingest", str(pages)))["counters"]
    assert first["store/new"] == len(site.stories)
    stored = {name: count for name, count in second.items() if name.startswith("store/")}
    stored.pop("store/commits")
    assert stored == {"store/unchanged": len(site.stories)}
    assert batchwatch(data, "batches") == before
