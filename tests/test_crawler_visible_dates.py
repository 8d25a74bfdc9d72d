"""The date that a page of unknown layout prints: its zone, its label, and what is none of it."""

from time import process_time

from each import each

from crawler.items import Article
from crawler.layout import Layout
from crawler.outlets import of_host
from crawler.page import article_from_html, read_page

URL = "https://www.harbour.example/p/77"
TEXT = (
    "<p>The ferry office said that boats will leave on the hour from Monday, and that fares stay"
    " what they were.</p><p>Those who bought tickets early may change them at the pier until noon,"
    " where two more counters are open.</p>"
)
HAN = (
    "<p>港务局表示，自周一起渡轮将整点开航，首班船早上六点出发，票价不变，乘客可以提前购票。</p>"
    "<p>此前购票的乘客可以在码头改签，码头新开了两个窗口，老人和孩子优先，节假日照常办理。</p>"
)
DAY = "2024-01-30"
ROWS = "".join(f"<tr><td>{day}<td>2024-01-0{day}" for day in range(1, 9))
ROW = "<li><a href=/1>{}</a> 2024-01-02</li>"


def page(before: str, *, text: str = TEXT, behind: str = "") -> bytes:
    title = "渡轮整点开航" if text is HAN else "Ferries leave on the hour"
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
        f"{before}<div>{text}</div>{behind}</body></html>"
    ).encode()


def read(before: str, *, text: str = TEXT, behind: str = "", url: str = URL) -> Article:
    body = page(before, text=text, behind=behind)
    article = article_from_html(body, url=url, fetched_at="2024-02-10T00:00:00+00:00")
    assert article is not None
    return article


@each(
    "printed",
    [
        *(
            "January 30, 2024 at 7:20 AM EST",
            "Jan. 30, 2024, 7:20 a.m. ET",
            "30 Jan 2024 12:20 GMT",
        ),
        *("30 Jan 2024 13:20:00 +0100", "2024-01-30T13:20:00+01:00", "2024-01-30 12:20 UTC"),
        *("Jan 30, 2024 08:20 PM HKT", "30 Jan 2024 8:20 PM SGT", "January 30, 2024 20:20 (GMT+8)"),
        *("January 30, 2024 at 20:20 Beijing time", "7:20 AM EST, January 30, 2024"),
        *("30 Jan 2024, 13:20 (CET)", "2024-01-30T12:20:00Z"),
    ],
)
def test_a_zone_beside_the_headline_counts_and_is_kept(printed: str) -> None:
    for text in (TEXT, HAN):
        article = read(f"<div>{printed}</div>", text=text)
        assert article.published_at == "2024-01-30T12:20:00Z"
        assert article.published_text == printed


@each(
    "printed",
    [
        *("January 30th, 2024", "JANUARY 30, 2024", "Jan 30 2024", "30-Jan-2024", "30 JAN 2024"),
        *("the 30th of January 2024", "二〇二四年一月三十日", "30/01/2024", "01/30/2024"),
    ],
)
def test_a_day_is_read_in_every_form(printed: str) -> None:
    assert read(f"<div>{printed}</div>").published_at == DAY


@each(
    "printed",
    [
        *("2024年1月30日 下午8:20", "2024年1月30日 星期二 20:20", "2024年1月30日(星期二)20:20"),
        *("20:20, 30 January 2024", "30 JAN 2024 • 8:20PM", "2024-01-30 08:20 PM"),
        *("January 30, 2024 / 8:20 PM / Island News", "30-Jan-2024 20:20 IST"),
    ],
)
def test_a_time_is_read_in_every_form(printed: str) -> None:
    assert read(f"<div>{printed}</div>").published_at == "2024-01-30T20:20:00Z"


