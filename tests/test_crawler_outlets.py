"""Every recorded page of every outlet gives the article that a person has checked.

``tests/outlets/OUTLET/SLUG`` holds the page's bytes (``page.html.gz``, ``page.json.gz``), its
public URL and headers (``meta.json``) and the article (``expected.json``). A missing
``expected.json`` is written and fails once, so that a person reads it.
"""

import gzip
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from each import each

from crawler.bundled import bundled
from crawler.outlet import Outlet
from crawler.page import article_from_html

FOLDER = Path(__file__).parent / "outlets"
PAGES = sorted(FOLDER.glob("*/*/page.*.gz"))


@each("page", PAGES, ids=lambda page: f"{page.parts[-3]}/{page.parts[-2]}")
def test_a_recorded_page_gives_the_expected_article(page: Path) -> None:
    folder = page.parent
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    article = article_from_html(
        gzip.decompress(page.read_bytes()),
        url=meta["url"],
        headers=meta["headers"],
        outlet=folder.parent.name,
        fetched_at=meta["fetched_at"],
    )
    assert article is not None
    assert "\ufffd" not in f"{article.title}{article.text}{article.author}"
    found = asdict(article)
    expected = folder / "expected.json"
    if not expected.exists():
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        expected.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"wrote {expected}: read it, then run the test again")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@each("outlet", bundled().values(), ids=lambda outlet: str(outlet.name))
def test_an_outlet_is_one_small_declarative_file(outlet: type[Outlet]) -> None:
    path = Path(__file__).parents[1] / "crawler" / "spiders" / f"{outlet.name}.py"
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 40
    assert "def " not in source
    assert (FOLDER / str(outlet.name)).is_dir()


def test_every_attribute_of_the_contract_is_documented() -> None:
    source = (Path(__file__).parents[1] / "crawler" / "outlet.py").read_text(encoding="utf-8")
    lines = source.split("    def __init__")[0].splitlines()
    attributes = [number for number, line in enumerate(lines) if ": ClassVar[" in line]
    assert len(attributes) > 20
    for number in attributes:
        assert lines[number + 1].strip().startswith('"""'), lines[number]


def test_outlets_cover_the_pages_of_an_unknown_structure() -> None:
    page: dict[str, Any] = {"url": "https://www.globaltimes.cn/page/202401/1.shtml"}
    text = "A sentence that the generic reader finds although the selectors do not. " * 6
    body = f"<html><body><article><h1>Headline</h1><p>{text}</p></article></body></html>"
    article = article_from_html(body.encode(), **page)
    assert article is not None
    assert (article.outlet, article.title) == ("global_times", "Headline")


@each("name", ["technode", "cntechpost"])
def test_a_short_link_of_wordpress_is_an_article_s(name: str) -> None:
    outlet = bundled()[name]
    site = f"https://{outlet.allowed_domains[0]}"
    assert re.search(outlet.article, f"{site}/?p=88006")
    assert re.search(outlet.article, f"{site}/2026/11/25/ferries/")
    assert not any(re.search(outlet.article, site + at) for at in ("/", "/?page=2", "/?page_id=7"))


def test_a_caption_and_the_related_stories_end_no_text_of_global_times() -> None:
    page = (
        '<div class="article_title">T</div><div class="article_content"><div class="article_right">'
        '<center><img src="a.jpg"></center><p class="picture">A port</p>A crane at work. Photo: VCG'
        "<br/><br/>First sentence.<br/><br/>Second sentence.<br/>RELATED ARTICLES<ul><li>Other"
        "</li></ul></div></div>"
    )
    article = article_from_html(page.encode(), url="https://www.globaltimes.cn/page/202401/1.shtml")
    assert article is not None
    assert article.text == "First sentence.\nSecond sentence."
