"""The gazetteer and comparable keys: which printed names mean the same company or service."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.form import normalise
from extract.nlp import pipeline

NAMES = Path(__file__).parent / "rules" / "names"
HAN = re.compile(r"[\u3400-\u9fff]")
COMPANY_TAIL = re.compile(
    r"\s*,?\s*\b(?:co|company|limited|ltd|inc|incorporated|corp|corporation|group|holdings?|plc|technolog(?:y|ies)|tech"
    r"|information|intelligen(?:t|ce)|network|software|digital|data|science|education|ai|and)\b\.?$",
    re.IGNORECASE,
)
PLACE_HEAD = re.compile(
    r"^(?:beijing|shanghai|shenzhen|hangzhou|guangzhou|guangdong|china|nanjing|chengdu|wuhan)\b[\s-]*(?:based\s+)?", re.IGNORECASE
)  # fmt: skip
HAN_TAIL = re.compile(
    r"(?:集团|股份|有限责任公司|股份有限公司|有限公司|公司|人工智能|科技发展|科技|技术|信息技术|信息|网络|软件|智能|数字|数据|教育|文化|传媒|网讯)$"
)
HAN_PLACE = re.compile(r"^(?:北京|上海|深圳|杭州|广州|广东|天津|重庆|南京|成都|武汉|苏州)(?:市)?")
SERVICE_TAIL = re.compile(
    r"(?:\s*(?:large language model|large model|language model|model|llm|chatbot|assistant|algorithm|app|ai)"
    r"|大语言模型|多模态大模型|大模型|模型|算法|助手|智能体|平台)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """One alias of the gazetteer."""

    kind: str
    canonical: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name in a form."""

    kind: str
    start: int
    end: int
    canonical: str
    ambiguous: bool


@lru_cache
def aliases() -> dict[tuple[str, str], Name]:
    """(kind, folded alias) to its entry, from ``companies.csv`` and ``services.csv``."""
    table: dict[tuple[str, str], Name] = {}
    for kind, stem in (("company", "companies"), ("service", "services")):
        with (NAMES / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                name = Name(kind, row["canonical"], row["ambiguous"] == "1")
                table[kind, fold(row["alias"])] = name
    return table


def fold(name: str) -> str:
    """NFKC, lower case, simplified script, without spaces, quotes and punctuation."""
    flat = unicodedata.normalize("NFKC", normalise(name, "zh").text).casefold()
    return re.sub(r"[\s\W_]+", "", flat)


def pinyin(text: str) -> str:
    """Han characters as toneless pinyin, all else unchanged, without spaces."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


def _core(name: str, tails: tuple[re.Pattern[str], ...], heads: tuple[re.Pattern[str], ...]) -> str:
    core = re.sub(r"[（(][^）)]*[）)]", "", name).strip() or name
    for head in heads:
        core = head.sub("", core) or core
    while True:
        shorter = core
        for tail in tails:
            shorter = tail.sub("", shorter).strip()
        if shorter == core or len(fold(shorter)) < (2 if HAN.search(shorter) else 3):
            return core
        core = shorter


def _key(kind: str, name: str, core: str) -> str:
    known = aliases().get((kind, fold(name))) or aliases().get((kind, fold(core)))
    if known and known.canonical != name:
        tails = (COMPANY_TAIL, HAN_TAIL) if kind == "company" else (SERVICE_TAIL,)
        heads = (PLACE_HEAD, HAN_PLACE) if kind == "company" else ()
        core = _core(known.canonical, tails, heads)
    return fold(pinyin(core) if HAN.search(core) else core)


@lru_cache(maxsize=50_000)
def company_key(name: str) -> str:
    """A comparable key of a company's printed name; ``""`` where nothing comparable is left."""
    return _key("company", name, _core(name, (COMPANY_TAIL, HAN_TAIL), (PLACE_HEAD, HAN_PLACE)))


@lru_cache(maxsize=50_000)
def service_key(name: str) -> str:
    """A comparable key of a service's printed name; ``""`` where nothing comparable is left."""
    return _key("service", name, _core(name, (SERVICE_TAIL,), ()))


class Gazetteer:
    """Every alias as a phrase; ``find`` gives the longest hits, companies before services."""

    def __init__(self, language: str) -> None:
        nlp = pipeline(language)
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._names: dict[str, Name] = {}
        for stem in ("companies", "services"):
            with (NAMES / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    if row["language"] == "zh" and language == "en":
                        continue
                    kind = "company" if stem == "companies" else "service"
                    key = f"{kind}:{row['alias']}"
                    self._names[key] = Name(kind, row["canonical"], row["ambiguous"] == "1")
                    self._matcher.add(key, [nlp.make_doc(normalise(row["alias"], language).text)])

    def find(self, doc: Doc) -> list[Hit]:
        """Longest hits in order; a string that is both a company and a service gives both."""
        hits = []
        for span in self._matcher(doc, as_spans=True):
            name = self._names[span.label_]
            hits.append(
                Hit(name.kind, span.start_char, span.end_char, name.canonical, name.ambiguous)
            )
        hits.sort(key=lambda h: (h.start, -h.end, h.kind))
        kept: list[Hit] = []
        for hit in hits:
            if (
                kept
                and hit.start < kept[-1].end
                and (hit.start, hit.end) != (kept[-1].start, kept[-1].end)
            ):
                continue
            kept.append(hit)
        return kept


@lru_cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language, built once (a tenth of a second)."""
    return Gazetteer(language)
