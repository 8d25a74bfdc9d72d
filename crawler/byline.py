"""A printed byline in, the names of those who wrote out."""

import re
from typing import Final

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
_ROLE: Final = re.compile(r"^(?:[^\s、,，]{0,8}报)?(?:实习|见习|本报|首席|特约)*(?:记者|通讯员)$")


def writers(printed: str) -> str | None:
    """Return the names of a byline without labels, roles and editors, None where none are left.

    A role between two names goes too: ``作者：王某 实习记者 鲁某`` is ``王某 鲁某``.
    """
    line = squeeze(clean_text(printed))[: 2 * LONGEST]
    line = _OTHERS.sub("", _LABEL.sub("", _WRITERS.sub("", line))).strip()
    names = [word for word in line.split(" ") if not _ROLE.match(word)]
    return " ".join(names)[:LONGEST].strip() or None
