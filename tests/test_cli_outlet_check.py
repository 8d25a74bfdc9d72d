"""``outlets check`` visits each entry point once and one article, and says what works."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import QUICK, Ended, Prepared

from crawler.newsroom.server import Newsroom

Answers = dict[str, Answer | list[Answer]]
DEAD = '[outlets.dead]\nurl = "https://dead.example/feed.xml"\n'


@pytest.fixture(scope="module")
def newsroom(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A look at three outlets of the sample newsroom."""
    folder = tmp_path_factory.mktemp("check")
    config = folder / "config.toml"
    config.write_text(QUICK, encoding="utf-8")
    with Newsroom() as running:
        ran = commands(
            *("outlets", "check", "stcn", "bbt", "pandaily", "--via", running.prefix, "--json"),
            *("--config", config, "--data", folder / "data"),
        )
        asked = list(running.requests)
    return {"ran": ran, "asked": asked, "data": folder / "data"}


def test_each_outlet_is_told_with_its_lists_and_one_article(newsroom: dict[str, Any]) -> None:
    ran = newsroom["ran"]
    assert (ran.status, ran.err) == (0, "")
    outlets = {one["name"]: one for one in ran.json["outlets"]}
    assert list(outlets) == ["stcn", "bbt", "pandaily"]
    assert {one["state"] for one in outlets.values()} == {"ok"}
    assert {one["robots"] for one in outlets.values()} == {"allow"}
    entries = outlets["stcn"]["entries"]
    assert [(one["url"][-7:], one["works"], one["listed"]) for one in entries] == [
        ("type=kx", True, 2),
        ("type=yw", True, 2),
    ]
    assert outlets["stcn"]["newest"] == "2026-07-15T10:02:00Z"
    assert outlets["stcn"]["article"]["reader"] == "outlet"
    assert outlets["pandaily"]["article"]["reader"] == "generic"
    assert outlets["pandaily"]["article"]["published_at"]


def test_no_more_is_fetched_and_nothing_is_stored(newsroom: dict[str, Any]) -> None:
    articles = [url for url in newsroom["asked"] if "detail" in url or "/2026/" in url]
    assert len(articles) == 2
    assert len(newsroom["asked"]) == len(set(newsroom["asked"])) <= 13
    assert not newsroom["data"].exists()


def look(commands: Prepared, folder: Path, answers: Answers, *words: str) -> Ended:
    config = folder / "config.toml"
    config.write_text(CONFIG + DEAD, encoding="utf-8")
    with FaultServer(answers) as server:
        return commands(*words, "--via", server.prefix, "--config", config)


def test_what_a_person_must_look_at_is_named(commands: Prepared, tmp_path: Path) -> None:
    answers: Answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/1"),
        f"{SITE}/1": Answer(page(date="soon")),
    }
    ran = look(commands, tmp_path, answers, "outlets", "check", "sample", "dead", "--json")
    assert ran.status == 1
    sample, dead = json.loads(ran.out)["outlets"]
    assert (sample["state"], sample["entries"][0]["works"]) == ("look", True)
    missed = "the outlet's selectors found no date"
    assert sorted(sample["reasons"]) == [f"{SITE}/1: no date was read", f"{SITE}/1: {missed}"]
    assert (dead["entries"][0]["works"], dead["article"]) == (False, None)
    assert dead["reasons"][0].startswith("https://dead.example/feed.xml: ")
    assert f"batchwatch: sample: {SITE}/1: no date was read" in ran.err


def test_a_date_that_its_list_contradicts_is_named(commands: Prepared, tmp_path: Path) -> None:
    told = "<pubDate>Tue, 23 Jan 2024 20:20:00 +0800</pubDate></item>"
    listed = feed("/1")
    listed = Answer(listed.body.replace(b"</item>", told.encode()), headers=listed.headers)
    answers: Answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: listed,
        f"{SITE}/1": Answer(page()),
    }
    ran = look(commands, tmp_path, answers, "outlets", "check", "sample")
    assert ran.status == 1
    doubt = "it is dated 2024-01-30T12:20:00Z, its list says 2024-01-23T12:20:00Z"
    assert f"batchwatch: sample: {SITE}/1: {doubt}" in ran.err


def test_an_index_whose_sitemaps_cannot_be_had_does_not_work(
    commands: Prepared, tmp_path: Path
) -> None:
    away = "https://elsewhere.example/sitemap.xml"
    index = Answer(f"<sitemapindex><sitemap><loc>{away}</loc></sitemap></sitemapindex>".encode())
    answers: Answers = {f"{SITE}/robots.txt": robots(), FEED: index}
    ran = look(commands, tmp_path, answers, "outlets", "check", "sample", "--json")
    (sample,) = json.loads(ran.out)["outlets"]
    cause = f"{away}: elsewhere.example is not a host of the outlet"
    assert not sample["entries"][0]["works"]
    assert sample["reasons"][0].endswith(f"none of the lists that it names could be had: {cause}")


def test_robots_that_forbid_are_told_in_the_table(commands: Prepared, tmp_path: Path) -> None:
    forbidding = robots("User-agent: *\nDisallow: /\n")
    ran = look(commands, tmp_path, {f"{SITE}/robots.txt": forbidding}, "outlets", "check", "sample")
    assert ran.status == 1
    row = next(line for line in ran.out.splitlines() if line.startswith("sample"))
    assert row.split()[1:5] == ["look", "forbid", "0", "of"]


def test_an_unknown_outlet_is_named(batchwatch: Batchwatch) -> None:
    ran = batchwatch("outlets", "check", "nobody")
    assert ran.status == 2
    assert "nobody" in ran.err


def test_without_check_the_outlets_are_listed(batchwatch: Batchwatch, tmp_path: Path) -> None:
    assert json.loads(batchwatch("outlets", "--json", "--data", tmp_path).out) == {"outlets": []}
    assert batchwatch("--json", "outlets", "--data", tmp_path).status == 0
