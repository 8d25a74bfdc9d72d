"""A printed byline in, the names of those who wrote out; a page in, the byline it prints."""

import re
from collections.abc import Sequence
from typing import Final

from turbohtml import Document

from crawler.text import clean_text, squeeze

LONGEST: Final = 200
"""Characters of a byline that are kept."""
_WRITERS: Final = re.compile(r"^.*?(?:作者|撰文)\s*[:：]\s*")
_LABEL: Final = re.compile(
    r"^(?:(?:by|作者|文|撰文|记者|来源)(?:\s*[:：]\s*|\s+)|source\s*[:：]\s*)", re.IGNORECASE
)
_OTHERS: Final = re.compile(
    r"[\s|(（]*(?:网编|责编|编辑|责任编辑|校对|出处|\b(?:source|published|updated|editor):).*$"
    r"|(?<=\S)\s+来源\s*[:：].*$|(?<=\S)\s*[|｜].*$",
    re.IGNORECASE,
)
"""Who put it on the web, and all after that; what a source or a bar sets apart."""
_MOST_MARKED: Final = 3
_LONGEST_NAME: Final = 60
_SIGNED: Final = re.compile(r"作\s{0,2}者\s*[:：]\s*([^\W\d_]{2,8}(?:·[^\W\d_]{1,8})?)(?![:：\w])")
_NOBODY: Final = frozenset({"佚名", "未知", "本站", "admin", "管理员", "来源", "编辑", "点击"})
_ROLE: Final = re.compile(r"^(?:[^\s、,，]{0,8}报)?(?:实习|见习|本报|首席|特约)*(?:记者|通讯员)$")


def writers(printed: str) -> str | None:
    """Return the names of a byline without labels, roles and editors, None where none are left.

    A role between two names goes too: ``作者：王某 实习记者 鲁某`` is ``王某 鲁某``.
    """
    line = squeeze(clean_text(printed))[: 2 * LONGEST]
    line = _OTHERS.sub("", _LABEL.sub("", _WRITERS.sub("", line))).strip()
    names = [word for word in line.split(" ") if not _ROLE.match(word)]
    return " ".join(names)[:LONGEST].strip() or None


def printed_byline(tree: Document, beside: Sequence[str]) -> str | None:
    """Return the names that a page marks as its author's, else the one behind 作者 in the lines
    ``beside`` its headline; many marked ones are those of a list."""
    found = tree.select('[rel~="author" i]')[: _MOST_MARKED + 1]
    names = [*dict.fromkeys(name for one in found if _is_name(name := squeeze(one.text)))]
    if names and len(found) <= _MOST_MARKED:
        return ", ".join(names)
    signed = (label.group(1) for line in beside if (label := _SIGNED.search(line)))
    return next((name for name in signed if name not in _NOBODY), None)


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_NAME and not any(map(str.isdigit, text))
