"""The examples of docs/adding-an-outlet.md work as printed."""

import re
import tomllib
from pathlib import Path

from each import each

from crawler.bundled import bundled
from crawler.config import load_config
from crawler.layout import Layout
from crawler.outlet import Outlet
from crawler.outlets import known
from crawler.page import memento_time, read_page

DOCS = Path(__file__).parents[1] / "docs"
PAGE = b"""<html><body><h1 class=headline>Ferries leave on the hour</h1>
<p class=byline>By Ann Lee</p>
<p class=dateline>Published: 30 January 2024 at 20.20 Updated: 21.00</p>
<div class=story><div class=share>Share</div><p>The first boat goes at six.</p><p>Editor: Bo Li</p>
</div></body></html>"""


def example(language: str) -> str:
    text = (DOCS / "adding-an-outlet.md").read_text(encoding="utf-8")
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_configured_feed_is_an_outlet(tmp_path: Path) -> None:
    path = tmp_path / "batchwatch.toml"
    path.write_text(example("toml"), encoding="utf-8")
    config = load_config(path)
    (name,) = tomllib.loads(example("toml"))["outlets"]
    assert known(config)[name].feeds == (config.outlet[name].url,)


def test_the_declared_outlet_reads_a_page() -> None:
    names: dict[str, type[Outlet]] = {}
    exec(compile(example("python"), "adding-an-outlet.md", "exec"), names)
    outlet = names["HarbourNews"]
    assert len(example("python").splitlines()) <= 40
    page = read_page(
        PAGE,
        url="https://news.harbour.example/2024/01/7.html",
        headers={},
        layout=Layout.of(outlet),
        fetched_at=memento_time({"Memento-Datetime": "Wed, 31 Jan 2024 00:00:00 GMT"}),
    )
    assert page is not None
    article = page.article
    assert (page.reader, article.title, article.author) == (
        "outlet",
        "Ferries leave on the hour",
        "Ann Lee",
    )
    assert (article.text, article.published_at) == (
        "The first boat goes at six.",
        "2024-01-30T12:20:00Z",
    )


@each("name", bundled())
def test_every_outlet_has_its_diary(name: str) -> None:
    path = DOCS / "outlets" / f"{name}.md"
    assert path.is_file(), (
        f"{path} is missing: what is known of {name}, as on the other pages there"
    )
    diary = path.read_text(encoding="utf-8")
    assert f"(`{name}`)" in diary.splitlines()[0]
    assert "Unverified" in diary
