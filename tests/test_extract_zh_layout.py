"""Chinese layouts that a page's text loses are read as if they were still there."""

import pytest
from reading import named, told

from extract.layout.form import normalise
from extract.names.han_lines import line_pairs


def _sentences(text: str) -> list[tuple[str, str]]:
    form = normalise(text, "zh")
    return [(s.kind, form.text[s.start : s.end]) for s in form.sentences]


def _pairs(text: str) -> list[tuple[str, str]]:
    form = normalise(text, "zh")
    out = []
    for sentence in form.sentences:
        for pair in line_pairs(form, sentence):
            if pair.company and pair.unit and pair.unit.model:
                company, model = pair.company, pair.unit.model
                out.append(
                    (form.text[company.start : company.end], form.text[model.start : model.end])
                )
    return out


def test_a_table_printed_one_cell_a_line_is_rows() -> None:
    rows = "1\n栖月大模型\n栖月科技有限公司\n2\n小禾\n禾苗有限公司\n完"
    text = f"清单如下：\n序号\n模型名称\n备案单位\n{rows}"
    assert _sentences(text)[1:4] == [
        ("row", "序号|模型名称|备案单位"),
        ("row", "1|栖月大模型|栖月科技有限公司"),
        ("row", "2|小禾|禾苗有限公司"),
    ]


def test_columns_that_tabs_part_are_cells() -> None:
    text = "1\t栖城\t栖月大模型\t栖月科技有限公司\n2\t禾城\t小禾\t禾苗市第一医院"
    assert _sentences(text) == [
        ("row", "1|栖城|栖月大模型|栖月科技有限公司"),
        ("row", "2|禾城|小禾|禾苗市第一医院"),
    ]


def test_columns_that_one_space_parts_are_cells_where_firms_end_them() -> None:
    text = "序号 模型名称 备案单位\n1 栖月大模型 栖月科技有限公司\n2 Xiao He 问答 禾苗师范学院"
    assert [t.replace(" ", "") for _, t in _sentences(text)] == [
        "序号|模型名称|备案单位",
        "1|栖月大模型|栖月科技有限公司",
        "2|XiaoHe问答|禾苗师范学院",
    ]


def test_lines_with_spaces_that_name_no_firm_are_no_rows() -> None:
    assert "row" not in {kind for kind, _ in _sentences("记者 张某某\n编辑 李某某\n校对 王某某")}


@pytest.mark.parametrize("gap", ["\t", "\u3000", "|", "  "])
def test_rows_without_a_header_are_read_by_what_stands_in_their_columns(gap: str) -> None:
    rows = [("1", "栖月大模型", "栖城", "栖月科技有限公司"), ("2", "小禾", "禾城", "禾苗市立医院")]
    text = "国家网信办公布新增两款生成式人工智能服务备案：\n" + "\n".join(map(gap.join, rows))
    assert named(told(text, language="zh")) == [
        ("栖月科技有限公司", "栖月大模型"),
        ("禾苗市立医院", "小禾"),
    ]


def test_hard_wrapped_sentences_run_on() -> None:
    text = (
        "本报讯，记者昨日从栖月科技获悉，该公\n司的两款助手在当地通过备案，成为本市\n"
        "首批上线的产品，用户可以在应用商店下\n载使用。\n编辑：某某\n"
    )
    assert _sentences(text)[0][1].endswith("首批上线的产品，用户可以在应用商店下载使用。")


def test_lines_of_a_list_do_not_run_on() -> None:
    text = "名单：\n栖月助手\n小禾问答\n云锦织造\n海川工业\n"
    assert len(_sentences(text)) == 5


def test_markdown_signs_are_no_part_of_names() -> None:
    text = "## 要闻\n- **栖月助手**（栖月科技有限公司）\n[原文](https://example.com/a)\n"
    assert [t for _, t in _sentences(text)] == [
        "## 要闻",
        "- 栖月助手(栖月科技有限公司)",
        "原文",
    ]


def test_offsets_hold_where_signs_are_left_out() -> None:
    text = "由`小禾`和**栖月**组成"
    form = normalise(text, "zh")
    start = form.text.index("栖月")
    assert text[slice(*form.origin(start, start + 2))] == "栖月"


def test_emoji_numbers_open_list_items() -> None:
    text = "1️⃣ 栖月大模型——栖月科技有限公司\n🔟 小禾大模型——禾苗信息有限公司"
    assert _pairs(text) == [("栖月科技有限公司", "栖月"), ("禾苗信息有限公司", "小禾")]


def test_semicolons_part_labelled_items() -> None:
    text = "入选服务如下：栖月大模型，栖月科技有限公司；小禾问答，禾苗信息有限公司。"
    assert _pairs(text) == [("栖月科技有限公司", "栖月"), ("禾苗信息有限公司", "小禾问答")]


def test_a_label_before_the_company_is_no_part_of_it() -> None:
    text = "1、栖月大模型，备案单位：栖月科技有限公司；\n2、小禾，备案单位：禾苗大数据中心。"
    assert _pairs(text) == [("栖月科技有限公司", "栖月"), ("禾苗大数据中心", "小禾")]


def test_a_lone_line_with_a_colon_is_no_pair() -> None:
    assert _pairs("张三谈行业：好消息很快会来\n") == []


def test_a_page_without_line_ends_is_read_in_linear_time() -> None:
    text = "栖" * 200_000
    assert normalise(text, "zh").text == text


LISTED = [("栖月科技有限公司", "小栖"), ("禾苗(苏州)传媒有限公司", "问禾")]
LAYOUTS = {
    "values with commas": ("服务名称,申报单位,属地\n", "{model}大模型,{company},南京\n"),
    "triangles": ("", "▲{company}｜{model}大模型\n"),
    "dashes behind quotes": ("", "“{model}”大模型——{company}\n"),
    "firm first": ("", "{company}，{model}大模型；"),
    "firms that it comes from": ("", "1. {model}大模型（来自{company}）\n"),
    "columns of services": ("", "{company} | {model}大模型 | 南京\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lists_in_the_layouts_of_digests(layout: str) -> None:
    head, line = LAYOUTS[layout]
    lead = "3月17日，江苏省网信办公布，新增3款生成式人工智能服务完成备案，名单如下：\n"
    body = "".join(line.format(company=company, model=model) for company, model in LISTED)
    found = named(told(lead + head + body, language="zh", published="2026-03-18"))
    assert [(c, (m or "").removesuffix("大模型")) for c, m in found] == LISTED
