"""What stands in and around a body: short tables in, dates, crumbs and lists of stories out."""

import time

import pytest

from crawler.page import article_from_html

ENGLISH = [
    f"The harbour office of town {number} said that its ferries will leave on the hour from Monday."
    for number in range(8)
]
CHINESE = [
    "港务办公室周一检查了全部起重机，结果显示多数设备可以在冬季到来之前修好，办公室在说明中这样写道。",
    "第二份报告列出了春季以来完成登记的服务，每一项都写明了公司名称和所获得的编号，供公众随时查阅。",
    "负责车间的人表示，等较旧仓库的独立审计完成之后，这些数字将在三月重新印制并再次公布。",
    "她补充说，没有人料到会有这么多申请，小小的团队比原计划多用了三个星期才答复完所有来信。",
]
ROWS = [("地区", "数量"), ("北京", "105"), ("上海", "62")]


def read(page: str, title: str = "Ferries") -> list[str]:
    html = f"<!DOCTYPE html><html><title>{title}</title><body>{page}</body></html>"
    article = article_from_html(html.encode(), url="https://news.example/a")
    return article.text.split("\n") if article else []


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def table(cell: str) -> str:
    rows = ("".join(cell.format(text) for text in row) for row in ROWS)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>"])
def test_a_table_of_few_short_cells_between_paragraphs_is_body(cell: str) -> None:
    body = f"{paragraphs(CHINESE[:2])}{table(cell)}{paragraphs(CHINESE[2:])}"
    page = f"<article><h1>港务办公室检查起重机</h1><div class=text>{body}</div></article>"
    rows = [" | ".join(row) for row in ROWS]
    assert read(page, "港务办公室检查起重机") == [*CHINESE[:2], *rows, *CHINESE[2:]]


@pytest.mark.parametrize(("title", "texts"), [("Ferries", ENGLISH), ("起重机", CHINESE)])
def test_a_table_in_a_figure_is_body(title: str, texts: list[str]) -> None:
    figure = f"<figure class=wp-block-table>{table('<td>{}</td>')}</figure>"
    body = f"{paragraphs(texts[:2])}{figure}{paragraphs(texts[2:])}"
    lines = read(f"<article><h1>{title}</h1><div class=text>{body}</div></article>", title)
    assert lines == [*texts[:2], *(" | ".join(row) for row in ROWS), *texts[2:]]


def test_a_table_that_ends_the_text_is_body() -> None:
    page = f"<article><h1>起重机</h1>{paragraphs(CHINESE)}{table('<td>{}</td>')}</article>"
    assert read(page, "起重机") == [*CHINESE, *(" | ".join(row) for row in ROWS)]


def test_a_table_of_thousands_of_rows_is_read_in_no_more_time_than_its_lines() -> None:
    rows = "".join(f"<tr><td><p>a</p><td><p>b{number}</p></tr>" for number in range(5_000))
    begun = time.process_time()
    read(f"<h1>Ferries</h1>{paragraphs(ENGLISH)}<table>{rows}</table>{paragraphs(ENGLISH)}")
    assert time.process_time() - begun < 2


def test_a_table_of_links_between_paragraphs_is_no_body() -> None:
    body = table("<td><a href=/{0}>{0}</a></td>").join(map(paragraphs, (CHINESE[:2], CHINESE[2:])))
    page = f"<article><h1>港务办公室检查起重机</h1><div class=text>{body}</div></article>"
    assert read(page, "港务办公室检查起重机") == CHINESE


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>"])
def test_a_table_behind_the_text_of_a_page_is_not_fetched_into_it(cell: str) -> None:
    page = f"<article><h1>起重机</h1>{paragraphs(CHINESE)}</article><div>{table(cell)}</div>"
    assert read(page, "起重机") == CHINESE


def stories(date: str) -> str:
    items = (
        f"<li><a href=/{number}>Why the market of town {number} needs a loom</a>{date}</li>"
        for number in range(8)
    )
    return f"<div class=x><h4>Most read</h4><ol>{''.join(items)}</ol></div>"


@pytest.mark.parametrize("date", ["", "<span>2026-11-06 07:06</span>"])
@pytest.mark.parametrize("block", ["<div><div><span>{}</span></div></div>", "<p>{}</p>"])
def test_a_list_of_other_stories_behind_the_text_is_no_body(block: str, date: str) -> None:
    text = "".join(block.format(f"{one} {one}") for one in ENGLISH)
    page = f"<div><h1>Ferries</h1><div>{text}</div></div>{stories(date)}"
    assert read(page) == [f"{one} {one}" for one in ENGLISH]


def test_links_to_files_behind_a_text_stay() -> None:
    text = "".join(f"<div><div><span>{one} {one}</span></div></div>" for one in ENGLISH)
    files = stories("").replace("<a href=/", "<a href=/files.pdf?")
    page = f"<div><h1>Ferries</h1><div>{text}</div></div>{files}"
    assert read(page)[-1] == "Why the market of town 7 needs a loom"


@pytest.mark.parametrize(
    "line",
    [
        "Nov. 15, 2026 4:44 p.m.",
        "Published 23 November 2026 01:02 China Standard Time",
        "UPDATED: Tue., Nov. 19, 2019",
        "17:41 JST, October 13, 2024",
    ],
)
def test_a_date_above_the_text_is_no_body(line: str) -> None:
    page = f"<main><h1>Ferries</h1><p>{line}</p>{paragraphs(ENGLISH)}</main>"
    assert read(page) == ENGLISH


def test_a_first_sentence_with_a_date_stays() -> None:
    first = "On Nov. 15, 2026 the ferries left."
    assert read(f"<main><h1>Ferries</h1>{paragraphs([first, *ENGLISH])}</main>")[0] == first


def test_crumbs_in_the_cell_before_the_headline_are_no_body() -> None:
    menu = "<a href=/a>Home</a><br><a href=/b>World</a><br><a href=/c>Trade</a>"
    head = "<font size=5><b>Ferries leave on the hour</b></font><br>November 20, 2026, 10:00<br>"
    page = f"<table><tr><td>{menu}</td><td>{head}{paragraphs(ENGLISH)}</td></tr></table>"
    assert read(page, "Ferries leave on the hour") == ENGLISH


@pytest.mark.parametrize(("title", "texts"), [("Ferries", ENGLISH), ("起重机", CHINESE * 2)])
def test_paragraphs_that_are_a_list_each_are_body(title: str, texts: list[str]) -> None:
    texts = [f"{number}: {text * (5 if number == 2 else 1)}" for number, text in enumerate(texts)]
    items = "".join(f"<ul><li><p>{text}</p></li></ul>" for text in texts)
    page = f"<h1>{title}</h1><div>2024-01-30 20:20</div><div>{items}</div>"
    assert [line for line in read(page, title) if line[0].isdigit()][-len(texts) :] == texts
