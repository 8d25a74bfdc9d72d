"""Selectors that find only a part of an article are told, true ones of any page are not."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from each import each
from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from crawler.archive.capture import About, Capture
from crawler.bundled import bundled
from crawler.outlet import Outlet
from crawler.page import article_from_html
from crawler.rot import EVERY, FIRST, Rot, too_little

RECORDED = sorted((Path(__file__).parent / "outlets").glob("*/*/page.html.gz"))
REST = "".join(f"<p>{number} boats: {SENTENCE * 3}</p>" for number in range(6))
ROTTEN = (
    "<html><body><h1>Ferries</h1><p class=date>2024-01-30 20:20</p>"
    f"<div class=text><p>{SENTENCE}</p></div><div class=rest>{REST}</div>"
)


def capture(body: bytes, url: str, headers: Mapping[str, str]) -> Capture:
    fields = tuple(headers.items())
    return Capture(url, "2024-01-30T12:20:00Z", body, 200, fields, About("page"))


@each("page", RECORDED, ids=lambda page: f"{page.parts[-3]}/{page.parts[-2]}")
def test_the_selectors_of_recorded_pages_have_not_rotted(page: Path) -> None:
    meta = json.loads((page.parent / "meta.json").read_text(encoding="utf-8"))
    body, outlet = gzip.decompress(page.read_bytes()), bundled()[page.parts[-3]]
    article = article_from_html(body, url=meta["url"], headers=meta["headers"], outlet=outlet.name)
    assert article is not None
    assert not Rot(outlet).found(capture(body, meta["url"], meta["headers"]), article.text)


def test_a_part_is_too_little_and_so_is_a_quarter_of_anything() -> None:
    whole = "\n".join(f"{number} {SENTENCE}" for number in range(10))
    assert too_little(f"0 {SENTENCE}", whole)
    assert too_little("Share this with your friends", whole)
    assert not too_little("\n".join(f"{number} {SENTENCE}" for number in range(6)), whole)
    assert not too_little(f"A flash. {SENTENCE * 3}", whole)
    assert not too_little("A flash.", SENTENCE)


def test_the_first_pages_of_a_run_are_compared_and_few_of_the_others() -> None:
    rot = Rot(type("Sample", (Outlet,), {"body": (".text",)}))
    found = [rot.found(capture(ROTTEN.encode(), SITE, {}), SENTENCE) for _ in range(EVERY + 1)]
    assert [at for at, told in enumerate(found) if told] == [*range(FIRST), EVERY - 1]


def test_a_crawl_tells_of_rotten_selectors(commands: Prepared, tmp_path: Path) -> None:
    answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/1"),
        f"{SITE}/1": Answer(ROTTEN.encode()),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample")
    report = ended.outlet("sample")
    assert report["counters"]["page/selectors_missed"] == 1
    assert (ended.status, report["outcome"]) == (1, "partial")
    (run,) = desk.ask("runs")["runs"]
    assert "selectors_missed" in {reason["code"] for reason in run["reasons"]}
