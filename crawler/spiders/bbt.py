"""Beijing Business Today, a Chinese business daily; see docs/outlets/bbt.md."""

from crawler.outlet import Outlet

SITE = "https://www.bbtnews.com.cn"


class BeijingBusinessToday(Outlet):
    """Channel lists, whose menu names the other channels; days only."""

    name = "bbt"
    label = "北京商报"
    language = "zh"
    listings, lengths = 100, (60, 60_000)
    allowed_domains = ("bbtnews.com.cn",)
    secure = True
    lists = (f"{SITE}/news/Recommend/", f"{SITE}/chuizhipd/chanjingzx/jiaoyupd/")
    pages, first_pages = "{list}{page}.shtml", 2
    sections = r"//www\.bbtnews\.com\.cn/(?:chuizhipd/\w+/\w+|(?:\w+/){1,2}\w+pd)/$"
    rows, row_date = (".news-feed li",), (".others span:last-child",)
    article = (
        r"//(?:www\.)?bbtnews\.com\.cn/(?P<year>\d{4})/(?P<month>\d\d)(?P<day>\d\d)"
        r"/(?P<id>\d+)\.shtml"
    )
    title = (".article-hd h3",)
    date = (".article-hd .info span:last-child", ".article-hd .assist .info")
    date_labels = ("网编：",)
    author = (".article-hd .info span:contains('作者')", ".article-hd .info:contains('作者')")
    body = ("div.article-bd",)
    strip = ("[class*=share]", ".related", "a.more")
    drop_lines = r"(?:责任编辑|网编)\s*[:：]"
