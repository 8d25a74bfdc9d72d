"""Every kind of page for every reader: by keyboard, read aloud, on a phone, in the dark."""

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.door import NARROW, Door

KINDS = {
    "home": "/",
    "batches": "/batches?scheme=genai_filing",
    "batch": "/batch/genai-filing-beijing-2024-01-29",
    "company": "/company/zhipu",
    "service": "/service/01ai%2Flingyiwanwu",
    "province": "/province/北京",
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
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("kind", KINDS)
def test_no_serious_problem_in_light_and_dark(door: Door, kind: str) -> None:
    page = door.go(KINDS[kind])
    for scheme, rules in ((SCHEMES[0], None), (SCHEMES[1], ["color-contrast"])):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert serious(page, rules) == []


def serious(page: Any, rules: list[str] | None) -> list[tuple[str, str]]:
    """What axe finds serious or critical, by its rule and the first element."""
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only}).response
    return [
        (one["id"], one["nodes"][0]["html"][:300])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_narrow_screen_has_room_for_every_page(door: Door, language: str) -> None:
    with door.fresh(viewport=NARROW):
        for kind, path in KINDS.items():
            door.go(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert door.has_room(), kind


def test_headings_go_down_one_step_at_a_time(door: Door) -> None:
    for kind, path in KINDS.items():
        levels = door.go(path).evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"
        )
        assert levels[0] == 1, kind
        assert levels.count(1) == 1, kind
        assert all(two - one <= 1 for one, two in pairwise(levels)), kind


def test_the_keyboard_alone_leads_to_the_content_and_to_a_firm(door: Door) -> None:
    page = door.go("/batches")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    assert door.in_sight(":focus")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
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
