"""What articles told of one batch in, when what became known from whom out: a line a change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from db.days import china_day
from db.statements import FIELDS, Statement, agree
from db.tellings import Telling

Answer = dict[str, Any]
_ENTRY = (
    "at", "article", "outlet", "what", "field", "value", "qualifier", "before", "voices", "text",
)  # fmt: skip


def history(
    told: Sequence[Telling],
    services: Iterable[Answer],
    slugs: Iterable[tuple[str, str]] = (),
    listings: Iterable[Answer] = (),
) -> list[Answer]:
    """Entries ``{at, article, outlet, what, field, value, qualifier, before, voices, text}``.

    ``what`` is ``reported`` or ``recalled`` (an article tells of it, mainly or in passing),
    ``stated`` (a value said first or more exactly), ``confirmed`` (by one more voice),
    ``disputed`` (a value that cannot be true beside the one in ``before``), ``edited`` or
    ``renamed``; ``listed`` where an official list brought entries, ``text`` being its name.
    ``slugs`` are pairs of a printed slug and today's, ``listings`` have ``at``, ``list`` and
    ``number``.
    """
    known = _Known()
    firsts = _first_named(told, services)
    entries = [entry for one in told for entry in _entries(one, known, firsts)]
    entries += [_listed(row) for row in listings]
    entries.sort(key=lambda entry: china_day(entry["at"]) or "9")
    return entries + [_renamed(old, new) for old, new in slugs]


def _listed(row: Answer) -> Answer:
    told = {"at": row["at"], "what": "listed", "field": "services", "value": row["number"]}
    return dict.fromkeys(_ENTRY) | told | {"qualifier": "exact", "text": row["list"]}


def _renamed(old: str, new: str) -> Answer:
    told = {"what": "renamed", "field": "slug", "value": new, "before": old}
    return dict.fromkeys(_ENTRY) | told


class _Known:
    """Which values were told so far, and by which voices."""

    def __init__(self) -> None:
        self.said: dict[str, dict[Statement, Counter[str]]] = defaultdict(dict)

    def voices(self, said: Statement) -> set[str]:
        """The voices that so far gave this value or one that agrees with it."""
        known = self.said[said.field].items()
        return {voice for one, by in known if agree(one, said) for voice in +by}

    def leading(self, field: str) -> Statement | None:
        """The value that most voices gave so far, of equals the first."""
        known = {one: len(+by) for one, by in self.said[field].items() if +by}
        return max(known, key=lambda one: known[one], default=None)

    def hear(self, said: Statement, voice: str) -> tuple[str | None, Statement | None]:
        """Takes a statement into account: what it is beside those before it, and which those are.

        None where the same voice only says the same again.
        """
        leading, there = self.leading(said.field), self.voices(said)
        again = any(one.value == said.value and +by for one, by in self.said[said.field].items())
        self.said[said.field].setdefault(said, Counter())[voice] += 1
        if leading is None:
            return "stated", None
        if not again and not agree(said, leading):
            return "disputed", leading
        if not again and _sharper(said, leading):
            return "stated", leading
        return ("confirmed" if voice not in there else None), None

    def forget(self, said: Statement, voice: str) -> None:
        """Takes back what a voice said, as an edit does."""
        self.said[said.field][said][voice] -= 1


def _sharper(said: Statement, leading: Statement) -> bool:
    """Whether a value says more than one that it agrees with: a day than its month."""
    if said.qualifier:
        return said.qualifier == "exact" != leading.qualifier
    return len(str(said.value)) > len(str(leading.value))


def _entries(one: Telling, known: _Known, firsts: dict[int, list[Answer]]) -> Iterator[Answer]:
    if one.before is not None:
        yield from _edits(one, one.before, known)
    else:
        main = any(claim["role"] == "main" for claim in one.claims)
        yield _entry(one, "reported" if main else "recalled")
        for said in one.statements:
            what, before = known.hear(said, one.first["voice"])
            if what:
                yield _entry(one, what, said, before, len(known.voices(said)))
    for service in firsts.get(id(one), ()):
        parts = (service["company"], service["service"] or service["description"])
        name = " ".join(part for part in parts if part)
        yield _entry(one, "stated") | {"field": "service", "value": name}


def _edits(one: Telling, before: Telling, known: _Known) -> Iterator[Answer]:
    """One entry a field that an edit changed; both values stay known with their times."""
    voice = one.first["voice"]
    now, then = one.statements, before.statements
    for field in FIELDS:
        gone = [said for said in then if said.field == field and said not in now]
        new = [said for said in now if said.field == field and said not in then]
        for said in gone:
            known.forget(said, voice)
        for said in new:
            known.hear(said, voice)
        for old, value in zip_longest(gone, new):
            voices = len(known.voices(value)) if value else None
            yield _entry(one, "edited", value, old, voices) | {"field": field}


def _entry(
    one: Telling,
    what: str,
    said: Statement | None = None,
    before: Statement | None = None,
    voices: int | None = None,
) -> Answer:
    claim = one.first
    return {
        "at": one.since,
        "article": claim["article"],
        "outlet": claim["outlet"],
        "what": what,
        "field": said.field if said else None,
        "value": said.value if said else None,
        "qualifier": said.qualifier if said else None,
        "before": before.value if before else None,
        "voices": voices,
        "text": claim["text"],
    }


def _first_named(told: Sequence[Telling], services: Iterable[Answer]) -> dict[int, list[Answer]]:
    """For each telling the services that it is the first to name."""
    firsts: dict[int, list[Answer]] = defaultdict(list)
    for service in services:
        articles = {evidence["article"] for evidence in service["evidence"]}
        for one in told:
            if one.first["article"] in articles and one.names(service):
                firsts[id(one)].append(service)
                break
    return firsts
