"""The name of a list, from file names and titles."""

from each import each

from extract.extraction import Scheme
from extract.register.days import day_and_note
from extract.register.lists import list_name


@each(
    ("scheme", "texts", "name"),
    [
        ("genai_filing", ["生成式人工智能服务已备案信息（2024年4月）.pdf"], "2024-04"),
        ("genai_filing", ["附件7：生成式人工智能服务已备案信息（2025年8月）"], "2025-08"),
        ("genai_filing", [None, "信息的公告（2025年7月至8月）"], "2025-08"),
        ("genai_filing", [None, "信息的公告（2025年7-8月）"], "2025-08"),
        ("genai_filing", [None, "信息的公告（2025年11月—2026年1月）"], "2026-01"),
        ("genai_filing", [None, "信息的公告（２０２５年１２月）"], "2025-12"),
        ("genai_filing", ["附件（2025年1月）", "关于发布2024年信息的公告"], "2025-01"),
        ("genai_filing", ["附件", "关于发布2024年信息的公告"], "2024-12"),
        ("genai_registration", ["registrations-2024-08.xlsx"], "2024-08"),
        ("deep_synthesis", [None, "第十五批深度合成服务算法备案信息（2025年11月）"], "batch-15"),
        ("deep_synthesis", ["附件", "第 8 批深度合成服务算法备案信息"], "batch-8"),
        ("deep_synthesis", ["境内深度合成服务算法备案清单（2023年6月）"], "2023-06"),
        ("algorithm_cancelled", ["注销公告（2025年7月14日）"], "2025-07"),
        ("on_device", ["c_1785861480767004.htm"], "c_1785861480767004"),
        ("genai_filing", ["folder/list one.docx"], "list-one"),
        ("other", [None], "unnamed"),
        ("other", ["  "], "unnamed"),
    ],
)
def test_list_names(scheme: Scheme, texts: list[str | None], name: str) -> None:
    assert list_name(scheme, *texts) == f"{scheme}/{name}"


@each(
    ("text", "found"),
    [
        ("2024/1/17", ("2024-01-17", None)),
        ("2024-01-17 00:00:00", ("2024-01-17", None)),
        ("2024年1月\n17日", ("2024-01-17", None)),
        ("20240117", ("2024-01-17", None)),
        ("2024/1/17（补登）", ("2024-01-17", "补登")),
        ("2024/1/17 (补登)", ("2024-01-17", "补登")),
        ("补登 2024.1.17", ("2024-01-17", "补登")),
        ("2024/1/17（补登）（变更）", ("2024-01-17", "补登；变更")),
        ("2024/13/1", (None, "2024/13/1")),
        ("2024年1月", (None, "2024年1月")),
        ("45308", ("2024-01-17", None)),
        ("", (None, None)),
    ],
)
def test_days(text: str, found: tuple[str | None, str | None]) -> None:
    assert day_and_note(text) == found
