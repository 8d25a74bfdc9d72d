"""The words of the pages in both languages, and values said in them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from db.pages.lanes import lanes
from db.pages.links import Links

Language = Literal["en", "zh"]
Row = Mapping[str, Any]
WORDS = Path(__file__).parent / "words"
TAGS: Mapping[Language, str] = {"en": "en", "zh": "zh-Hans"}
"""The languages as ``lang`` says them."""
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z]")
_SAID = "(?:(more than|at least|nearly|about|up to) )?"
_NUMBERS = re.compile(
    rf"(?:{_SAID}(\d+) services?)?(?: ?(?:of )?{_SAID}(\d+) compan(?:y|ies))?"
    r"(?:(?:, )?(\d{4}[\d-]*))?"
)
"""The numbers and the day of an English title, as the records write it."""
_PLACE = re.compile(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$")


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every word by its key; both languages have the same keys."""
    found: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    return found


def language_of(asked: str | None, accepted: str | None) -> Language:
    """The language asked for by ``?lang=``, else the first that ``Accept-Language`` ranks."""
    if asked in ("en", "zh"):
        return "zh" if asked == "zh" else "en"
    return next((tag for tag in _ranked(accepted or "")), "en")


def _ranked(header: str) -> Iterable[Language]:
    """The languages of ours that a header accepts, the most wanted first."""
    ranks: list[tuple[float, Language]] = []
    for part in header.split(","):
        tag, _, weight = part.strip().lower().partition(";")
        rank = re.fullmatch(r"\s*q=([0-9.]{1,6})\s*", weight)
        wanted = float(rank[1]) if rank and rank[1].count(".") < 2 and rank[1] != "." else 1.0
        known: Language | None = {"en": "en", "zh": "zh"}.get(tag.split("-")[0])  # type: ignore[assignment]
        if known and wanted > 0:
            ranks.append((-wanted, known))
    return [tag for _, tag in sorted(ranks, key=lambda rank: rank[0])]


