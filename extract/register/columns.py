"""The heading of a column to what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extract.register.cells import flowing, plain

Key = Literal[
    "seq", "province", "name", "company", "number", "date",
    "role", "category", "products", "purpose", "remark", "scenario",
]  # fmt: skip
KIND = (
    r"(?:已|拟)?(?:备案|登记|上线|注销|公示|公布|发布|通过|审核|审批|批准|核准|完成|生效|变更|许可"
    r"|注册)"
)
THING = (
    r"(?:生成式|人工智能|ai|大语言|语言|端侧|大|互联网信息|信息|深度合成|的|/|、|或|及|和|与"
    r"|模型|应用|功能|服务|算法|产品|程序|app|系统|平台|智能体)"
)
HEADINGS: tuple[tuple[Key, str], ...] = (
    ("seq", r"序号?|no\.?|№|行号"),
    ("province", r"(?:所属|所在|归属|注册|备案|登记|企业|单位)?(?:属地|地区|省份|省区市|省|省/?市|"
     r"省\(区、?市\)|地域|区域|地市|城市|所在地|属地省份)(?:名称)?"),
    ("products", r"(?:关联|应用|对应|涉及|主要)产品(?:名称|及功能)?"),
    ("company", rf"(?:{THING}|{KIND}|运营|主办|申请|申报|开发|研发|所属|责任|/)*"
     r"(?:单位|主体|企业|公司|机构|提供者|运营者|开发者)(?:名称|全称)?"),
    ("role", r"(?:主体|算法|服务)?角色(?:类型)?"),
    ("category", rf"{THING}*(?:类别|类型|种类|分类)"),
    ("purpose", rf"(?:{THING}|主要|具体)*用途"),
    ("scenario", r"(?:适用|应用|使用|服务)(?:场景|范围)"),
    ("remark", r"备注(?:说明|信息)?|说明|变更(?:情况|说明|内容)"),
    ("date", rf"(?:{KIND}|/|、|或|\(|\))*(?:时间|日期)"),
    ("number", rf"(?:{THING}|{KIND}|统一|信息|\(|\))*(?:编号|编码|号|号码|证号)"),
    ("name", rf"(?:{KIND}|{THING})*(?:名称|名)|(?:大|语言|大语言)?模型|应用(?:/功能)?|算法"),
)  # fmt: skip
MATCHERS = tuple((key, re.compile(pattern)) for key, pattern in HEADINGS)
UNIT = re.compile(r"\((?:年|月|日|/|-|\.|y|m|d|按|单位|格式)[^)]*\)$|[:*]+$")
ENDINGS: tuple[tuple[Key, str], ...] = (
    ("number", r"(?:编号|备案号|登记号)$"),
    ("date", r"(?:时间|日期)$"),
    ("company", r"(?:单位|主体|企业|公司)(?:名称)?$"),
    ("name", r"名称$"),
)
"""How headings end that nobody knows, where a header lacks the column."""
BRACKETS = re.compile(r"\([^()]*\)")
LONGEST = 30
"""Characters of a heading."""
FEWEST = 2
"""A line of so many known headings, at least half of its cells, is a header."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading in one line and what it holds (None: kept under its heading)."""

    heading: str
    key: Key | None


@dataclass(frozen=True)
class Header:
    """The columns of a table, from left to right."""

    columns: tuple[Column, ...]

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What the table has a column for."""
        return frozenset(column.key for column in self.columns if column.key)

    def heading(self, key: Key) -> str:
        """The heading of a column, for comparing; empty where there is no such column."""
        return next((plain(c.heading) for c in self.columns if c.key == key), "")


def key_of(heading: str) -> Key | None:
    """What a column of this heading holds; None where nobody knows."""
    text = UNIT.sub("", plain(heading))
    if len(text) > LONGEST:
        return None
    for form in (text, BRACKETS.sub("", text)):
        found = next((key for key, matcher in MATCHERS if matcher.fullmatch(form)), None)
        if found:
            return found
    return None


def header_of(cells: Sequence[str]) -> Header | None:
    """The header that a line of cells is; None where it is none."""
    keys = [key_of(cell) if cell else None for cell in cells]
    known, filled = sum(key is not None for key in keys), sum(bool(cell) for cell in cells)
    if len({key for key in keys if key}) < FEWEST or 2 * known < filled or is_form(cells):
        return None
    if not {"name", "number", "company"}.intersection(key for key in keys if key):
        return None
    headings = [flowing(cell) for cell in cells]
    _complete(headings, keys)
    return Header(tuple(map(Column, headings, _settled(headings, keys))))


def is_form(cells: Sequence[str]) -> bool:
    """Are the cells headings with a value beside each, as forms have them?"""
    known = [key_of(cell) is not None for cell in cells if cell]
    return len(known) > FEWEST and known == [True, False] * sum(known)


def _complete(headings: list[str], keys: list[Key | None]) -> None:
    """Give what the header lacks to headings that only end like it."""
    for key, ending in ENDINGS:
        if key not in keys:
            for at, heading in enumerate(headings):
                if keys[at] is None and re.search(ending, BRACKETS.sub("", plain(heading))):
                    keys[at] = key
                    break


def _settled(headings: list[str], keys: list[Key | None]) -> list[Key | None]:
    """Each key once: the column that says it best has it."""
    if "seq" not in keys and keys.count("number") > 1:
        bare = [at for at, heading in enumerate(headings) if plain(heading) in ("编号", "号")]
        if bare:
            keys[bare[0]] = "seq"
    for key in {key for key in keys if key}:
        places = [at for at, other in enumerate(keys) if other == key]
        best = max(places, key=lambda at: (_weight(key, plain(headings[at])), -at))
        for at in places:
            if at != best:
                keys[at] = None
    return keys


def _weight(key: Key, heading: str) -> int:
    """How much a heading says that its column is the one of the key."""
    if key == "date":
        return 3 if "注销" in heading else 2 if re.search("备案|登记|上线", heading) else 1
    if key == "number":
        return 2 if re.search("备案|登记|上线", heading) else 1
    if key == "name":
        return 0 if heading.startswith("已") else 2 if re.search("应用|功能|算法", heading) else 1
    return 1
