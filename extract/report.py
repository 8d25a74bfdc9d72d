"""Facts and drafts to the Extraction: spans of the form become spans of the article's text."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.items import Article
from extract.announcing.territory import territory
from extract.announcing.told_places import of_place
from extract.clauses.clause import Clause
from extract.clauses.scope import role_at
from extract.counts.counting import Counting
from extract.extraction import Announcement, Count, Extraction, Mention, Service
from extract.facts import Draft, Facts, quantity
from extract.known.identity import identities
from extract.layout.form import normalise
from extract.matching.rules import Match
from extract.matching.windows import start_of, within
from extract.names.candidates import Candidate
from extract.names.pairs import Pair
from extract.printed.places import OPENING
from extract.voices import cited_sources, people

KEPT = ("APPROVED", "PENDING", "REFUSED", "SCHEME", "AUTHORITY", "REGULATION", "ORDINAL", "EARLIER")
"""Labels of the rule matches that are kept as mentions."""
GIVEN = re.compile(
    r"现(?:公告|公布|公示|公开|发布|予以?|将[^，。；;]{0,40}(?:公告|公布|公示|公开|发布))"
)
"""What an authority's own notice says of itself."""
FLASH = re.compile(r"(?:\A|\n)[^\n，。,:]{2,14}讯，(?=[^，。\n]{0,30}国家(?:互联网信息|网信))")
"""How a Chinese dispatch begins that dates nothing: what the office published is of its day."""
AGAIN = re.compile(r"|(?:AI )?(?:model|service|assistant|chatbot|app|application|product|tool)")
"""A description that says nothing, in English."""
COUNTRY = re.compile(r" (?:of |\()?China\)?\Z")
WRAPPED = re.compile(r"\s*\n\s*(?<=[\u4e00-\u9fff（）()\s])(?=[\u4e00-\u9fff（）()])")
"""A line end inside a Chinese name."""
Keys = tuple[str, str]
"""Comparable keys of a company and of its service, ``""`` for what is not named."""


def report(
    article: Article, facts: Facts, drafts: Sequence[Draft], candidates: Sequence[Candidate]
) -> Extraction:
    """Everything the article yields, in order of position."""
    return _Report(article, facts).extraction(drafts, candidates)


