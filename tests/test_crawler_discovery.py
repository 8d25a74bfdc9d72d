"""Sitemaps, feeds and lists are told apart by what they are, and give their links."""

import re

from each import each

from crawler.discovery import HINT, Entries, ListForm, read_entries

BASE = "https://news.example/dir/page"
PATTERN = re.compile(r"/story/\d+")
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def read(text: str, *, pattern: re.Pattern[str] | None = PATTERN) -> Entries:
    return read_entries(text.encode(), text, BASE, ListForm(pattern))


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    found = read(
        f'<?xml version="1.0"?><urlset xmlns:n="{NEWS}"><url><loc> https://news.example/1 </loc>'
        "<n:news><n:publication><n:name>News</n:name></n:publication>"
        "<n:publication_date>2024-01-30T20:20:00+08:00</n:publication_date>"
        "<n:title>One &amp; all</n:title></n:news></url><url><loc>/2</loc></url></urlset>"
    )
    assert [(one.url, one.title, one.published_text) for one in found.articles] == [
        ("https://news.example/1", "One & all", "2024-01-30T20:20:00+08:00"),
        ("https://news.example/2", None, None),
    ]


def test_a_mark_of_change_is_taken_from_lastmod_and_updated() -> None:
    sitemap = read(
        "<urlset><url><loc>/1</loc><lastmod>2024-02-01</lastmod></url><url><loc>/2</loc></url>"
        "<url><loc>/3</loc><publication_date>2024-01-30</publication_date></url></urlset>"
    )
    assert [one.changed for one in sitemap.articles] == ["2024-02-01", None, None]
    atom = read(
        '<feed><entry><link href="/1"/><published>2024-01-30T12:20:00Z</published>'
        "<updated>2024-02-01T00:00:00Z</updated></entry></feed>"
    )
    assert [one.changed for one in atom.articles] == ["2024-02-01T00:00:00Z"]
    rss = read("<rss><item><link>/1</link><pubDate>Tue, 30 Jan 2024</pubDate></item></rss>")
    assert [one.changed for one in rss.articles] == [None]


def hint(told: str) -> str | None:
    rss = f"<rss><item><link>/1</link><title>Ferries</title>{told}</item></rss>"
    (one,) = read(rss).articles
    return one.changed


def test_what_a_feed_tells_of_an_article_is_a_hint_whatever_its_markup() -> None:
    told = hint("<description>&lt;p&gt;14 boats leave.&lt;/p&gt;</description>")
    assert told is not None
    assert told.startswith(HINT)
    assert (
        hint(
            "<description><![CDATA[ <div><a href='/?n=7'>14 boats</a> leave.</div>]]></description>"
        )
        == told
    )
    assert hint("<description>15 boats leave.</description>") != told
    longer = "<c:encoded>14 boats leave. Two wait.</c:encoded>".replace("c:encoded", "encoded")
    assert hint(f"<description>14 boats leave.</description>{longer}") not in (told, None)


def test_a_sitemap_index_gives_further_pages() -> None:
    found = read(
        "<sitemapindex><sitemap><loc>https://news.example/a.xml</loc></sitemap></sitemapindex>"
    )
    assert found.pages == ("https://news.example/a.xml",)
    assert found.articles == ()


def test_an_rss_feed_gives_its_items() -> None:
    found = read(
        '<rss version="2.0"><channel><title>Site</title><link>https://news.example/</link>'
        "<item><title>One</title><link>https://news.example/1</link>"
        "<pubDate>Tue, 30 Jan 2024 12:20:00 GMT</pubDate></item>"
        "<item><guid>https://news.example/2</guid></item><item><title>No link</title></item>"
        "</channel></rss>"
    )
    assert [one.url for one in found.articles] == [
        "https://news.example/1",
        "https://news.example/2",
    ]
    assert found.articles[0].published_text == "Tue, 30 Jan 2024 12:20:00 GMT"


def test_an_atom_feed_gives_its_alternate_links() -> None:
    found = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://news.example/"/><entry>'
        '<link rel="self" href="/self"/><link href="/1"/><title>One</title>'
        "<updated>2024-02-01T00:00:00Z</updated><published>2024-01-30T12:20:00Z</published>"
        "</entry></feed>"
    )
    (one,) = found.articles
    assert (one.url, one.published_text) == ("https://news.example/1", "2024-01-30T12:20:00Z")


