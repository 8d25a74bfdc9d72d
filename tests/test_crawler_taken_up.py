"""The columns of a run that goes on with what an earlier one left add up as well."""

import sqlite3
from contextlib import closing
from pathlib import Path

from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

from cli.crawling import numbers

PAGES = [f"/{number}" for number in range(6)]


def columns(ended: Ended) -> tuple[int, int, int]:
    """What a run found, the sum of its other columns, and those that are new."""
    found, *others = numbers(ended.outlet("sample")["counters"])
    return found, sum(others), others[0]


def test_what_no_list_names_any_more_counts_as_found(commands: Prepared, tmp_path: Path) -> None:
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*PAGES)}
    answers |= {SITE + path: Answer(page(f"Ferry {path}")) for path in PAGES}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        assert columns(desk.crawl("sample", "--limit", 2)) == (6, 6, 2)
        # Of the two that were stored one is as a kill leaves it, and one is not named any more.
        with closing(sqlite3.connect(desk.data / "ledger.db")) as ledger:
            ledger.execute("UPDATE pages SET state = 'fetched' WHERE state = 'stored'")
            ledger.commit()
        server.answers[FEED] = [feed(*PAGES[1:4])]
        assert columns(desk.crawl("sample")) == (6, 6, 4)


def test_an_article_of_an_impossible_day_is_told_and_has_its_column(
    commands: Prepared, tmp_path: Path
) -> None:
    # The list stands below /news/, and says that its links are relative to the root.
    config = CONFIG.replace(f'url = "{FEED}"', f'list = "{SITE}/news/list"\narticle = "/[0-9]$"')
    links = "".join(f"<li><a href='{path[1:]}'>Ferry {path}</a></li>" for path in PAGES)
    answers = {
        f"{SITE}/robots.txt": robots(),
        f"{SITE}/news/list": Answer(f"<base href='/'><ul>{links}</ul>".encode()),
        **{SITE + path: Answer(page(f"Ferry {path}")) for path in PAGES[1:]},
        SITE + PAGES[0]: Answer(page("Ferry ahead", "2099-01-01 10:00")),
    }
    with FaultServer(answers) as server:
        ended = Desk(commands, tmp_path, server.prefix, config).crawl("sample")
    assert columns(ended) == (6, 6, 5)
    assert (ended.status, ended.outlet("sample")["reasons"][0]["code"]) == (1, "impossible_date")
