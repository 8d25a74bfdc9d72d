"""Text as stored to a form that rules can read, with the way back for every offset."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby

from zhconv_rs import zhconv

from extract.layout.english_columns import columns_parted as english_columns
from extract.layout.english_layout import unwrapped
from extract.layout.english_lines import items
from extract.layout.han_cells import cells_joined
from extract.layout.han_columns import columns_parted
from extract.layout.han_layout import BULLET as HAN_BULLET
from extract.layout.han_layout import CODE, commas_parted, line_gaps, markup_gaps
from extract.quick import quick

QUOTES = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "`": "'", "′": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "\u00a0": " ", "\u3000": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
        "‐": "-", "‑": "-", "\r": "\n",
    }
)  # fmt: skip
HAN_QUOTES = str.maketrans(
    {
        "「": "“", "」": "”", "『": "“", "』": "”", "【": "[", "】": "]",
        "（": "(", "）": ")", "：": ":", "\u00a0": " ", "\u3000": " ", "\t": " ", "\r": "\n",
        "＂": '"', "‘": "“", "’": "”", "━": "—", "－": "-", "％": "%", "＋": "+", "｜": "|",
        "\u20e3": ".", "蘋": "苹", "\U0002c79f": "苹",
    }
)  # fmt: skip
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
SPACE_BESIDE_HAN = re.compile(rf" (?<=[{HAN}“”、，。)] ) *(?=[\w“”(])| (?<=\w ) *(?=[{HAN}“”(])")
"""Spaces, of which only the first has another character before it."""
HALF_COMMA = re.compile(rf"(?<=[{HAN}”)\d]),(?=[{HAN}“\w])")
STRAIGHT_QUOTED = re.compile(r'"([^"\n]{1,60}|[^"\s][^"\n]{0,24}\n[^"\n]{0,24}[^"\s])"')
REWRITTEN = (
    (",", HALF_COMMA, "，"),
    ("`", CODE, r"“\1”"),
    ('"', STRAIGHT_QUOTED, r"“\1”"),
)
"""In this order: a sign that a text must hold, what is written anew, and how."""
EN_END = re.compile(
    r"[.!?][\"')\]]*(?:\[\d{1,3}\]){0,4}(?=\s+[\"'(\[]?(?:[A-Z0-9~]|[a-z]{1,3}[A-Z]))|\n"
    r"|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]+ [a-z'])(?!(?:Com|Ai|Net|Org)\b)"
)
"""The last: a space was lost between two sentences."""
ZH_END = re.compile(r"[。！？!?；;][”)]*|\n")
STRESSED = re.compile(
    r"(?<!\w)(\*{1,3})(\d[\d,.]{0,12}[\d+]|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w{3,5}teen|\w{3,5}ty(?:-\w{3,5})?))(\1)(?!\*)",
    re.IGNORECASE,
)
"""A number in bold or italics; the marks would part it from what it counts."""
ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|No|Mr|Mrs|Ms|Dr|St|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|U\.S|U\.K|a\.m|p\.m)|\b[A-Z])\.$"
)
NUMBERED = re.compile(r"\s*\d{1,3}\.|.*; (?:and )?\(?\d{1,2}\.|.*: \(?1\.", re.DOTALL)
"""The number of a list item, which no sentence ends with: ``1.``, ``: 1. Lanhe; 2.``."""
TABS = re.compile(r"(?<=\S)\t{1,9}(?=\S)")
"""Between the columns of an English table."""
MAX_CELL = {"en": 100, "zh": 60}
"""Characters of the longer cell of a row of two."""
HAN_LABELLED = re.compile(r"[^，。；;:“”]{2,26}:[^，。；;:“”]{0,24}“[^，。；;:“”]{2,24}”")
HAN_QUOTED_CELL = re.compile(r"[^“”]{2,30}“[^“”]{2,24}”[^“”]{0,4}")
"""A company and its service between the strokes of a line that is no row: ``甲“小甲”|乙“小乙”``."""
BULLET = re.compile(rf"\s*(?:{HAN_BULLET}|[一二三四五六七八九十]{{1,2}}、|\(?[a-z]\) )\s*")


FEW = 40
"""Characters that it is quicker to turn one after another than with a look at all."""
LONGEST = 1500
"""Characters of a sentence; what is longer is no prose and is cut."""


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the form: prose, a heading, a bullet or a table row."""

    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(frozen=True)