def test_a_list_gives_the_links_that_look_like_articles() -> None:
    found = read(
        '<ul><li><a href="/story/1"><img></a><a href="/story/1"> First  story </a>'
        '<a href="//news.example/story/2#top">Second</a><a href="/about">About</a>'
        '<a href="javascript:void(0)">x</a><a>y</a><a href="http://[bad/story/3">z</a></ul>'
    )
    assert [(one.url, one.title) for one in found.articles] == [
        ("https://news.example/story/1", "First story"),
        ("https://news.example/story/2", "Second"),
    ]


@each(
    ("href", "url"),
    [
        ("HTTPS://Upper.Example/A/1.html", "https://upper.example/A/1.html"),
        ("//UPPER.example:8080/a?B=c", "https://upper.example:8080/a?B=c"),
        ("HTTP://Me:Secret@UPPER.example/a", "http://Me:Secret@upper.example/a"),
        ("/two words.html", "https://news.example/two%20words.html"),
    ],
)
def test_an_address_is_as_browsers_write_it_before_it_is_looked_at(href: str, url: str) -> None:
    found = read(f'<a href="{href}">Ferries</a>', pattern=re.compile(re.escape(url)))
    assert [one.url for one in found.articles] == [url]


@each(
    "text",
    [
        "",
        "plain words",
        '{"json": 1}',
        "<rss><channel></channel></rss>",
        "<?xml version='1.0'?><rss><channel><item><ti",
        "<?xml version='1.0'?>",
        "\x00\x01\x02",
    ],
)
def test_a_page_without_articles_gives_none(text: str) -> None:
    assert read(text) == Entries()


def test_a_torn_feed_gives_what_is_whole() -> None:
    torn = "<rss><channel><item><link>https://news.example/1</link></item><item><link>https://ne"
    assert read(torn).articles[0].url == "https://news.example/1"


def test_entities_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "https://news.example/1">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<rss><channel><item><link>&f;</link></item></channel></rss>"
    )
    assert read(bomb) == Entries()


def test_a_feed_in_gb2312_is_decoded() -> None:
    text = (
        '<?xml version="1.0" encoding="gb2312"?><rss><channel><item><title>大模型备案</title>'
        "<link>https://news.example/1</link></item></channel></rss>"
    )
    found = read_entries(text.encode("gb2312"), "", BASE, ListForm(None))
    assert found.articles[0].title == "大模型备案"


def test_a_bare_ampersand_in_a_link_is_kept() -> None:
    found = read(
        "<rss><channel><item><link>https://news.example/a?b=1&c=2</link></item></channel></rss>"
    )
    assert found.articles[0].url == "https://news.example/a?b=1&c=2"


ROWS = """
<div class="head"><a href="/story/9">No date</a></div>
<div class="news"><ul>
<li><h4><a href="/story/1" title="One"><img></a></h4><p><a href="/story/1">More&gt;&gt;</a></p>
<p class="others"><span>By A</span><span>2026-09-24</span></p></li>
<li><a class="c" data-ot="2026-09-23T10:05:00+08:00">AI</a><a class="t" href="/story/2">Two</a>
<p class="others"><span></span></p></li>
<li><a href="/story/3">Three</a></li>
</ul></div>
"""


def test_the_rows_of_a_list_give_dates() -> None:
    dates = ("p.others span:last-child", "a.c::attr(data-ot)")
    form = ListForm(PATTERN, rows=(".news li", ".none"), row_date=dates)
    found = read_entries(ROWS.encode(), ROWS, BASE, form).articles
    assert [(one.url[-1], one.title, one.published_text) for one in found] == [
        ("9", "No date", None),
        ("1", "One", "2026-09-24"),
        ("2", "Two", "2026-09-23T10:05:00+08:00"),
        ("3", "Three", None),
    ]


def test_a_list_names_further_lists_in_its_menu() -> None:
    menu = (
        '<a href="/ch/tech/">Tech</a><a href="http://news.example/ch/law/">Law</a>'
        '<a href="/ch/tech/">Tech</a><a href="/dir/page">Here</a><a href="/about">About</a>'
        '<a href="/story/1">One</a>'
    )
    form = ListForm(PATTERN, sections=re.compile(r"news\.example/(?:ch/\w+/|dir/page)$"))
    found = read_entries(menu.encode(), menu, BASE, form)
    assert found.pages == ("https://news.example/ch/tech/", "http://news.example/ch/law/")
    assert [one.title for one in found.articles] == ["One"]
