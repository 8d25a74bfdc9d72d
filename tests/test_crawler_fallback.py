"""A title or date that an outlet's selectors miss is what any page says of itself, and told."""

from crawler.archive.capture import About, Capture
from crawler.captured import Read, read_capture
from crawler.outlet import Outlet

SENTENCE = "The ferries of the northern harbour leave at seven in the morning, says the office. "


class Ferries(Outlet):
    """An outlet whose addresses name the day."""

    name, language = "ferries", "en"
    allowed_domains = ("ferries.example",)
    article = r"/(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)/\d+$"
    title, date, body = ("h1.story",), (".time",), (".text",)


def read(head: str, above: str, listed_date: str | None = None) -> Read:
    html = (
        f"<html><head><meta charset=utf-8>{head}</head><body>{above}"
        f"<div class=text><p>{SENTENCE * 4}</p></div></body></html>"
    )
    about = About("page", outlet="ferries", listed=True, listed_date=listed_date)
    url, fetched = "https://ferries.example/20240130/1", "2024-02-01T00:00:00Z"
    found = read_capture(
        Capture(url, fetched, html.encode(), 200, about=about), {"ferries": Ferries}
    )
    assert found is not None
    assert found.by_outlet
    return found


def test_the_selectors_decide_where_they_find_something() -> None:
    found = read(
        "<meta property=og:title content=Other>",
        "<h1 class=story>Ferries leave early</h1><p class=time>2024-01-30 20:20</p>",
    )
    assert found.article.title == "Ferries leave early"
    assert found.article.published_at == "2024-01-30T12:20:00Z"
    assert found.missed == frozenset()


def test_structured_data_stand_in_for_selectors_that_miss() -> None:
    found = read(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries leave'
        ' early", "datePublished": "2024-01-30T20:20:00+08:00"}</script>',
        "",
    )
    assert found.article.title == "Ferries leave early"
    assert found.article.published_at == "2024-01-30T12:20:00Z"
    assert found.missed == {"title", "date"}


def test_headline_and_date_of_a_rebuilt_page_are_found() -> None:
    found = read(
        "<title>Ferries leave early - The Ferry Post</title>",
        "<div class=head><h1>Ferries leave early</h1><p>2024-01-30 20:20</p></div>",
    )
    assert found.article.title == "Ferries leave early"
    assert found.article.published_at == "2024-01-30T12:20:00Z"
    assert found.missed == {"title", "date"}


def test_a_date_of_another_day_than_the_list_names_is_a_story_s() -> None:
    above = "<h1 class=story>Ferries leave early</h1><p>The contract was signed on 2019-03-02.</p>"
    assert read("", above).article.published_at == "2024-01-30"
    assert read("", above, "2024-01-30 20:20").article.published_at == "2024-01-30T12:20:00Z"


def test_words_in_the_place_of_the_date_are_none() -> None:
    found = read(
        "<meta name=publishdate content='2024-01-30 20:20'>",
        "<h1 class=story>Ferries leave early</h1><p class=time>By the ferry desk</p>",
    )
    assert found.article.published_at == "2024-01-30T12:20:00Z"
    assert found.missed == {"date"}
