"""What outlets send instead of what they promise ends in a run with a code and a broken outlet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from each import each
from faults.pages import SENTENCE, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

CHALLENGE = b"<html><script>document.cookie='__jsl_clearance_s=1';location.reload()</script></html>"
SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"
REPAIRS = "<html><title>系统维护</title><body>网站正在升级维护，请稍后访问</body></html>".encode()
LOGIN = b"<html><body><form>Name <input name=u><input type=password></form></body></html>"
EMPTY = b"<html><body><ul class=news></ul></body></html>"
PATHS = ("/2024/01/30/1", "/2024/01/30/2", "/2024/01/30/3")
OLD = ("/2021/02/03/1", "/2021/02/03/2")
TEXT = f"<div class=text><p>{SENTENCE * 6}</p></div>"
Answers = Mapping[str, Answer]


def listing(*paths: str) -> Answer:
    links = "".join(f"<li><a href={path}>Ferries leave {path}</a></li>" for path in paths)
    return Answer(f"<html><body><ul>{links}</ul></body></html>".encode())


def articles(body: str | bytes, status: int = 200) -> Answers:
    """A list of three articles that all look alike."""
    content = body if isinstance(body, bytes) else f"<html><body>{body}</body></html>".encode()
    return {"/list": listing(*PATHS)} | dict.fromkeys(PATHS, Answer(content, status))


SITES: dict[str, tuple[str, Answers]] = {
    "challenged": ("challenge", {"/list": Answer(CHALLENGE)}),
    "challenged_202": ("challenge", articles(CHALLENGE, 202)),
    "challenged_403": ("challenge", {"/list": Answer(CHALLENGE, 403)}),
    "challenged_412": ("challenge", articles(CHALLENGE, 412)),
    "shell": ("js_shell", {"/list": Answer(SHELL)}),
    "shell_pages": ("js_shell", articles(SHELL)),
    "wall": ("login", articles(LOGIN)),
    "repaired": ("maintenance", {"/list": Answer(REPAIRS)}),
    "repaired_503": ("maintenance", {"/list": Answer(REPAIRS, 503)}),
    "refused": ("http_403", articles("no", 403)),
    "empty": ("no_listing", {"/list": Answer(EMPTY)}),
    "rewritten": ("selectors_missed", articles(page().replace(b"class=text", b"class=story"))),
    "undated": ("no_dates", articles(f"<h1>Ferries</h1>{TEXT}")),
    "untitled": ("no_titles", articles(f"<p class=date>2024-01-30 20:20</p>{TEXT}")),
    "short": (
        "short_texts",
        articles("<h1>Boats</h1><p class=date>2024-01-30 20:20</p><p class=text>See below."),
    ),
}
GOOD = {"/list": listing(*PATHS)} | {path: Answer(page(path)) for path in (*PATHS, *OLD)}


def host(name: str) -> str:
    return f"https://www.{name.replace('_', '-')}.example"


def configured(name: str) -> str:
    return f"""
[outlets.{name}]
list = "{host(name)}/list"
article = '/(?P<year>\\d{{4}})/(?P<month>\\d\\d)/(?P<day>\\d\\d)/\\d+$'
language = "en"
title = "h1"
date = ".date"
body = ".text"
"""


NAMES = (*SITES, "good")
CONFIG = '[crawl]\ndelay = "10ms"\n' + "".join(map(configured, NAMES))


@dataclass(frozen=True)
class Told:
    """What is told after the first crawl, and after one in which a list is of long ago."""

    status: int
    runs: dict[str, Any]
    outlets: dict[str, Any]
    doctor: dict[str, Any]
    later: dict[str, Any]


@pytest.fixture(scope="module")
def told(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Told:
    answers = {f"{host(name)}/robots.txt": robots() for name in NAMES}
    for name, site in {**{name: site for name, (_, site) in SITES.items()}, "good": GOOD}.items():
        answers |= {host(name) + path: answer for path, answer in site.items()}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("expected"), server.prefix, CONFIG)
        status = desk.crawl(*NAMES, settings={"RETRY_TIMES": 0}).status
        runs = {row["outlet"]: row for row in desk.ask("runs")["runs"]}
        outlets = {row["name"]: row for row in desk.ask("outlets")["outlets"]}
        doctor = {one["check"]: one for one in desk.ask("doctor")["findings"]}
        server.answers[f"{host('good')}/list"] = [listing(*OLD)]
        desk.crawl("good")
        later = desk.ask("runs", "--limit", 1)["runs"][0]
    return Told(status, runs, outlets, doctor, later)


@each("name", SITES)
def test_the_run_has_failed_and_says_why_with_a_code(told: Told, name: str) -> None:
    run = told.runs[name]
    assert run["outcome"] == "failed"
    assert SITES[name][0] in {reason["code"] for reason in run["reasons"]}
    assert all(reason["text"] for reason in run["reasons"])


@each("name", SITES)
def test_the_outlet_is_broken_and_says_why(told: Told, name: str) -> None:
    outlet = told.outlets[name]
    assert (outlet["state"], outlet["since"]) == ("broken", told.runs[name]["started_at"])
    assert outlet["reasons"] == told.runs[name]["reasons"]
    assert outlet["why"]
    assert told.doctor[f"outlet {name}"]["state"] == "error"
    assert outlet["why"] in told.doctor[f"outlet {name}"]["text"]


def test_an_outlet_as_it_should_be(told: Told) -> None:
    assert told.status == 1
    run, outlet = told.runs["good"], told.outlets["good"]
    assert (run["outcome"], run["reasons"]) == ("ok", [])
    assert (outlet["state"], outlet["why"], outlet["new"]) == ("ok", None, len(PATHS))


def test_what_was_read_of_a_changed_page_is_kept(told: Told) -> None:
    assert told.runs["rewritten"]["counters"]["new"] == len(PATHS)


def test_a_list_of_long_ago_is_told_from_news(told: Told) -> None:
    assert told.later["outcome"] == "failed"
    (reason,) = told.later["reasons"]
    assert (reason["code"], reason["number"]) == ("list_outdated", 1091)