@dataclass(frozen=True, slots=True)
class _Report:
    article: Article
    facts: Facts

    def extraction(self, drafts: Sequence[Draft], candidates: Sequence[Candidate]) -> Extraction:
        facts = self.facts
        services = self._services(drafts)
        counts = (c for c in facts.counts if c.of != "other" or c.scope != "other")
        return Extraction(
            relevant=True,
            announcements=tuple(self._announcement(d) for d in drafts),
            counts=tuple(self._count(c) for c in counts),
            services=services,
            cited_sources=cited_sources(
                facts.form, facts.matches, self.article, _companies(services)
            ),
            people=people(facts.form, facts.matches, self.article),
            mentions=tuple(
                sorted(self._mentions(candidates), key=lambda m: (m.start, m.end, m.label))
            ),
        )

    def _slice(self, start: int, end: int) -> tuple[int, int, str]:
        low, high = self.facts.form.origin(start, end)
        return low, high, self.article.text[low:high]

    def _announcement(self, made: Draft) -> Announcement:
        clause = self._anchor(made)
        sentence = clause.sentence
        authority = self._nearest(clause, "AUTHORITY", made)
        text = self.facts.form.text[clause.start : clause.end]
        form = self.facts.form
        title = normalise((self.article.title or "")[:OPENING], form.language).text
        offices = [authority, *self._offices(made)] if authority else []
        level, province = territory(offices, text, title, form.language, form.text)
        if made.place:
            level, province = of_place(made.place)
        day, printed = self._event(made)
        period = made.period.period if made.period and made.period.period else (None, None)
        start, end, said = self._slice(sentence.start, sentence.end)
        return Announcement(
            role=made.role,
            kind=made.kind,
            scheme=made.scheme,
            authority=authority,
            regulation=self._nearest(clause, "REGULATION", made),
            level=level,
            province=province,
            event_date=day,
            event_date_text=printed,
            ordinal=made.ordinal,
            period_start=period[0],
            period_end=period[1],
            services_in_batch=quantity(made.services) or made.listed,
            companies_in_batch=quantity(made.companies),
            cumulative_services=quantity(made.cumulative),
            start=start,
            end=end,
            text=said,
        )

    def _anchor(self, made: Draft) -> Clause:
        """The clause that stands for an announcement: where it counts, else its first."""
        counting = made.services or made.cumulative or made.companies
        if counting:
            return counting.clause
        return made.clauses[0] if made.clauses else self.facts.clauses[0]

    def _event(self, made: Draft) -> tuple[str | None, str | None]:
        """The event's date and how it is printed; where none is, the month of the report.

        A notice that is given with the page (``现予公布``) is of the page's day.
        """
        if made.date is not None:
            return made.date.value, self._slice(made.date.start, made.date.end)[2].strip()
        if made.role == "main" and self.facts.published is not None:
            text = self.facts.form.text
            given = any(GIVEN.search(text, c.start, c.end) for c in made.clauses)
            given = given or (FLASH.search(text) is not None and not self.facts.dates)
            return self.facts.published.strftime("%Y-%m-%d" if given else "%Y-%m"), None
        return None, None

    def _nearest(self, clause: Clause, label: str, made: Draft) -> str | None:
        """The best match of a label in or near a clause; what is generic or recalled, in the
        announcement's clauses.
        """
        start = clause.sentence.start
        spans = [(c.sentence.start, c.sentence.end) for c in made.clauses]
        found = [
            m
            for m in self.facts.matches
            if m.label == label
            and (
                (m.weight > 1 and made.role == "main")
                or any(low <= m.start < high for low, high in spans)
            )
        ]
        if not found:
            return None

        def distance(match: Match) -> tuple[bool, bool, int, int]:
            apart = not clause.start <= match.start < clause.end
            return match.weight < 2, apart, abs(match.start - start) // 200, match.start

        best = min(found, key=distance)
        return self.facts.form.text[best.start : best.end].strip()

    def _offices(self, made: Draft) -> list[str]:
        """The offices that act in an announcement's clauses."""
        spans = {(c.start, c.end) for c in made.clauses}
        found = (m for low, high in spans for m in within(self.facts.matches, low, high))
        return [self.facts.form.text[m.start : m.end] for m in found if m.label == "AUTHORITY"]

    def _count(self, counting: Counting) -> Count:
        start, end, text = self._slice(counting.start, counting.end)
        number, scheme = counting.number, counting.scheme or self.facts.scheme
        return Count(
            number.value, number.qualifier, counting.scope, counting.of, scheme, start, end, text,
            counting.rule,
        )  # fmt: skip

    def _services(self, drafts: Sequence[Draft]) -> tuple[Service, ...]:
        """One entry a distinct service, at its first mention."""
        given = [self._service(p, index) for index, made in enumerate(drafts) for p in made.named]
        firms = identities("company", {s.company for s in given if s.company})
        units: defaultdict[str, set[str]] = defaultdict(set)
        for service in given:
            firm = firms[service.company].key if service.company else ""
            units[firm].add(service.model or service.description or "")
        known = {firm: identities("service", names) for firm, names in units.items()}
        out: dict[Keys, Service] = {}
        for service in given:
            firm = firms[service.company].key if service.company else ""
            unit = known[firm][service.model or service.description or ""].key
            out.setdefault((firm, unit), service)
        told = sorted(_without_echo(out), key=start_of)
        return tuple(s for i, s in enumerate(told) if not _again(s, told[:i], told))

    def _service(self, pair: Pair, index: int) -> Service:
        model, desc = (pair.unit.model, pair.unit.desc) if pair.unit else (None, None)
        company, name, description = (self._printed(c) for c in (pair.company, model, desc))
        start, end, text = self._slice(pair.start, pair.end)
        return Service(company, name, description, index, start, end, text, pair.rule)

    def _printed(self, candidate: Candidate | None) -> str | None:
        if candidate is None:
            return None
        text = self._slice(candidate.start, candidate.end)[2]
        return " ".join((WRAPPED.sub("", text) if "\n" in text else text).split())

    def _mentions(self, candidates: Sequence[Candidate]) -> Iterator[Mention]:
        for match in self.facts.matches:
            if match.label in KEPT:
                start, end, text = self._slice(match.start, match.end)
                yield Mention(match.label, text, start, end, match.rule)
        for c in candidates:
            place = bisect_right(self.facts.clauses, c.start, key=start_of) - 1
            clause = self.facts.clauses[place] if place >= 0 else None
            if clause is not None and c.start < clause.end and c.kind != "name":
                start, end, text = self._slice(c.start, c.end)
                role = role_at(clause, c.start)
                yield Mention(c.kind.upper(), text, start, end, c.rule, role)


def _without_echo(found: dict[Keys, Service]) -> list[Service]:
    """A company named alone says nothing new where one of its services is named."""
    pairs = [(s.company, s.model) for s in found.values() if s.company and s.model]
    with_unit = {company for company, unit in found if unit}
    models = {unit for company, unit in found if company and unit}
    return [
        service
        for (company, unit), service in found.items()
        if not (not unit and company in with_unit)
        and not (not company and (unit in models or _glued(service.model or "", pairs)))
    ]


def _again(service: Service, before: Sequence[Service], told: Sequence[Service]) -> bool:
    """Is a nameless service only that of a firm told of in full: ``Haida Tools``, then ``Haida``?

    ``Bank of Haida`` and ``Bank of Haida of China`` are one firm too.
    """
    firm = service.company or ""
    if not firm or service.model or not AGAIN.fullmatch(service.description or ""):
        return False
    full = any((s.company or "").startswith(f"{firm} ") for s in before)
    others = {s.company for s in told if s.company and s is not service}
    return full or any(COUNTRY.sub("", firm) == name for name in others if name != firm)


def _glued(name: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """Is a name no more than a company and its service, printed as one: ``甲小甲``?"""
    return any(name.startswith(firm) and model in name[len(firm) :] for firm, model in pairs)


def _companies(services: Iterable[Service]) -> set[str]:
    return {service.company for service in services if service.company}