def test_the_year_of_the_address_completes_a_day_and_time() -> None:
    line = "<div>海港晚报 01-30 20:20</div>"
    for path in ("2024/0130/c1.html", "202401/t1.html", "2024/c1.html"):
        article = read(line, text=HAN, url=f"https://www.harbour.example/{path}")
        assert article.published_at == "2024-01-30T12:20:00Z"
    other = read(line, text=HAN, url="https://www.harbour.example/20240202/c1.html")
    assert other.published_at == "2024-02-02"


@each(
    "line",
    [
        "成文日期：2024年1月20日 发布日期：2024年1月30日",
        "有效期至：2029-01-30 发布时间：2024-01-30",
        "实施日期：2024-05-01 发布日期：2024-01-30",
        "生成日期：2024-01-20 公开日期：2024-01-30",
        "报名截止：2024-03-30<br>发布时间：2024-01-30",
        "更新时间：2024-02-03 10:10 发布时间：2024-01-30",
        "Updated: February 3, 2024 10:00 am | Published: January 30, 2024",
        "今天是2024年2月10日 星期六<br>2024-01-30 来源：海港晚报",
        "<table><tr><td>成文日期：</td><td>2024-01-20</td><td>发布日期：</td><td>2024-01-30</td>"
        "</tr></table>",
        "2029-01-30 20:20<br>发布 2024-01-30",
    ],
)
def test_the_label_tells_which_date_is_that_of_the_publication(line: str) -> None:
    assert read(f"<div>{line}</div>", text=HAN).published_at == DAY


def test_a_date_after_the_fetch_is_kept_where_there_is_no_other() -> None:
    assert read("<div>2029-01-30</div>", text=HAN).published_at == "2029-01-30"


@each(
    ("before", "behind"),
    [
        ("<div>截止日期：2024-01-30</div>", ""),
        ("<div>会议时间：2024-01-30 09:00</div>", ""),
        ("<div>今天是2024年1月30日 星期二</div>", ""),
        ("", "<footer>本站成立于1998年3月12日</footer>"),
        ("", "<footer>Established 12 March 1998. All rights reserved.</footer>"),
        ("", "<p>早在2019年3月4日，这里就修过一条水渠，不过后来被洪水冲毁，再也没有人提起。</p>"),
        ("", "<p>The pier opened on 4 May 2011 and was rebuilt after the flood by volunteers.</p>"),
        ("", "<p>报名截止时间：2024年1月30日。</p>"),
        ("", "<div class=comments><p>甲 2024-01-30 10:10 说得好</p></div>"),
        ("", "<div class=comments><time datetime='2024-01-30T10:10:00Z'>x</time> Well said</div>"),
        ("", f"<ul>{ROW.format('别处的稻子也熟了')}{ROW.format('雨水充足的一年')}</ul>"),
        (
            f"<table>{''.join(f'<tr><td>{day}<td>2024-01-0{day}' for day in range(1, 9))}</table>",
            "",
        ),
        ("<div>01/02/2024</div>", ""),
    ],
)
def test_no_date_is_invented(before: str, behind: str) -> None:
    for text in (TEXT, HAN):
        assert read(before, text=text, behind=behind).published_at is None


def test_a_page_full_of_dates_is_read_in_time() -> None:
    line = " ".join(f"2024-01-{day:02}" for day in range(1, 26))
    start = process_time()
    read("", behind=f"<p>{line}</p>" * 2000)
    assert process_time() - start < 1


def test_a_page_of_an_unknown_site_has_one_zone_however_it_came() -> None:
    body = page("<div>January 30, 2024 8:20 PM</div>")
    asked = read_page(
        body, url=URL, headers={}, layout=Layout.of(of_host("harbour.example")), fetched_at=None
    )
    assert asked is not None
    assert asked.article.published_at == read("<div>January 30, 2024 8:20 PM</div>").published_at
    assert asked.article.published_at == "2024-01-30T20:20:00Z"


def test_og_release_date_is_a_date_of_publication() -> None:
    body = page("").replace(
        b"<title>", b"<meta property=og:release_date content=2024-01-30><title>"
    )
    article = article_from_html(body, url=URL)
    assert article is not None
    assert article.published_at == DAY
