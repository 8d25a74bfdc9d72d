"""A byline names those who wrote: no label, no role, no editor."""

import pytest
from each import each

from crawler.byline import LONGEST, writers
from crawler.page import article_from_html


@each(
    ("printed", "names"),
    [
        ("By Li Xuanmin", "Li Xuanmin"),
        ("by  Ma Tong\nand Yin Yeping", "Ma Tong and Yin Yeping"),
        ("By Gu Yimin Source: Global Times Published: 2019-11-08 20:18:41", "Gu Yimin"),
        ("作者：詹晨", "詹晨"),
        ("作者：王甲 实习记者 鲁乙", "王甲 鲁乙"),
        ("作者：北京商报记者 王甲 见习记者 鲁乙", "王甲 鲁乙"),
        ("记者：王甲", "王甲"),
        ("作者：王甲 网编：丙丁", "王甲"),
        ("网编：丙丁", None),
        ("2019-09-26 12:11 来源：证券时报网 作者：张三", "张三"),
        ("作者：张三 来源：证券时报网", "张三"),
        ("来源： 中国网信网", "中国网信网"),
        ("作者：", None),
        ("   ", None),
        ("Source Tree", "Source Tree"),
        ("Source: Xinhua", "Xinhua"),
        ("名" * 1000, "名" * LONGEST),
    ],
)
def test_a_byline_gives_names(printed: str, names: str | None) -> None:
    assert writers(printed) == names


HEADS = [
    "<div class=info><span>出处：北京商报</span><span>作者：甲乙 实习记者 丙丁</span>"
    "<span>网编：戊己</span><span>2026-09-24</span></div>",
    "<p class=info>出处：北京商报&nbsp;作者：甲乙 实习记者 丙丁&nbsp;网编：戊己&nbsp;"
    "2026-09-24</p>",
]


@pytest.mark.parametrize("head", HEADS)
def test_beijing_business_today_names_writers_and_day_in_one_line(head: str) -> None:
    body = f"<div class=article-hd><h3>标题</h3><div class=assist>{head}</div></div>"
    page = f"{body}<div class=article-bd><p>一句正文。</p></div>"
    url = "https://www.bbtnews.com.cn/2026/0924/606792.shtml"
    article = article_from_html(page.encode(), url=url)
    assert article is not None
    assert (article.author, article.published_at) == ("甲乙 丙丁", "2026-09-24")
    assert article.key == "bbt:606792"
