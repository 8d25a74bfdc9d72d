"""新华网, Xinhua's Chinese site; see docs/outlets/xinhua_zh.md."""

from crawler.spiders.xinhua_en import XinhuaEnglish

HUBS = ("", "politics/", "fortune/", "tech/", "xhsxw.htm")


class XinhuaChinese(XinhuaEnglish):
    """Other hubs and addresses; lists and pages are built as those of the English site."""

    name = "xinhua_zh"
    label = "新华网"
    language = "zh"
    listings = 400
    allowed_domains = ("news.cn", "xinhuanet.com")
    lists = tuple(f"https://www.news.cn/{hub}" for hub in HUBS)
    article = (
        r"//(?!english\.)(?:[\w-]+\.)*(?:news\.cn|xinhuanet\.com)/(?!english)(?:[\w.-]+/)*?"
        r"(?P<year>\d{4})-?(?P<month>\d\d)/?(?P<day>\d\d)/(?P<id>[0-9a-f]{32}(?=/c)|c_\d+)"
    )
    drop_lines = r"【?(?:纠错|责任编辑)"
    end_lines = r"(?:延伸阅读|相关新闻|相关阅读)[:：]?$"