@dataclass(frozen=True, slots=True)
class Speech:
    """Says things in one language."""

    language: Language

    @property
    def words(self) -> Mapping[str, str]:
        """Every word by its key."""
        return words(self.language)

    def t(self, key: str, **filled: object) -> str:
        """The words of a key; ``{}`` in them are filled in. KeyError for one that is not there."""
        said = self.words[key]
        return said.format_map({k: self.shown(v) for k, v in filled.items()}) if filled else said

    def n(self, key: str, number: int) -> str:
        """A number with its noun: ``1 company``, ``1,511 companies``."""
        return self.t(f"{key}.{'one' if number == 1 else 'many'}", n=number)

    def shown(self, value: object) -> str:
        """A value as text: numbers with their thousands parted."""
        return f"{value:,}" if isinstance(value, int) else str(value)

    def label(self, family: str, value: object) -> str:
        """The word for a value of a known set, such as a scheme; another value as it is."""
        if value is None or value == "":
            return self.words.get(f"{family}.none", "")
        return self.words.get(f"{family}.{value}", str(value).replace("_", " "))

    def quantity(self, said: Row | None) -> str:
        """A stated number as people say it: ``14``, ``more than 40``; empty where there is none."""
        if not said or said.get("value") is None:
            return ""
        number = self.shown(said["value"])
        qualifier = said.get("qualifier") or "exact"
        return number if qualifier == "exact" else self.t(f"qualifier.{qualifier}", n=number)

    def place(self, name: str | None) -> str:
        """A province as the language writes it, however the records do."""
        short = place_key(name)
        return self.label("place", short) if short else ""

    def head(self, batch: Row) -> str:
        """The register and the place of a batch: ``Generative-AI service filing, Beijing``."""
        head = self.label("scheme", batch.get("scheme"))
        if not batch.get("province"):
            return head
        return self.t("title.place", head=head, place=self.place(batch["province"]))

    def single(self, batch: Row) -> str:
        """The firm and service of a batch of one, where sources state no number; else empty."""
        if any(batch.get(f"{part}_stated") for part in ("services", "companies")):
            return ""
        tail = str(batch.get("title") or "").partition(": ")[2]
        if _NUMBERS.fullmatch(tail):
            return ""
        names, _, day = tail.rpartition(", ")
        return names if day == batch.get("event_date") else ""

    def beyond(self, batch: Row) -> str:
        """What tells a batch from others of its day: its one service, or its further numbers."""
        if single := self.single(batch):
            return single
        companies = self._stated(batch, "companies")
        total = self._stated(batch, "cumulative")
        parts = (
            self.t("title.companies", n=companies) if companies else "",
            self.t("title.total", n=total) if total else "",
        )
        return self.t("comma").join(filter(None, parts))

    def verdict(self, batch: Row) -> str:
        """What the register has of what is stated, in a sentence."""
        if batch["services_listed"] is None:
            return self.t("verdict.none")
        listed = self.n("count.services", batch["services_listed"])
        if said := self.quantity(batch["services_stated"]):
            return self.t("verdict.of", n=batch["services_listed"], all=said)
        return self.t("verdict.listed", n=listed)

    def cut(self, text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
        """A text in stretches that are marked or not; marks that overlap are one."""
        out, at = [], 0
        for start, end in sorted(marks):
            out += [(text[at:start], False), (text[max(at, start) : end], True)]
            at = max(at, end)
        return [(words, on) for words, on in [*out, (text[at:], False)] if words]

    def kind(self, mark: Any) -> str:
        """What a mark is of, in a word or two; narrower than its group where the group is wide."""
        if mark.kind in ("voice", "held", "name"):
            return self.label("reading_label", mark.label)
        return self.label("mark", mark.kind)

    def reading(self, mark: Any) -> str:
        """What a mark was taken for, beyond its kind; empty where that is all."""
        if mark.kind == "number" and ":" in mark.read:
            qualifier, _, value = mark.read.partition(":")
            number = self.quantity({"value": int(value), "qualifier": qualifier})
            return self.t("reading.number", n=number, what=self.label("counted", mark.label))
        if mark.kind in ("date", "link"):
            return str(mark.read)
        if mark.kind in ("company", "service", "description"):
            return self.label("reading", mark.read) if mark.read else ""
        return ""

    def fact(self, column: str, value: object) -> str:
        """A fact of a batch's state by its column: numbers, days, statuses."""
        if value is None or value == "":
            return ""
        if isinstance(value, Mapping):
            return self.quantity(value)
        family = {"status": "status", "scheme": "scheme", "province": "place", "level": "level"}
        return self.label(family[column], value) if column in family else self.shown(value)

    def title(self, batch: Row) -> str:
        """A batch's title made of its facts, as the records have it in English."""
        given = str(batch.get("title") or batch.get("batch") or batch.get("slug") or "")
        if self.language == "en" or not batch.get("title"):
            return given
        head, colon, tail = given.partition(": ")
        return self.t("title", head=self.head(batch), body=self._body(tail)) if colon else head

    def _body(self, tail: str) -> str:
        """What follows a title's colon, its numbers said in this language."""
        found = _NUMBERS.fullmatch(tail)
        if found is None:
            return tail
        many = [
            (part, self.quantity({"value": int(number), "qualifier": said}))
            for part, said, number in (
                ("services", (found[1] or "").replace(" ", "_"), found[2]),
                ("companies", (found[3] or "").replace(" ", "_"), found[4]),
            )
            if number
        ]
        numbers = [self.t(f"title.{part}", n=number) for part, number in many]
        return self.t("comma").join([*numbers, *filter(None, [found[5]])])

    def _stated(self, batch: Row, part: str) -> str:
        """A stated number, whether the row is a JSON document's or a table's."""
        value = batch.get(f"{part}_stated")
        if isinstance(value, int):
            value = {"value": value, "qualifier": batch.get(f"{part}_qualifier")}
        return self.quantity(value)

    def field(self, row: Row) -> str:
        """A value of a batch's field in words."""
        value, field = row["value"], row.get("field")
        if value is None:
            return self.t("nothing")
        if row.get("qualifier"):
            return self.quantity(row)
        family = {"scheme": "scheme", "province": "place", "level": "level"}.get(str(field))
        return self.label(family, value) if family else self.shown(value)


def place_key(name: str | None) -> str:
    """A province's name without its kind: 北京市 is 北京."""
    return _PLACE.sub("", name) if name and len(name) > 2 else name or ""


def lang_of(text: object) -> Language | None:
    """The language of a name or title, told by its characters; None for numbers and signs."""
    if _HAN.search(str(text or "")):
        return "zh"
    return "en" if _LATIN.search(str(text or "")) else None


def page_vars(
    path: str, query_string: str, accept_language: str | None, *, base: str = ""
) -> dict[str, Any]:
    """What every template can use: the language and its words, addresses and formats."""
    asked = parse_qsl(query_string, keep_blank_values=True)
    wanted = next((value for key, value in asked if key == "lang"), None)
    language = language_of(wanted, accept_language)
    speech = Speech(language)
    kept = [(key, value) for key, value in asked if key != "lang"]
    return {
        "language": language,
        "lang_tag": TAGS[language],
        "other_languages": {
            tag: f"{path}?{urlencode([*kept, ('lang', tag)])}" for tag in TAGS if tag != language
        },
        "asked_lang": wanted if wanted in TAGS else None,
        "link": Links(base, wanted if wanted in TAGS else None),
        "say": speech,
        "t": speech.t,
        "n": speech.n,
        "label": speech.label,
        "lang_of": lang_of,
        "lanes": lanes,
        "here": path,
    }
