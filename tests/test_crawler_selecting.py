"""Selectors of other years are passed over by a page's source alone, and never one that finds."""

from each import each

from crawler.layout import Layout
from crawler.outlets import by_name
from crawler.selecting import may_find, narrowed


@each(
    ("selector", "html", "may"),
    [
        ("div.text > p", '<div class="text wide"><p>', True),
        ("div.text > p", "<div class=other><p>", False),
        ("#a .b", "<div id=a><p>", False),
        ("[class*=share]", "<div class='sharebar'>", True),
        ("[class*=share]", "<div class=bar>", False),
        ("p:not(.aside)", "<p>", True),
        (".old, .new", "<p class=new>", True),
        ("span:contains('a.b')", "<span>a<i>.</i>b</span>", True),
        ("a[href*='ads.example.com']", "<a href='//ads&#46;example.com'>", True),
        ("figcaption", "", True),
    ],
)
def test_a_glance_at_the_source_tells_what_cannot_be_found(
    selector: str, html: str, may: bool
) -> None:
    assert may_find(selector, html) is may


def test_a_layout_is_narrowed_to_what_may_be_on_the_page() -> None:
    outlet = by_name("global_times")
    assert outlet is not None
    page = '<div class="article_title">A</div><div class="article_content"><p class=article_right>'
    left = narrowed(Layout.of(outlet), page)
    assert (left.title, left.date) == (("div.article_title",), ())
    assert left.body == ("div.article_content > .article_right",)
    assert left.strip == ("figcaption",)
