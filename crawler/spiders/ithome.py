"""ITHome, Chinese technology news; see docs/outlets/ithome.md."""

from crawler.api import Api, Envelope, Kind, Row
from crawler.outlet import Outlet

SITE = "https://www.ithome.com"
OLDER = Api(
    f"{SITE}/list/",
    Row((Kind(""),)),
    size=1,
    envelope=Envelope("content.html"),
    more=f"{SITE}/category/listpage?page={{page}}",
    post=True,
    deeper=True,
    links=("a.t",),
)


class ITHome(Outlet):
    """One RSS feed of the newest sixty articles; lists for what is older."""

    name = "ithome"
    label = "IT之家"
    language = "zh"
    listings, lengths = 120, (60, 40_000)
    allowed_domains = ("ithome.com",)
    feeds = (f"{SITE}/rss/",)
    apis = (OLDER,)
    rows, row_date = ("li",), ("a.c::attr(data-ot)",)
    article = r"(?:www|m)\.ithome\.com/(?:0|html)/(?P<id>\d+/?\d+)\.htm"
    title = ("#con h1", ".post_title h1", "h1")
    date = ("#pubtime_baidu",)
    author = ("#author_baidu strong", "#author_baidu")
    body = ("#paragraph", ".post_content")
    strip = (".ad-tips", ".ad_block", "a[href*='lapin.ithome.com']")
    drop_lines = "广告声明："
    end_lines = r"(?:IT之家)?\s*相关(?:阅读|文章)[:：]?"
