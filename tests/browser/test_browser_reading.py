"""What a reader does: from the front page to the words that state a number, and to a firm."""

import pytest
from playwright.sync_api import expect

from browser.conftest import HOSTILE
from browser.door import Door

pytestmark = pytest.mark.early

BATCH = "genai-filing-beijing-2024-01-29"
FIRMS = {"智谱": "zhipu", "智譜": "zhipu", "Zhipu": "zhipu", "Lingyi Wanwu": "01ai"}


def test_two_clicks_lead_from_the_front_page_to_the_words_that_state_a_number(door: Door) -> None:
    door.without_charts()
    page = door.go("/")
    page.locator(f'a[href="/batch/{BATCH}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("14 services")
    figure = page.get_by_role("table", name="Sources beside the register")
    expect(figure.get_by_role("link", name="14 of 14")).to_be_visible()
    figure.get_by_role("link", name="14", exact=True).and_(figure.locator(".ev")).click()
    expect(page.locator("mark.asked")).to_contain_text("14")
    expect(page.locator("aside.evidence code")).to_contain_text("count")
    assert page.url.endswith("#span")
    assert door.in_sight("mark.asked")
    assert door.in_sight("aside.evidence")


def test_each_service_leads_to_the_words_that_name_it(door: Door) -> None:
    door.without_charts()
    page = door.go(f"/batch/{BATCH}")
    row = page.get_by_role("row").filter(has_text="摹小仙").first
    row.locator("a.ev").first.click()
    marked = "".join(page.locator("mark.asked").all_inner_texts())
    assert "摹小仙" in marked
    assert door.in_sight("mark.asked")


def test_a_firm_is_found_by_each_of_its_names(door: Door) -> None:
    page = door.go("/about")
    companies = page.locator("section").filter(has=page.get_by_role("heading", name="Companies"))
    for words, firm in FIRMS.items():
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Search: {words}")
        expect(companies.get_by_role("link").first).to_have_attribute("href", f"/company/{firm}")
    companies.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Official register")).to_be_visible()


def test_the_timeline_is_drawn_by_the_server_with_its_numbers_behind_it(door: Door) -> None:
    page = door.go("/")
    chart = page.locator("figure.chart img")
    chart.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('figure.chart img').naturalWidth > 300")
    assert chart.get_attribute("alt")
    page.get_by_text("The numbers as a table").click()
    rows = page.locator("figure.chart tbody tr")
    expect(rows.first).to_be_visible()
    assert any("/chart/timeline.svg" in url for url in door.asked)


def test_the_language_asked_for_goes_along(door: Door) -> None:
    door.without_charts()
    page = door.go("/")
    page.get_by_role("link", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.locator(f'a[href^="/batch/{BATCH}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("14 款服务")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("14 services")


def test_the_browser_s_language_is_taken_where_none_is_asked_for(door: Door) -> None:
    with door.fresh(locale="zh-CN"):
        page = door.go("/batches")
        assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_what_is_hostile_is_shown_as_text(door: Door) -> None:
    door.without_charts()
    page = door.go("/batches?since=2024-02-05&until=2024-02-05")
    page.locator("th.lead a").first.click()
    page.locator("#claims ~ div a.ev").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("\"><script>alert('title')")
    shown = page.locator("body").inner_text()
    assert "<svg onload=alert(2)>" in shown
    assert not set(shown) & set("\u202e\u0007\u0000")
    assert page.locator('main img, main script, a[href^="javascript"]').count() == 0
    assert HOSTILE["outlet"] in shown
