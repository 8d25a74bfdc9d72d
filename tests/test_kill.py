"""kill -9 at random moments: a plain rerun ends as an undisturbed run does, each page kept once."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from killing import Killer, captures, contents
from prepared import Prepared

from crawler.newsroom.addresses import OUTLETS
from crawler.newsroom.server import Newsroom
from crawler.newsroom.site import Site

pytestmark = pytest.mark.early

FEW = ("global_times", "tmtpost")
QUICK = '[crawl]\ndelay = "10ms"\n'


def run(commands: Prepared, *arguments: object) -> None:
    ran = commands(*arguments)
    assert (ran.status, ran.err) == (0, "")


def kill_crawls(
    commands: Prepared, folder: Path, kills: int, seed: int, outlets: Sequence[str]
) -> None:
    """Kill crawls of the newsroom until so many were hit; each round ends with a whole crawl."""
    config = folder / "quick.toml"
    config.write_text(QUICK, encoding="utf-8")
    with Newsroom() as newsroom:
        command = ["crawl", "cac", *outlets, "--via", newsroom.prefix, "--config", str(config)]
        run(commands, *command, "--data", folder / "whole")
        whole, pages = contents(folder / "whole"), captures(folder / "whole", "page")
        asked = 0

        def begun() -> bool:
            return len(newsroom.requests) > asked

        killer = Killer(commands, command, begun, 2.0, random.Random(seed))
        number = 0
        while killer.kills < kills:
            number += 1
            data = folder / str(number)
            finished = False
            while killer.kills < kills and not finished:
                asked = len(newsroom.requests)
                finished = killer.round(data, killer.kills + 1)
            run(commands, *command, "--data", data)
            assert killer.errors == []
            assert contents(data) == whole
            assert captures(data, "page") == pages
    assert set(pages.values()) == {1}


def kill_ingests(
    commands: Prepared, folder: Path, kills: int, seed: int, outlets: Sequence[str]
) -> None:
    """The same with files: the newsroom's pages."""
    (folder / "files").mkdir()
    site = Site()
    stories = [story for story in site.stories if story.outlet in outlets]
    for number, story in enumerate(stories):
        page = site.page(story.url)
        assert page is not None
        (folder / "files" / f"{number:03}.html").write_bytes(page.body)
    command = ["ingest", str(folder / "files")]
    run(commands, *command, "--data", folder / "whole", "-q")
    whole, files = contents(folder / "whole"), captures(folder / "whole", "file")
    began = time.monotonic()

    def begun() -> bool:
        return time.monotonic() - began > 0.2

    killer = Killer(commands, [*command, "-q"], begun, 1.5, random.Random(seed))
    number = 0
    while killer.kills < kills:
        number += 1
        finished = False
        while killer.kills < kills and not finished:
            began = time.monotonic()
            finished = killer.round(folder / f"i{number}", killer.kills + 1)
        run(commands, *command, "--data", folder / f"i{number}", "-q")
        assert killer.errors == []
        assert contents(folder / f"i{number}") == whole
        assert captures(folder / f"i{number}", "file") == files
    assert set(files.values()) == {1}


def test_killed_crawls_are_completed_by_a_rerun(tmp_path: Path, commands: Prepared) -> None:
    kill_crawls(commands, tmp_path, kills=1, seed=1, outlets=FEW)


def test_killed_ingests_are_completed_by_a_rerun(tmp_path: Path, commands: Prepared) -> None:
    kill_ingests(commands, tmp_path, kills=1, seed=2, outlets=FEW)


@pytest.mark.soak
def test_a_hundred_and_fifty_killed_crawls(tmp_path: Path, commands: Prepared) -> None:
    kill_crawls(commands, tmp_path, kills=150, seed=3, outlets=OUTLETS)


@pytest.mark.soak
def test_fifty_killed_ingests(tmp_path: Path, commands: Prepared) -> None:
    kill_ingests(commands, tmp_path, kills=50, seed=4, outlets=OUTLETS)
