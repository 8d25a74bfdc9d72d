"""Securities Times, the Chinese financial daily; see docs/outlets/stcn.md."""

from crawler.api import Api, Kind, Row
from crawler.outlet import Outlet

SITE = "https://www.stcn.com"
LIST = f"{SITE}/article/list.html?type="
LINKS = ("a[href*='/article/detail/']",)
ROW = Row((Kind(""),), published=("time", "show_time"), told=("content",), url=("url",))
SCRIPT = {"X-Requested-With": "XMLHttpRequest", "Referer": f"{SITE}/"}
FLASHES, NEWS = (
    Api(f"{LIST}{kind}", ROW, 1, more=f"{LIST}{kind}&page={{page}}", links=LINKS, headers=SCRIPT)
    for kind in ("kx", "yw")
)


class SecuritiesTimes(Outlet):
    """Flashes and the news that count; the lists are JSON to scripts, else HTML."""

    name = "stcn"
    label = "证券时报"
    language = "zh"
    every = "30m"
    listings, lengths = 300, (20, 60_000)
    allowed_domains = ("stcn.com",)
    apis = (FLASHES, NEWS)
    rows, row_date = ("li",), (".info span:last-child",)
    article = (
        r"stcn\.com/(?:article/detail/)?(?P<id>\d+|\d{4}/\d{4}/\d+|\w+/\d{6}/t\d+_\d+)\.s?html"
    )
    title = (".detail-title", ".intal_tit h2")
    date = (".detail-info span:last-child", ".detail-info span", ".intal_tit .info")
    date_ends = ("来源",)
    author = (".detail-info span:contains('作者')", ".intal_tit .info:contains('作者')")
    body = (".detail-content", "#ctrlfscont")
    drop_lines = r"[（(]?责任编辑\s*[:：]"
