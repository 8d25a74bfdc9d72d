"""Service mentions of one batch in, its distinct services out, across articles and languages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

Key = tuple[str, str]
"""Company id and the service's own key; an empty string where the press gives none."""


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a service in one article."""

    doc: int
    idx: int
    company: str | None
    model: str | None
    description: str | None
    company_id: str | None
    service_id: str | None
    published_at: str | None
    language: str

    @property
    def key(self) -> Key:
        """The identity of what is named, without the firm in the service's id."""
        return self.company_id or "", (self.service_id or "").rpartition("/")[2]


Fits = Callable[[dict[Key, list[Named]], Key, Key], bool]


@dataclass(frozen=True, slots=True)
class Registered:
    """A service of a batch, with the mentions that are its evidence."""

    company_id: str | None
    service_id: str | None
    company: str | None
    service: str | None
    description: str | None
    mentions: tuple[tuple[int, int], ...]


def registered(mentions: Iterable[Named]) -> tuple[Registered, ...]:
    """Distinct services, most often named first.

    A mention without its firm joins the one firm's service of that name; a firm without a service
    joins the firm's named one. Where several fit, it joins the one named most often.
    """
    groups: dict[Key, list[Named]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.published_at or "9", m.doc, m.idx)):
        if mention.key != ("", ""):
            groups[mention.key].append(mention)
    for key in sorted(groups):
        company, service = key
        if company and service:
            continue
        hosts = [
            other
            for other in groups
            if all(other) and (other[0] == company or (not company and other[1] == service))
        ]
        if hosts:
            host = min(hosts, key=lambda other: (-_articles(groups[other]), other))
            groups[host] += groups.pop(key)
    _unite_translations(groups)
    found = [_registered(key, group) for key, group in sorted(groups.items())]
    return tuple(
        sorted(found, key=lambda r: (-len({doc for doc, _ in r.mentions}), _name_order(r)))
    )


def _unite_translations(groups: dict[Key, list[Named]]) -> None:
    """Makes one of what one language calls Rubik and the other Rubik 魔方.

    Two services that no language tells apart are one when their firm is the same and the one key
    holds the other, when their key is the same and only the firm's names differ, or when the firm
    has no other service in either language.
    """
    for fits in (_same_words, _same_key, _only_ones):
        while found := _first_pair(groups, fits):
            host, guest = sorted(found, key=lambda key: (-_articles(groups[key]), key))
            groups[host] += groups.pop(guest)


def _first_pair(groups: dict[Key, list[Named]], fits: Fits) -> tuple[Key, Key] | None:
    named = sorted(key for key in groups if all(key))
    pairs = ((a, b) for a, b in combinations(named, 2) if a[0] == b[0] or a[1] == b[1])
    apart = ((a, b) for a, b in pairs if not _languages(groups[a]) & _languages(groups[b]))
    return next(((a, b) for a, b in apart if fits(groups, a, b)), None)


def _same_words(groups: dict[Key, list[Named]], a: Key, b: Key) -> bool:
    short, long = sorted((a[1], b[1]), key=len)
    return a[0] == b[0] and len(short) >= 4 and short in long


def _same_key(groups: dict[Key, list[Named]], a: Key, b: Key) -> bool:
    return a[1] == b[1] and len(a[1]) >= 4


def _only_ones(groups: dict[Key, list[Named]], a: Key, b: Key) -> bool:
    return a[0] == b[0] and sum(all(key) and key[0] == a[0] for key in groups) == 2


def _languages(group: Sequence[Named]) -> set[str]:
    return {m.language for m in group}


def _registered(key: Key, group: Sequence[Named]) -> Registered:
    company, service = key
    return Registered(
        company_id=company or None,
        service_id=(f"{company}/{service}" if company else service) if service else None,
        company=usual(m.company for m in group if m.company_id == (company or None)),
        service=usual(m.model for m in group if m.key[1] == service) if service else None,
        description=usual(m.description for m in group),
        mentions=tuple(sorted((m.doc, m.idx) for m in group)),
    )


def usual(names: Iterable[str | None]) -> str | None:
    """The name printed most often; of equals the one published first."""
    printed = [name for name in names if name]
    times = Counter(printed)
    return min(times, key=lambda n: (-times[n], printed.index(n), n), default=None)


def _articles(group: Sequence[Named]) -> int:
    return len({m.doc for m in group})


def _name_order(record: Registered) -> tuple[str, str]:
    return record.company_id or "~", record.service_id or "~"
