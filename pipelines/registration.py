"""Service mentions of one batch in, its distinct services out, across articles and languages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.uniting import (
    Groups,
    Key,
    Named,
    articles_of,
    in_time,
    unite_firms,
    unite_translations,
)

Printed = tuple[tuple[str | None, str | None], ...]
"""Names of a firm and its service as printed, each pair once."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A service of a batch, with the mentions that are its evidence."""

    company_id: str | None
    service_id: str | None
    company: str | None
    service: str | None
    description: str | None
    mentions: tuple[tuple[int, int], ...]
    printed: Printed = ()


def registered(mentions: Iterable[Named]) -> tuple[Registered, ...]:
    """Distinct services, most often named first.

    Firms of a batch that are long and short names of each other alone are one. A mention without
    its firm joins a firm's service of that name, a firm without a service its named one: where
    several fit, the one named most often, for it says nothing of a further service.
    """
    groups: Groups = defaultdict(list)
    for mention in sorted(mentions, key=in_time):
        if mention.key != ("", ""):
            groups[mention.key].append(mention)
    unite_firms(groups)
    _give_firms(groups)
    _join_hosts(groups, [key for key in sorted(groups) if not key[0]])
    unite_translations(groups)
    _join_hosts(groups, [key for key in sorted(groups) if not key[1]])
    found = [_registered(key, group) for key, group in sorted(groups.items())]
    return tuple(
        sorted(found, key=lambda r: (-len({doc for doc, _ in r.mentions}), _name_order(r)))
    )


def _join_hosts(groups: Groups, guests: Iterable[Key]) -> None:
    for key in guests:
        if hosts := _hosts(groups, key):
            host = min(hosts, key=lambda other: (-articles_of(groups[other]), other))
            groups[host] += groups.pop(key)


def _hosts(groups: Groups, key: Key) -> list[Key]:
    """The whole services that a firm or a service named alone can be; a brand has what is named
    of it and registered to its owner.
    """
    company, service = key
    if company:
        named = [other for other in groups if all(other)]
        own = [other for other in named if other[0] == company]
        return own or [o for o in named if any(m.company_id == company for m in groups[o])]
    return [other for other in groups if other[0] and other[1] == service]


def _give_firms(groups: Groups) -> None:
    """Puts a service named without its firm among those of the firm that its id tells of."""
    firms = {firm for firm, _ in groups}
    for key in sorted(key for key in groups if not key[0]):
        firm = (groups[key][0].service_id or "").rpartition("/")[0]
        if firm and firm in firms:
            held = [*groups.get((firm, key[1]), ()), *groups.pop(key)]
            groups[firm, key[1]] = sorted(held, key=in_time)


def _registered(key: Key, group: Sequence[Named]) -> Registered:
    company, service = key
    return Registered(
        company_id=company or None,
        service_id=_service_id(key, group) if service else None,
        company=usual(m.company for m in group if m.company_id == (company or None)),
        service=usual(m.model for m in group if m.key[1] == service) if service else None,
        description=usual(m.description for m in group),
        mentions=tuple(sorted((m.doc, m.idx) for m in group)),
        printed=tuple(dict.fromkeys((m.company, m.model) for m in group)),
    )


def _service_id(key: Key, group: Sequence[Named]) -> str:
    """The id that mentions of the group bear, where it can be that of the group's key."""
    borne = {m.service_id or "" for m in group if m.key[1] == key[1]}
    return min(borne, key=lambda one: (one != "/".join(filter(None, key)), one))


def usual(names: Iterable[str | None]) -> str | None:
    """The name printed most often; of equals the one published first."""
    printed = [name for name in names if name]
    times = Counter(printed)
    return min(times, key=lambda n: (-times[n], printed.index(n), n), default=None)


def _name_order(record: Registered) -> tuple[str, str]:
    return record.company_id or "~", record.service_id or "~"
