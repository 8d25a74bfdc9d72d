"""A byline names those who wrote: no label, no role, no editor."""

import pytest

from crawler.byline import LONGEST, writers


@pytest.mark.parametrize(
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
        ("名" * 1000, "名" * LONGEST),
    ],
)
def test_a_byline_gives_names(printed: str, names: str | None) -> None:
    assert writers(printed) == names