class Form:
    """Normalised text; ``at[i]`` is the offset in the stored text of character i."""

    text: str
    at: Sequence[int]
    language: str

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stored text's span of a span of the form."""
        return self.at[start], self.at[end - 1] + 1

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Non-empty sentences in order; line ends always part them."""
        cut = tuple(self._cut())
        return with_items(self.text, cut) if self.language == "en" else cut

    def _cut(self) -> Iterator[Sentence]:
        stop = ZH_END if self.language == "zh" else EN_END
        paragraph, start = 0, 0
        for match in stop.finditer(self.text):
            newline = match.group() == "\n"
            if not newline and _inside(self.text, start, match.end(), self.language):
                continue
            yield from self._sentence(start, match.end(), paragraph)
            start = match.end()
            paragraph += newline
        yield from self._sentence(start, len(self.text), paragraph)

    def _sentence(self, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        while end - start > LONGEST:
            yield Sentence(start, start + LONGEST, "prose", paragraph)
            start += LONGEST
        if end > start:
            yield Sentence(start, end, _kind(self.text[start:end], self.language), paragraph)


def with_items(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """English sentences; lines that are items of a list without a mark become bullets."""
    lines = [list(line) for _, line in groupby(sentences, key=lambda s: s.paragraph)]
    listed = items([text[line[0].start : line[-1].end] for line in lines])
    return tuple(
        replace(s, kind="bullet") if item and s.kind not in ("bullet", "row") else s
        for line, item in zip(lines, listed, strict=True)
        for s in line
    )


def _inside(text: str, start: int, end: int, language: str) -> bool:
    """Is this full stop part of an abbreviation, or inside Chinese brackets or quotes?"""
    if language == "en":
        if NUMBERED.fullmatch(text, max(start, end - 12), end):
            return True
        return bool(ABBREVIATION.search(text[max(start, end - 16) : end].rstrip("\"')]")))
    return end - start < 400 and text.count("(", start, end) > text.count(")", start, end)


def _kind(text: str, language: str) -> str:
    cells = text.strip("| ").split("|")
    if language == "zh" and len(cells) > 1 and all(map(HAN_QUOTED_CELL.fullmatch, cells)):
        return "bullet"
    if len(cells) > 2 or (len(cells) == 2 and max(map(len, cells)) <= MAX_CELL[language]):
        return "row"
    if text.startswith(("# ", "## ", "### ")):
        return "heading"
    if BULLET.match(text) and not (language == "en" and text.startswith("**")):
        return "bullet"
    if language == "zh" and HAN_LABELLED.fullmatch(text):
        return "line"
    if text[-1] in ".!?。！？；;:：\"”'，,":
        return "prose"
    words = re.findall(r"[A-Za-z][\w'-]*", text)
    if language == "en" and len(words) > 2:
        capital = sum(w[0].isupper() for w in words if len(w) > 3) / max(
            1, sum(len(w) > 3 for w in words)
        )
        return "heading" if capital > 0.6 or len(words) < 14 else "prose"
    return "line"


def simplified(character: str) -> str:
    """The simplified form of one Chinese character, itself where that is not one character."""
    turned = zhconv(zhconv(character, "zh-hans"), "zh-hans")
    return turned if len(turned) == 1 else character


class _Table(dict[int, str]):
    """A table for ``str.translate`` that fills itself: what it lacks is looked up once.

    No character that it makes is another in turn.
    """

    def __init__(self, quotes: dict[int, str], *, han: bool) -> None:
        self._quotes, self._han = quotes, han
        self._same: set[str] = set()

    def turned(self, text: str) -> str:
        """``text.translate`` of the table; where few characters of a text change, those alone."""
        changing = [(c, self[ord(c)]) for c in set(text) - self._same]
        self._same.update(c for c, made in changing if c == made)
        if len(changing) > FEW:
            return text.translate(self)
        for character, made in changing:
            text = text.replace(character, made)
        return text

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if self._han:
            character = simplified(character) if character >= "\u3400" else character
            made = _half(character.translate(self._quotes))
        else:
            made = _half(character).translate(self._quotes)
        self[code] = made
        return made


def _half(character: str) -> str:
    code = ord(character)
    return chr(code - 0xFEE0) if 0xFF10 <= code <= 0xFF5A else character


ENGLISH, CHINESE = _Table(QUOTES, han=False), _Table(HAN_QUOTES, han=True)


def normalise(text: str, language: str) -> Form:
    """Quotes, widths and script made uniform; in Chinese, spaces beside Han characters removed."""
    if language == "zh":
        return _normalise_zh(text)
    tabbed = TABS.sub(lambda tabs: "|" * len(tabs.group()), text)
    flat = ENGLISH.turned(tabbed)
    flat = unwrapped(english_columns(flat) if "\n" in flat else flat)
    marks = [m.span(g) for m in STRESSED.finditer(flat) for g in (1, 3)] if "*" in flat else []
    return _without(flat, marks, "en")


def _normalise_zh(text: str) -> Form:
    flat = CHINESE.turned(text)
    for sign, pattern, written in REWRITTEN:
        if sign in flat:
            flat = pattern.sub(written, flat)
    lined = "\n" in flat
    flat = cells_joined(columns_parted(text, commas_parted(flat))) if lined else flat
    gaps = _disjoint(
        [m.span() for m in SPACE_BESIDE_HAN.finditer(flat)] if " " in flat else (),
        line_gaps(flat) if lined else (),
        markup_gaps(flat),
    )
    return _without(flat, gaps, "zh")


def _without(flat: str, gaps: Sequence[tuple[int, int]], language: str) -> Form:
    """The form of a text that leaves some spans out."""
    if not gaps:
        return Form(flat, range(len(flat)), language)
    edges = [0, *(edge for gap in gaps for edge in gap), len(flat)]
    kept = list(zip(edges[::2], edges[1::2], strict=True))
    at: list[int] = []
    for start, end in kept:
        at.extend(range(start, end))
    return Form("".join(flat[start:end] for start, end in kept), at, language)


def _disjoint(*found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; where two overlap the first stays."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(chain.from_iterable(found)):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
