"""Pages that no outlet knows: body by the generic reader, metadata from the page's own data."""

import pytest
from each import each

from crawler.items import Article
from crawler.page import article_from_html

TEXT = "The harbour office said that ferries will leave on the hour from Monday. " * 5
HAN = "港务局表示，自周一起渡轮将整点开航，首班船早上六点出发，票价不变，乘客可以提前购票。" * 4
UTF8 = {"Content-Type": "text/html; charset=utf-8"}
LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@graph":['
    '{"@type":"WebSite","name":"Site"},{"@type":["NewsArticle"],"headline":"Ferries &amp; boats",'
    '"datePublished":"2024-01-30T20:20:00+08:00","author":[{"name":"Ann Lee"},{"name":"Bo Li"}]}]}'
    "</script>"
)


def read(
    head: str = "", body: str = "", url: str = "https://news.example/a", text: str = TEXT
) -> Article:
    page = f"<html><head>{head}</head><body><article>{body}<p>{text}</p></article></body></html>"
    article = article_from_html(page.encode(), url=url, headers={})
    assert article is not None
    return article


def test_json_ld_is_believed_first() -> None:
    article = read(LD + "<title>Other - Site</title>", "<h1>Other</h1>")
    assert (article.title, article.author) == ("Ferries & boats", "Ann Lee, Bo Li")
    assert (article.published_at, article.published_text) == (
        "2024-01-30T12:20:00Z",
        "2024-01-30T20:20:00+08:00",
    )
    assert article.outlet == "news.example"


def test_meta_tags_come_next() -> None:
    article = read(
        "<meta property='og:title' content='Ferries'><meta content='Ann Lee' name=author>"
        '<meta name="publishdate" content="2024-01-30"><title>x</title>'
    )
    assert (article.title, article.author) == ("Ferries", "Ann Lee")
    assert article.published_at == "2024-01-30"


def test_a_day_is_made_finer_by_the_visible_time_of_the_same_day() -> None:
    head = '<meta name="publishdate" content="2024-01-30"><title>T</title>'
    line = "<h1>渡轮整点开航</h1><span>2024年01月30日 06:20 来源：本报</span>"
    assert read(head, line, text=HAN).published_at == "2024-01-29T22:20:00Z"
    other = line.replace("30日", "28日")
    assert read(head, other, text=HAN).published_at == "2024-01-30"


def test_an_exact_midnight_is_a_day_and_gives_way_to_a_time() -> None:
    head = '<meta name="pubdate" content="2024-01-30T00:00:00+08:00"><title>T</title>'
    assert read(head, text=HAN).published_at == "2024-01-30"
    line = "<h1>渡轮整点开航</h1><span>2024年01月30日 06:20 来源：本报</span>"
    assert read(head, line, text=HAN).published_at == "2024-01-29T22:20:00Z"


def test_a_time_takes_its_offset_from_where_it_is_printed_with_one() -> None:
    head = '<meta name="date" content="2024-01-30 20:20:00.0"><title>T</title>'
    line = '<h1>Ferries</h1><time datetime="2024-01-30T20:20:00+02:00">today</time>'
    assert read(head, line).published_at == "2024-01-30T18:20:00Z"
    other = line.replace("T20:20", "T09:09")
    assert read(head, other).published_at == "2024-01-30T20:20:00Z"


def test_microdata_and_broken_json_tell_the_date() -> None:
    item = '<span itemprop="datePublished" content="2024-01-30T20:20:00+08:00">30 Jan</span>'
    assert read("<title>T</title>", item).published_at == "2024-01-30T12:20:00Z"
    broken = LD.replace('"author":[', '"author":[,')
    assert read(broken).published_at == "2024-01-30T12:20:00Z"


def test_a_label_tells_the_date_where_no_headline_is_found() -> None:
    body = "<p>报料 2019-01-01 10:00</p><p>发布时间：2024-01-30 20:20</p>"
    assert read("<title>渡轮</title>", body, text=HAN).published_at == "2024-01-30T12:20:00Z"


