"""Every kind of page for every reader: by keyboard, read aloud, on a phone, in the dark."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.door import NARROW, Door

pytestmark = pytest.mark.early

KINDS = {
    "home": "/",
    "batches": "/batches?scheme=genai_filing",
    "batch": "/batch/genai-filing-beijing-2024-01-29",
    "company": "/company/zhipu",
    "service": "/service/01ai%2Flingyiwanwu",
    "province": "/province/四川",
    "article": "/article/gold-zh-g10?start=89&end=99",
    "search": "/search?q=智谱",
    "outlets": "/outlets",
    "queries": "/queries",
    "query": "/query/timeline",
    "about": "/about",
    "tables": "/batchwatch",
    "table": "/batchwatch/v_batches",
    "sql": "/batchwatch?sql=select+title+from+batches",
    "missing": "/batch/genai-filing-2024-01-28",
}
REPEATED = {"exclude": [["tbody tr:nth-child(n+4)"], ["li:nth-child(n+7)"], ["div:nth-child(n+7)"]]}
"""Further rows of a table or list are as the first ones are."""
PLAIN = ("about", "queries", "sql", "tables")
"""What has nothing that another kind has not."""
DARK = ("home", "batch", "article", "search", "table")
"""What has every colour there is."""
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=[pytest.mark.soak] if kind in PLAIN else []) for kind in KINDS],
)
def test_a_page_serves_every_reader(door: Door, kind: str) -> None:
    door.without_charts()
    page = door.go(KINDS[kind])
    assert serious(page) == []
    levels = page.evaluate(LEVELS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(two - one <= 1 for one, two in pairwise(levels))
    if kind in DARK:
        page.emulate_media(color_scheme="dark")
        assert serious(page, "color-contrast") == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert door.has_room()


def serious(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds serious or critical, by its rule and the first element."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, REPEATED, options={"resultTypes": ["violations"], **only}).response
    return [
        (one["id"], one["nodes"][0]["html"][:300])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_chinese_pages_have_room_on_a_narrow_screen(door: Door) -> None:
    with door.fresh(viewport=NARROW):
        door.without_charts()
        for kind in ("home", "batch", "company", "article"):
            door.go(f"{KINDS[kind]}{'&' if '?' in KINDS[kind] else '?'}lang=zh")
            assert door.has_room(), kind


def test_the_keyboard_alone_leads_to_the_content_and_to_a_firm(door: Door) -> None:
    page = door.go("/batches")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    assert door.in_sight(":focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Zhipu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Zhipu")
    page.locator(".hits a").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("智谱")
