"""Xinhua's English site; see docs/outlets/xinhua_en.md."""

from typing import ClassVar

from crawler.api import Envelope, Hub, Kind, Row
from crawler.outlet import Outlet

HUBS = ("", "list/latestnews.htm", "list/china-science.htm", "list/china-business.htm")
ROW = Row((Kind(""),), ("contentId",), published=("publishTime",), url=("publishUrl",))


class XinhuaEnglish(Outlet):
    """Lists in JSON whose addresses the hub pages hold, beside the links on these."""

    name = "xinhua_en"
    label = "Xinhua"
    language = "en"
    listings = 150
    allowed_domains: ClassVar[tuple[str, ...]] = (
        "english.news.cn",
        "english.xinhuanet.com",
        "xinhuanet.com",
    )
    lists = tuple(f"https://english.news.cn/{hub}" for hub in HUBS)
    hub = Hub(
        r"datasource\W{1,6}(?P<id>[0-9a-f]{32})\b", "ds_{id}.json", ROW, Envelope("datasource")
    )
    article = (
        r"(?://english\.(?:news\.cn|xinhuanet\.com)|xinhuanet\.com/english)/(?:[\w.-]+/)*?"
        r"(?P<year>\d{4})-?(?P<month>\d\d)/?(?P<day>\d\d)/(?P<id>[0-9a-f]{32}(?=/c)|c_\d+)"
    )
    title = ("h1 span.title", ".h-title", ".Btitle h1")
    date = (".header-time", ".header-cont .info", ".h-time", ".h-info", ".info")
    author = (".header-cont .source", ".h-info .source", ".aticle-src")
    body = ("#detailContent", "#detail", "#p-detail", "#Content")
    strip = (
        *("[class*=share]", "#articleEdit", ".editor", ".tiyi1", ".zan-wap", ".p-tags"),
        *("#div_currpage", "figcaption"),
    )
    drop_lines = r"【?(?:纠错|责任编辑)|\[?Editor: "
