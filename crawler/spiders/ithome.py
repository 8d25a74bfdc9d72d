"""ITHome, Chinese technology news; see docs/outlets/ithome.md."""

from crawler.outlet import Outlet


class ITHome(Outlet):
    """One RSS feed of the newest sixty articles."""

    name = "ithome"
    label = "IT之家"
    language = "zh"
    allowed_domains = ("ithome.com",)
    feeds = ("https://www.ithome.com/rss/",)
    article = r"(?:www|m)\.ithome\.com/(?:0|html)/(?P<id>\d+/?\d+)\.htm"
    title = ("#con h1", ".post_title h1", "h1")
    date = ("#pubtime_baidu",)
    author = ("#author_baidu strong", "#author_baidu")
    body = ("#paragraph", ".post_content")
    strip = (".ad-tips", ".ad_block", "a[href*='lapin.ithome.com']")
    drop_lines = "广告声明："
    end_lines = r"(?:IT之家)?\s*相关(?:阅读|文章)[:：]?"
