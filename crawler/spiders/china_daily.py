"""China Daily in English and Chinese; see docs/outlets/china_daily.md."""

from urllib.parse import quote

from crawler.api import Api, Envelope, Kind, Row
from crawler.outlet import Outlet

SITE, SEARCH = "https://www.chinadaily.com.cn", "https://newssearch.chinadaily.com.cn"
ENGLISH = ("generative AI", "large language models", "AI models", "algorithm filing")
CHINESE = ("生成式人工智能", "大模型 备案", "算法 备案")
ROW = Row((Kind(""),), published=("publishTime", "pubDateStr"), url=("url",))
FOUND = (
    f"{SEARCH}/rest/<site>/search?keywords=<words>&sort=dp&page={{number}}"
    "&curType=story&type=&channel=&source="
)
DAYS = f"{FOUND}&fullMust=<words>&publishedDateFrom={{since}}&publishedDateTo={{until}}"
SEARCHES = tuple(
    Api(
        *(FOUND.replace("<site>", site).replace("<words>", quote(words)), ROW, 10, ""),
        envelope=Envelope("content"),
        headers={"Referer": f"{SEARCH}/{site}/search"},
        dated=DAYS.replace("<site>", site).replace("<words>", quote(words)),
        sparse=True,
    )
    for site, queries in (("en", ENGLISH), ("cn", CHINESE))
    for words in queries
)


class ChinaDaily(Outlet):
    """Searches in JSON, newest first, of certain days for the past; two lists of links."""

    name, label, language = "china_daily", "China Daily", None
    allowed_domains, apis = ("chinadaily.com.cn",), SEARCHES
    lists, pages = (f"{SITE}/china/scitech", f"{SITE}/business/tech"), "{list}/page_{page}.html"
    article = r"\.cn/a/(?P<year>\d{4})(?P<month>\d\d)/(?P<day>\d\d)/(?P<id>WS[0-9a-zA-Z]{10,40})"
    title = ("h1.dabiaoti", ".lft_art h1", "#lft-art h1", "h1")
    date = (".info_l", ".xinf-le", "#pubtime", "meta[name=publishdate]::attr(content)")
    date_labels, author = ("Updated:",), (".info_l", ".xinf-le")
    body, strip = ("#Content",), ("[class*=share]", "#div_currpage", "figcaption", ".editor")
