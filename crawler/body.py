"""A page of unknown layout in, its body out: the lines that independent readers agree on.

Each kind of page has a reader whose word counts double, and is checked by two others: trafilatura,
and Readability for Chinese, of which trafilatura takes too much. Where the two others agree on
much that it leaves out, or one finds many more sentences in a Chinese page, a further opinion is
asked for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crawler.agreement import Agreement, Kept, letters
from crawler.furniture import Line, without_furniture
from crawler.lines import Lines
from crawler.links import SEVERAL, without_links
from crawler.readers import Readers
from crawler.tables import Row, with_tables
from crawler.text import HAN, detect_language

_MISSING: Final = 0.5
"""Share of what the others found below which the first reader has missed too much."""
_MISSING_IN_CHINESE: Final = 0.7
_LEAD: Final = 20
"""Letters of a summary; a shorter one may be anything."""
_SENTENCE: Final = re.compile(r"[,.!?，。！？；।۔،]")
_LONG_OR_ROW: Final = re.compile(r".{80}| \| ")
_MENU: Final = 200
"""Characters of a text; a shorter one may do without punctuation."""
_WORDS: Final = 60
"""Characters; a shorter text without a sentence is words of a menu."""
_PROSE: Final = 0.2
"""Share of a text that is sentences, long lines or table rows; with less it is a list of links."""
_MUCH: Final = 1_000
"""Bytes of sentences that are no teasers."""
_KANA: Final = re.compile(r"[\u3040-\u30ff]")

Others = tuple[Kept, Kept]
"""What Resiliparse and turbohtml have."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of itself that helps to read it."""

    titles: frozenset[str]
    """Letters of its headlines, which are no part of the body."""
    leads: tuple[str, ...]
    """Letters of its descriptions."""

    @classmethod
    def of(cls, titles: Iterable[str], descriptions: Iterable[str]) -> "Told":
        """Take them from the texts as printed."""
        leads = tuple(lead for text in descriptions if len(lead := letters(text)) >= _LEAD)
        return cls(frozenset(map(letters, titles)), leads)


def is_chinese(title: str, lines: Lines) -> bool:
    """Tell by the characters of title and text, whatever the page declares."""
    text = "\n".join(lines.texts)[:20_000]
    if len(_KANA.findall(text)) * 4 > len(HAN.findall(text)):
        return False
    return "zh" in (detect_language(title), detect_language(text))


def read_body(
    readers: Readers, lines: Lines, told: Told, rows: frozenset[Row], *, chinese: bool
) -> str:
    """Return the body, a line a paragraph; empty where no reader finds one."""
    page = Agreement(lines.letters)
    leads = [_is_lead(line, told.leads) for line in lines.letters]
    sentences = [bool(_SENTENCE.search(text)) for text in lines.texts]
    others = page.lines_of(readers.resiliparse()), page.lines_of(readers.turbohtml())
    if chinese:
        voted = _vote_on_chinese(readers, page, leads, others, sentences)
    else:
        voted = _vote(readers, page, leads, others)
    voted = _unless_scattered(readers, page, lines, others[0], voted)
    kept = _with_rows(lines, rows, others, _below(lines, told, voted))
    chosen = zip(lines.texts, lines.letters, kept, strict=True)
    read = [(text, key) for text, key, yes in chosen if yes and key not in told.titles]
    texts = [text for text, _ in without_links(readers.linked, without_furniture(read))]
    body = "\n".join(texts)
    prose = sum(len(text) for text in texts if _SENTENCE.search(text) or _LONG_OR_ROW.search(text))
    if prose == 0 and len(body) < _WORDS:
        return ""
    return body if len(body) < _MENU or prose >= _PROSE * len(body) else ""


def is_story(body: str) -> bool:
    """Tell whether a body is long, and sentences for the most part."""
    prose = sum(len(line.encode()) for line in body.split("\n") if _SENTENCE.search(line))
    return prose >= _MUCH and 2 * prose >= len(body.encode())