def test_the_visible_date_is_the_one_after_the_title() -> None:
    body = "<p>2020-01-01 10:00 Old story</p><h1>Ferries leave</h1><p>2024-01-30 20:20</p>"
    assert read("<title>Ferries leave</title>", body).published_at == "2024-01-30T20:20:00Z"


@pytest.mark.parametrize(
    "printed",
    [
        "2024年1月30日 20时20分",
        "2024年1月30日20时20分",
        "2024年1月30日 晚8点20分",
        "2024-1-30 20：20",
    ],
)
def test_a_chinese_clock_is_read_to_the_minute(printed: str) -> None:
    body = f"<h1>渡轮开航</h1><p>{printed} 来源：海港晚报</p>"
    found = read("<title>渡轮开航</title>", body, text=HAN)
    assert found.published_at == "2024-01-30T12:20:00Z"


def test_a_naive_time_of_a_page_about_china_is_beijings() -> None:
    printed = "<h1>Ferries</h1><p>Published: Jan 30, 2024 08:20 PM</p>"
    about = read(body=printed, text=TEXT + "It follows the rule of other ports in China.")
    assert about.published_at == "2024-01-30T12:20:00Z"
    assert read(body=printed).published_at == "2024-01-30T20:20:00Z"


def test_a_naive_time_of_a_chinese_page_is_beijings() -> None:
    head = '<meta name="pubdate" content="2024-01-30 20:20">'
    assert read(head, text=HAN).published_at == "2024-01-30T12:20:00Z"
    chinese = read(head, url="https://news.example.cn/a")
    assert chinese.published_at == "2024-01-30T12:20:00Z"


@pytest.mark.parametrize(
    "url", ["https://news.example/2024/01/30/a", "https://news.example/20240130/a.html"]
)
def test_the_address_tells_the_day_where_nothing_else_does(url: str) -> None:
    assert read(url=url).published_at == "2024-01-30"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ferries leave - The Harbour News</title>", "", "Ferries leave"),
        ("<title>渡轮整点开航_港口新闻网</title>", "", "渡轮整点开航"),
        ("<title>Ferries leave | News</title>", "<h1> Ferries <b>leave</b></h1>", "Ferries leave"),
        ("<title>A well-known model - maker</title>", "<h1>A well-known model - maker</h1>", None),
    ],
)
def test_the_title_is_without_the_name_of_the_site(head: str, body: str, title: str | None) -> None:
    assert read(head, body).title == (title or "A well-known model - maker")


@each(
    ("title", "place"),
    [
        ("工作动态 - 渡轮整点开航 - 港口区人民政府", "<h2>{}</h2>"),
        ("港口区人民政府 - 渡轮整点开航", "<div class=title>{}</div>"),
        ("港口区人民政府_工作动态_渡轮整点开航", "<div><b>{}</b></div>"),
        ("新闻详情", "<div><span id=lblTitle>{}</span></div>"),
        ("港口区人民政府门户网站", "<h2>{}</h2>"),
        ("渡轮整点开航_港口网", "<h1>港口网</h1><h2>{}</h2>"),
        ("Port Notes: 渡轮整点开航", "<h1>Port Notes</h1><h3 class=post-title>{}</h3>"),
    ],
)
def test_the_title_is_the_part_that_heads_the_text(title: str, place: str) -> None:
    head = f"<title>{title}</title>"
    menu = "<div>港口区人民政府</div><a href=/>工作动态</a><a href=/a/>渡轮整点开航时刻</a>"
    article = read(head, f"{menu}{place.format('渡轮整点开航')}<p>2024-01-30 20:20</p>", text=HAN)
    assert (article.title, article.text) == ("渡轮整点开航", HAN)
    assert article.published_at == "2024-01-30T12:20:00Z"


def test_a_heading_inside_the_text_is_no_title() -> None:
    sections = f"<p>{HAN}</p><h2>渡轮整点开航以后的票价</h2>"
    assert read("<title>新闻详情</title>", sections, text=HAN).title == "新闻详情"


def test_a_page_without_a_date_has_none() -> None:
    assert read("<title>T</title>").published_at is None


