"""Five articles, a number that is put right and the official list: one alert of each kind, in
whatever order they come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from faults.pages import feed, robots
from faults.serving import Answer, FaultServer
from one_batch import NATIONAL, PROVINCE, Batch
from prepared import Prepared

SITE = "https://news.example"
OFFICE = "https://www.office.example.org"
OUTLETS = f"""
[crawl]
delay = "10ms"
[outlets.english]
url = "{SITE}/en.xml"
language = "en"
title = "h1"
date = ".date"
body = ".text"
[outlets.chinese]
url = "{SITE}/zh.xml"
language = "zh"
title = "h1"
date = ".date"
body = ".text"
[outlets.office]
official = true
list = "{OFFICE}/notices/"
article = 'office\\.example\\.org/notices/\\d+\\.html'
language = "zh"
"""
CHANNEL = '[[channel]]\nname = "desk"\nurl = "file:{}"\n'
ORDERS = list(permutations(range(3)))
STEPS = ["".join(order) for order in permutations("acl")]


@dataclass
class Reader:
    """One data directory and what its channel got."""

    commands: Prepared
    folder: Path
    batch: Batch
    outlets: str = ""

    def run(self, *arguments: object) -> Any:
        config = self.folder / "batchwatch.toml"
        text = self.outlets + CHANNEL.format(self.folder / "told.jsonl")
        config.write_text(text, encoding="utf-8")
        at = ("--data", self.folder / "data", "--config", config, "--json")
        ran = self.commands(*arguments, *at)
        assert ran.status == 0, ran.err
        return ran.json

    def ingest(self, articles: Iterable[dict[str, Any]]) -> None:
        path = self.folder / "articles.jsonl"
        lines = [json.dumps(one, ensure_ascii=False) for one in articles]
        path.write_text("\n".join(lines), encoding="utf-8")
        self.run("ingest", path, "--live")

    def act(self, step: str, order: tuple[int, ...]) -> None:
        """The articles, the corrected number, or the list."""
        if step == "a":
            runs = self.batch.runs()
            for number in order:
                self.ingest(runs[number])
        elif step == "c":
            for run in self.batch.put_right():
                self.ingest(run)
        else:
            path = self.folder / self.batch.file
            path.write_bytes(self.batch.workbook())
            self.run("register", path, "--store", "--published", "2025-11-20")

    def kinds(self) -> list[str]:
        alerts = self.run("alerts", "list")["alerts"]
        lines = (self.folder / "told.jsonl").read_text(encoding="utf-8").splitlines()
        assert {json.loads(line)["key"] for line in lines} == {one["key"] for one in alerts}
        assert len(lines) == len(alerts)
        return sorted(one["kind"] for one in alerts)


def expected(steps: str) -> list[str]:
    """A list that is there when the batch is told confirms nothing afterwards."""
    last = steps.index("l") > min(steps.index("a"), steps.index("c"))
    return [*(["confirmation"] if last else []), "correction", "new_batch"]


@pytest.mark.parametrize(
    ("batch", "steps", "order"),
    [
        (NATIONAL, "acl", (2, 0, 1)),
        *(
            pytest.param(batch, steps, order, marks=pytest.mark.soak)
            for batch in (NATIONAL, PROVINCE)
            for steps, order in [*(("acl", o) for o in ORDERS), *((s, (0, 1, 2)) for s in STEPS)]
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_each_is_told_once_in_every_order(
    commands: Prepared, tmp_path: Path, batch: Batch, steps: str, order: tuple[int, ...]
) -> None:
    reader = Reader(commands, tmp_path, batch)
    for step in steps:
        reader.act(step, order)
    assert reader.kinds() == expected(steps)


class Site:
    """Two outlets and an office on loopback, which a reader crawls."""

    def __init__(self, reader: Reader, server: FaultServer) -> None:
        self.reader, self.server = reader, server
        self.known: dict[str, list[str]] = {"en": [], "zh": []}
        self.notices: list[str] = []
        for site in (SITE, OFFICE):
            server.answers[f"{site}/robots.txt"] = [robots()]
        for language in self.known:
            self.publish(self._other(language))
        self.announce("1", "")

    def _other(self, language: str) -> dict[str, Any]:
        piece = self.reader.batch.pieces["a" if language == "en" else "b"]
        text = "Ferries leave on the hour." if language == "en" else "渡轮每小时一班，逢整点开船。"
        return {
            "url": f"https://outlet-{language}.example/0.html",
            "language": language,
            "title": text[:7],
            "published": piece.published,
            "text": text * 9,
        }

    def publish(self, article: dict[str, Any]) -> str:
        """Let an article go live, or change; its address."""
        language: str = article["language"]
        path = "/" + str(article["url"]).removeprefix("https://").replace("/", "-")
        if path not in self.known[language]:
            self.known[language].insert(0, path)
        body = "".join(f"<p>{part}</p>" for part in article["text"].split("\n\n"))
        page = (
            f"<html><head><title>{article['title']}</title></head><body><h1>{article['title']}</h1>"
            f"<p class=date>{article['published'][:16].replace('T', ' ')}</p>"
            f"<div class=text>{body}</div></body></html>"
        )
        self.server.answers[SITE + path] = [Answer(page.encode())]
        self.server.answers[f"{SITE}/{language}.xml"] = [feed(*self.known[language])]
        return SITE + path

    def let_out(self, articles: Iterable[dict[str, Any]]) -> None:
        """Let articles go live together and crawl; what is edited is asked for by its address."""
        known = {path for paths in self.known.values() for path in paths}
        addresses = [self.publish(one) for one in articles]
        edited = [address for address in addresses if address.removeprefix(SITE) in known]
        if edited:
            self.crawl(*(word for address in edited for word in ("--url", address)))
        if len(edited) < len(addresses):
            self.crawl("english", "chinese")

    def announce(self, number: str, link: str) -> None:
        """Let the office publish a notice."""
        self.notices.insert(0, f"/notices/{number}.html")
        rows = "".join(f'<li><a href="{path}">公告</a></li>' for path in self.notices)
        self.server.answers[f"{OFFICE}/notices/"] = [Answer(f"<ul>{rows}</ul>".encode())]
        text = (
            "根据有关规定，现将近期备案信息予以公布，任何单位或个人如有疑议，请提出并说明理由。" * 4
        )
        page = (
            f"<html><body><h1>公告{number}</h1><p>2025-11-19</p><p>{text}{link}</p></body></html>"
        )
        self.server.answers[f"{OFFICE}{self.notices[0]}"] = [Answer(page.encode())]

    def crawl(self, *arguments: object) -> None:
        self.reader.run("crawl", *arguments, "--via", self.server.prefix)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("order", ORDERS)
def test_a_crawl_tells_each_once_in_every_order(
    commands: Prepared, tmp_path: Path, order: tuple[int, ...]
) -> None:
    batch = NATIONAL
    with FaultServer({}) as server:
        site = Site(Reader(commands, tmp_path, batch, OUTLETS), server)
        site.crawl("english", "chinese", "office")
        for run in (*(batch.runs()[n] for n in order), *batch.put_right()):
            site.let_out(run)
        name = batch.file
        server.answers[f"{OFFICE}/files/1.xlsx"] = [Answer(batch.workbook())]
        site.announce("2", f'<a href="/files/1.xlsx">{name}</a>')
        site.crawl("english", "chinese", "office")
    assert site.reader.kinds() == ["confirmation", "correction", "new_batch"]