def _with_rows(lines: Lines, rows: frozenset[Row], others: Others, kept: Kept) -> Kept:
    """Keep the tables of data that Resiliparse has between paragraphs that were kept, and those
    right behind them that turbohtml has as well."""
    if not rows:
        return kept
    keys = {"".join(row) for row in rows}
    both = [*zip(lines.texts, lines.letters, strict=True)]
    tables = [" | " in text and key in keys for text, key in both]
    prose = [len(key) > _LEAD and bool(_SENTENCE.search(text)) for text, key in both]
    return with_tables(kept, _both(tables, others[0]), prose, others[1])


def _below(lines: Lines, told: Told, kept: Kept) -> Kept:
    """Drop what stands above the headline, unless that is nearly all sentences that were kept."""
    both = enumerate(zip(lines.texts, lines.letters, strict=True))
    at = next((at for at, line in both if _heads(line, told.titles)), -1)
    below = [yes and place > at for place, yes in enumerate(kept)]
    return below if 4 * _sentences(lines, below) > _sentences(lines, kept) else kept


def _heads(line: Line, titles: frozenset[str]) -> bool:
    """Tell whether a line is a headline, or one in a table's row with the end of a menu."""
    text, key = line
    return key in titles or (" | " in text and letters(text.rpartition(" | ")[2]) in titles)


def _sentences(lines: Lines, kept: Kept) -> int:
    """Return the characters of kept lines that hold sentences: menus have no punctuation."""
    chosen = (text for text, yes in zip(lines.texts, kept, strict=True) if yes)
    return sum(len(text) for text in chosen if _SENTENCE.search(text))


def _vote(readers: Readers, page: Agreement, leads: Kept, others: Others) -> Kept:
    wide, narrow = others
    votes = {
        "first": page.lines_of(readers.trafilatura(), once=True),
        "wide": wide,
        "narrow": narrow,
    }
    agreed = (wide, _both(wide, narrow))
    if any(_holds(page, votes["first"], found) < _MISSING for found in agreed):
        votes["first"] = page.lines_of(readers.trafilatura(generous=True), once=True)
        votes["further"] = page.lines_of(readers.readability())
    return page.majority(votes, {"first": 2, "wide": 1, "narrow": 1, "further": 1}, leads)


def _vote_on_chinese(
    readers: Readers, page: Agreement, leads: Kept, others: Others, sentences: Kept
) -> Kept:
    """Follow Readability, unless it and turbohtml chose one of many wrappers: then trafilatura."""
    wide, narrow = others
    votes = {"first": page.lines_of(readers.readability()), "wide": wide, "narrow": narrow}
    weights = {"first": 2, "wide": 1, "narrow": 1, "further": 1}
    lacking = _holds(page, votes["first"], _both(wide, narrow)) < _MISSING_IN_CHINESE
    scattered = _holds(page, votes["first"], _both(wide, sentences)) < _MISSING
    if lacking or scattered:
        votes["further"] = page.lines_of(readers.trafilatura(), once=True)
        weights |= {"first": 1, "further": 2 if scattered else 1}
    return page.majority(votes, weights, leads)


def _unless_scattered(
    readers: Readers, page: Agreement, lines: Lines, wide: Kept, voted: Kept
) -> Kept:
    """Follow trafilatura where the others have less than half of its text, and Resiliparse hardly
    any of that: each paragraph is a list of its own, and they are no other stories' teasers."""
    if 2 * page.weight(_both(wide, voted)) >= page.weight(voted):
        return voted
    first = page.lines_of(readers.trafilatura(), once=True)
    if _holds(page, voted, first) >= _MISSING:
        return voted
    links = readers.linked()
    linked = sum(yes and key in links for yes, key in zip(first, lines.letters, strict=True))
    return voted if linked >= SEVERAL else first


def _both(one: Kept, other: Kept) -> Kept:
    return [a and b for a, b in zip(one, other, strict=True)]


def _holds(page: Agreement, first: Kept, found: Kept) -> float:
    """Return the share of what was found that the first reader has, 1 where nothing was."""
    total = page.weight(found)
    return page.weight(_both(first, found)) / total if total else 1.0


def _is_lead(line: str, leads: tuple[str, ...]) -> bool:
    """Tell whether a line is a description or the beginning of one, or goes on from there."""
    if len(line) < _LEAD:
        return False
    return any(line.startswith(lead[:60]) or lead.startswith(line) for lead in leads)
