"""Global Times, the English daily; see docs/outlets/global_times.md."""

from crawler.outlet import Outlet
from crawler.walk import Walk

SITE, SEARCH = "https://www.globaltimes.cn", "https://search.globaltimes.cn/SearchCtrl"
SECTIONS = (
    *("china", "china/scitech", "source", "source/gt-voice", "source/insight"),
    *("business/economy", "business/companies", "world", "opinion", "In-depth", "life", "sport"),
)
NUMBERS = ((1216000, "2021-02-20"), (1306359, "2024-01-30"))


class GlobalTimes(Outlet):
    """News sitemap and section lists; search by date for the past."""

    name, label, language = "global_times", "Global Times", "en"
    listings, lengths = 100, (80, 60_000)
    allowed_domains, sitemaps = ("globaltimes.cn",), (f"{SITE}/sitemap.xml",)
    lists = tuple(f"{SITE}/{section}/index.html" for section in SECTIONS)
    rows, row_date = (".list_info",), (".source_time",)
    search = f"{SEARCH}?tempkey={{query}}&page_no={{page}}&begin_date={{since}}&end_date={{until}}"
    queries = ("generative AI", "AI models", "large language models", "algorithm filing")
    walk = Walk(f"{SITE}/page/{{month}}/{{id}}.shtml", NUMBERS)

    article = (
        r"globaltimes\.cn/(?:page/(?P<year>\d{4})(?P<month>\d\d)|content)/(?P<id>\d+)[_\d]*\.s?html"
    )
    title = ("div.article_title", "div.article-title h3")
    date = ("span.pub_time", "div.article-source .text-left", "div.text-left")
    date_labels, date_ends = ("Published:",), ("Updated:",)
    date_formats = ("%b %d, %Y %I:%M %p",)
    author = ("span.byline", "a.author_name", "meta#MetaAuthor::attr(content)", "div.text-left")
    body = ("div.article_content > .article_right", "div.span12.row-content")
    strip = ("[class*=share]", "[class*=related]", ".picture", "[class*=caption]", "figcaption")
    drop_lines = r".{0,400}\bPhotos?: ?[^.!?]{1,60}$"
    end_lines = r"(?i:related articles)$"
