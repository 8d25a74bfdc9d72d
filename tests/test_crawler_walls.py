"""What stands in front of many articles is none: pages without a find that say the same."""

from pathlib import Path

from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

PATHS = [f"/{number}" for number in range(3)]


def wall(words: str = "We ask for your choice") -> Answer:
    """A page that looks like an article, and has nothing that the selectors look for but h1."""
    text = f"<p>{words}. {SENTENCE * 6}</p>"
    return Answer(f"<html><title>{words}</title><h1>{words}</h1><div>{text}</div></html>".encode())


def site(**pages: Answer) -> dict[str, Answer | list[Answer]]:
    """The feed and its pages, all well but those given."""
    answers = {path: Answer(page(f"Ferry {path}")) for path in PATHS}
    answers |= {f"/{name[1:]}": answer for name, answer in pages.items()}
    paths = {SITE + path: answer for path, answer in answers.items()}
    return {f"{SITE}/robots.txt": robots(), FEED: feed(*answers), **paths}


def test_a_wall_is_no_article_and_its_pages_are_fetched_again(
    commands: Prepared, tmp_path: Path
) -> None:
    with FaultServer(site(_0=wall(), _1=wall())) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        first = desk.crawl("sample")
        assert first.reasons("sample") == ["2 article pages failed (wall)"]
        assert desk.titles() == ["Ferry /2"]
        assert [desk.state(path) for path in PATHS[:2]] == [("queued", "wall")] * 2
        commands("replay", "--data", desk.data, "--config", tmp_path / "config.toml")
        assert desk.titles() == ["Ferry /2"]
        server.answers |= {SITE + path: [Answer(page(f"Ferry {path}"))] for path in PATHS}
        assert desk.crawl("sample").status == 0
        assert desk.titles() == [f"Ferry {path}" for path in PATHS]
        commands("replay", "--data", desk.data, "--config", tmp_path / "config.toml")
        assert desk.titles() == [f"Ferry {path}" for path in PATHS]


def test_pages_that_differ_are_articles_though_the_selectors_find_nothing(
    commands: Prepared, tmp_path: Path
) -> None:
    others = {f"_{number}": wall(f"Ferry of hour {number}") for number in range(7)}
    with FaultServer(site(**others)) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample")
        assert "wall" not in {reason["code"] for reason in ended.outlet("sample")["reasons"]}
        assert len(desk.titles()) == 7


def test_reprints_on_which_the_selectors_find_something_are_articles(
    commands: Prepared, tmp_path: Path
) -> None:
    same = dict.fromkeys(("_0", "_1", "_2"), Answer(page()))
    with FaultServer(site(**same)) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        assert desk.crawl("sample").status == 0
        assert len(desk.titles()) == 3
