"""Official Chinese tables are read in any order of columns and however a page prints its cells."""

from each import each
from reading import told

from extract.extraction import Extraction

LEAD = (
    "根据《生成式人工智能服务管理暂行办法》有关规定，现将我省新增已完成备案的生成式人工智能服务信息予以公告。"
    "本次新增4款，我省累计完成备案62款。\n\n"
)
DUTY = (
    "提供者应当在服务的显著位置公示备案情况。尚未备案的，请尽快履行手续。\n\n"
    "联系电话：028-12345678\n\n"
)
END = "\n\n四川省互联网信息办公室\n2026年3月18日\n"
ROWS: list[tuple[str, ...]] = [
    ("1", "四川省", "栖月晚风大模型", "成都栖月智能科技有限公司", "Sichuan-QiYue-202602020031"),
    ("2", "四川省", "问禾", "绵阳市问禾数字信息技术有限公司", "Sichuan-WenHe-202602020032"),
    ("3", "四川省", "禾苗GoX大模型", "禾苗科技集团股份有限公司", "Sichuan-HeMiao-202602020033"),
    ("4", "四川省", "岚岳语音生成算法", "岚岳（四川）软件有限公司", "Sichuan-LanYue-202602020034"),
]
DAY = "2026年3月16日"
HEADS = [
    ("序号", "属地", "模型名称", "备案单位", "备案编号", "备案时间"),
    ("编号", "地区", "应用/功能名称", "运营主体", "上线编号", "上线时间"),
    ("序号", "省份", "生成式人工智能服务名称", "备案主体名称", "备案号", "备案通过时间"),
    ("NO.", "所属地区", "名称", "申报单位（主体）", "备案号（编号）", "时间"),
    ("序号", "属地", "大模型名称", "研发单位全称", "登记编号", "登记日期"),
]
ORDERS = [
    (0, 1, 2, 3, 4, 5),
    (0, 3, 2, 4, 5),
    (0, 4, 5, 3, 2),
    (2, 3, 4, 5),
    (3, 2),
    (5, 4, 3, 1, 2),
]
GAPS = ["\n", "\n\n", "\t", "|", " | ", "  ", " "]
WANT = {(row[3], row[2].removesuffix("大模型")) for row in ROWS}
TWO = {(row[3], row[2].removesuffix("大模型")) for row in ROWS[:2]}


def _read(text: str) -> Extraction:
    return told(text, title="四川省已备案信息公告", language="zh", published="2026-03-18")


def _named(text: str) -> set[tuple[str | None, str]]:
    return {(s.company, (s.model or "").removesuffix("大模型")) for s in _read(text).services}


def _table(
    gap: str = "\n",
    *,
    head: tuple[str, ...] = HEADS[0],
    order: tuple[int, ...] = (0, 2, 3, 4, 5),
    rows: list[tuple[str, ...]] = ROWS,
) -> str:
    """Head and rows with these columns in this order."""
    lines = [head, *((*row, DAY) for row in rows)] if head else [(*row, DAY) for row in rows]
    end = "\n\n" if gap == "\n\n" else "\n"
    return end.join(gap.join(line[place] for place in order) for line in lines)


@each("gap", GAPS)
def test_columns_may_stand_in_any_order_below_any_words(gap: str) -> None:
    for head in HEADS:
        for order in ORDERS:
            found = _named(LEAD + DUTY + _table(gap, head=head, order=order) + END)
            assert found == WANT, (head, order)


@each("gap", ["\n", "\t", " | ", "  "])
def test_a_page_may_hold_two_tables_and_one_that_is_printed_on(gap: str) -> None:
    more = ("序号", "", "应用名称", "登记主体", "登记编号", "登记时间")
    again = _table(gap, rows=ROWS[:2]) + "\n" + _table(gap, rows=ROWS[2:])
    two = _table(gap, rows=ROWS[:2]) + "\n\n二、新增登记的应用\n\n"
    assert _named(LEAD + again + END) == WANT
    assert _named(LEAD + two + _table(gap, head=more, rows=ROWS[2:]) + END) == WANT


@each("gap", ["\n", "\t", " | ", "  "])
@each(
    "led", ["根据企业申请，现对下列2款服务的备案予以注销：", "已注销备案的服务", "正在审核的服务："]
)
def test_a_table_of_those_not_approved_is_none_of_the_batch(led: str, gap: str) -> None:
    first, second = _table(gap, rows=ROWS[:2]), _table(gap, rows=ROWS[2:])
    assert _named(f"{LEAD}{first}\n\n{led}\n\n{second}{END}") == TWO


@each(
    "parted, text",
    [
        ("a firm's name", _table().replace("数字信息技术", "数字信息\n技术")),
        ("a firm's legal form", _table().replace("软件有限公司", "软\n件有限公司")),
        ("a service's name", _table().replace("栖月晚风大", "栖月晚风\n大")),
        ("a number", _table().replace("QiYue-2026", "QiYue-\n2026")),
        ("a day", _table().replace("年3月16日", "年3\n月16日")),
        ("a head", _table().replace("模型名称", "模型\n名称").replace("备案时间", "备案\n时间")),
        ("two cells", _table().replace("月晚风大", "月晚风\n大").replace("都栖月", "都栖月\n")),
        ("a page", _table().replace("3\n禾苗", "- 2 -\n3\n禾苗")),
        ("no column of numbers", _table(order=(3, 2, 4, 5)).replace("软件有", "软件\n有")),
    ],
)
def test_what_is_wrapped_is_one_cell(parted: str, text: str) -> None:
    assert _named(LEAD + text + END) == WANT, parted


@each(
    "lacking, text",
    [
        ("its head", _table(head=())),
        ("its head, with places", _table(head=(), order=(0, 1, 2, 3, 4))),
        ("a place", _table(order=(0, 1, 2, 3, 4)).replace("四川省\n问禾", "问禾")),
        ("a day", _table().replace(f"0032\n{DAY}", "0032")),
        ("numbers from one on", _table(rows=[(str(58 + int(r[0])), *r[1:]) for r in ROWS])),
    ],
)
def test_a_table_may_lack(lacking: str, text: str) -> None:
    assert _named(LEAD + text + END) == WANT, lacking


def test_what_a_service_calls_is_no_service_of_the_table() -> None:
    lines = ["序号", "应用名称", "登记主体", "调用模型", "调用模型备案号", "上线编号"]
    for row in ROWS:
        lines += [row[0], row[2], row[3], "海川大模型", "Sichuan-HaiChuan-202402020001", row[4]]
    assert _named(LEAD + "\n".join(lines) + END) == WANT


def test_lines_below_a_table_are_no_row() -> None:
    assert not _named("目录\n序号\n1\n2\n3\n应用\n服务\n")
    assert _named(LEAD + _table(order=(3, 2)) + END) == WANT