def test_chinese_pages_are_read_as_chinese() -> None:
    article = read("<title>渡轮</title>", text=HAN)
    assert (article.language, article.text) == ("zh", HAN)


def test_a_few_sentences_are_read_without_the_menus_around_them() -> None:
    flash = "轮渡公司称，夜航试点三周共运送乘客两万余人次，其中近半数在夜里上船，下月起延长至周日。"
    menu = "".join(f'<a href="/{number}">频道{number}</a>' for number in range(40))
    page = (
        f"<html><body><header>{menu}</header><h1>夜航渡轮</h1><article><p>{flash}</p><p>完。</p>"
        f"</article><ul><li>{menu}</li></ul></body></html>"
    )
    article = article_from_html(page.encode(), url="https://news.example/flash/1")
    assert article is not None
    assert (article.title, article.text) == ("夜航渡轮", f"{flash}\n完。")


NOTICE = "港务局通知，自周一起渡轮将整点开航，首班船早上六点出发，票价不变，乘客可以提前购票。"
TOLD = "港务局的候船厅经过翻修，也将同时启用，老人和学生凭证件半价。"


@each(
    ("above", "below"),
    [
        ("2024-01-30 20:20 来源: 海港晚报发布于：北京市", ""),
        ("日期：2024-01-30　来源：海港晚报　作者：林小港　点击：次", "【打印本页】【关闭窗口】"),
        ("2024-1-30 06:32| 发布者: 林小港| 查看: 1243", ""),
        ("海港晚报2024-01-30 08:51", "特别声明：以上内容为用户上传并发布，仅供参考。"),
        ("摘要</p><p>港务局通知，自周一起渡轮将整点开航，首班船早上六点出发...", ""),
        ("", "本文观点仅代表作者本人，本站仅提供信息存储空间服务。"),
        ("", "上一篇：轮渡公司增开夜航</p><p>港ICP备12345678号-1</p><p>版权所有 港口网"),
    ],
)
def test_rows_of_labels_and_declarations_are_no_body(above: str, below: str) -> None:
    page = (
        f"<title>渡轮整点开航</title><h1>渡轮整点开航</h1><p>{above}</p><div><p>{NOTICE}</p>"
        f"<p>{TOLD}</p><p>{below}</p></div>"
    )
    article = article_from_html(page.encode(), url="https://news.example/1", headers=UTF8)
    assert article is not None
    assert article.text == f"{NOTICE}\n{TOLD}"


def test_cards_of_other_stories_are_no_text_of_a_notice() -> None:
    cards = "".join(
        f"<a href=/{n}><div>第{n}批服务完成备案 新增{n}个大模型</div><div>{n}阅读</div></a>"
        for n in range(12)
    )
    page = f"<title>渡轮整点开航</title><h1>渡轮整点开航</h1><p>{NOTICE}</p><div>{cards}</div>"
    article = article_from_html(page.encode(), url="https://news.example/1", headers=UTF8)
    assert article is None or "备案" not in article.text


def test_words_of_a_menu_and_a_date_are_no_article() -> None:
    page = "<h1>Ferries</h1><div>Home About Contact us</div><p>2026-11-28 06:00</p>"
    assert article_from_html(page.encode(), url="https://news.example/1") is None


@each(
    ("head", "line", "author"),
    [
        ("", "<p>by <a rel=author href=/a>Ann Lee</a></p>", "Ann Lee"),
        ("", "<p>2024-01-30 来源：海港晚报 作者：林小港 点击：3</p>", "林小港"),
        ("<meta name=author content=104127>", "<p>2024-01-30</p>", None),
        ("", "<p>作者：佚名</p>", None),
        ("", f"<p>2024-01-30</p>{'<a rel=author href=/a>Ann Lee</a><br>' * 9}", None),
        ("<meta name=author content='Bo Li'>", "<p><a rel=author>Ann Lee</a></p>", "Bo Li"),
    ],
)
def test_a_byline_is_read_where_nothing_declares_one(
    head: str, line: str, author: str | None
) -> None:
    page = read(f"{head}<title>渡轮整点开航</title>", f"<h1>渡轮整点开航</h1>{line}", text=HAN)
    assert page.author == author
