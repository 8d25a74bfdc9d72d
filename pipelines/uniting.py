"""Mentions of one batch by what they name, and which of these groups are one."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.known.identity import akin
from extract.known.names import are_apart, brand_of, owner, sound
from extract.quick import quick

Key = tuple[str, str]
"""Company id and the service's own key; an empty string where the press gives none."""


@quick
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


Groups = dict[Key, list[Named]]
Fits = Callable[[Groups, Key, Key], bool]


def unite_firms(groups: Groups) -> None:
    """Makes one of a firm's long and its short name, where no third firm of the batch fits."""
    fits = _akin_firms(groups)
    for one, others in sorted(fits.items()):
        other = min(others)
        if len(others) == len(fits[other]) == 1 and one < other:
            short, long = sorted((one, other), key=lambda firm: (len(firm), firm))
            for key in [key for key in groups if key[0] == short]:
                held = [*groups.get((long, key[1]), ()), *groups.pop(key)]
                groups[long, key[1]] = sorted(held, key=in_time)


def _akin_firms(groups: Groups) -> dict[str, set[str]]:
    """Firm to the firms of the batch whose names may be longer or shorter forms of its."""
    printed: dict[str, set[str]] = defaultdict(set)
    sounding: dict[str, set[str]] = defaultdict(set)
    for (firm, _), group in groups.items():
        for name in {m.company for m in group if m.company and firm}:
            printed[firm].add(name)
            sounding[sound("company", name)].add(firm)
    fits: dict[str, set[str]] = defaultdict(set)
    for firms in sounding.values():
        for one, other in combinations(sorted(firms), 2):
            if _one_firm(printed[one], printed[other]):
                fits[one].add(other)
                fits[other].add(one)
    return fits


def _one_firm(names: set[str], others: set[str]) -> bool:
    pairs = [(name, other) for name in names for other in others]
    apart = any(are_apart("company", *pair) for pair in pairs)
    return not apart and any(akin("company", *pair) for pair in pairs)


def unite_translations(groups: Groups) -> None:
    """Makes one of what one language calls Rubik and the other Rubik 魔方.

    A service whose printed name begins with another firm's is that firm's of the same key: the
    register has the owner, papers the brand. Two services that no language tells apart are one
    when their firm is the same and the one key holds the other, when their key is the same and
    only the firm's names differ, or when the firm has no other service in either language.
    """
    for fits in (_same_brand, _same_words, _same_key, _only_ones):
        while found := _first_pair(groups, fits):
            host, guest = sorted(found, key=lambda key: (-articles_of(groups[key]), key))
            groups[host] += groups.pop(guest)


def _first_pair(groups: Groups, fits: Fits) -> tuple[Key, Key] | None:
    named = sorted(key for key in groups if all(key))
    pairs = ((a, b) for a, b in combinations(named, 2) if a[0] == b[0] or a[1] == b[1])
    return next(((a, b) for a, b in pairs if fits(groups, a, b)), None)


def _same_brand(groups: Groups, a: Key, b: Key) -> bool:
    told = [{m.model for m in groups[key] if m.model} for key in (a, b)]
    firms = [{m.company for m in groups[key] if m.company} for key in (a, b)]
    begun = (_begins(told[0], firms[1]), _begins(told[1], firms[0]))
    return a[1] == b[1] and a[0] != b[0] and any(begun)


def _begins(models: set[str], firms: set[str]) -> bool:
    """Does a service's name begin with one of a firm's, and go on behind it?"""
    owners = {owner("company", firm) for firm in firms} - {None}
    return any(brand_of(model) in owners for model in models)


def _same_words(groups: Groups, a: Key, b: Key) -> bool:
    short, long = sorted((a[1], b[1]), key=len)
    return a[0] == b[0] and len(short) >= 4 and short in long and _told_apart(groups, a, b)


def _same_key(groups: Groups, a: Key, b: Key) -> bool:
    return a[1] == b[1] and len(a[1]) >= 4 and _told_apart(groups, a, b)


def _only_ones(groups: Groups, a: Key, b: Key) -> bool:
    alone = sum(all(key) and key[0] == a[0] for key in groups) == 2
    return a[0] == b[0] and alone and _told_apart(groups, a, b)


def _told_apart(groups: Groups, a: Key, b: Key) -> bool:
    """Does no language name both?"""
    return not _languages(groups[a]) & _languages(groups[b])


def _languages(group: Sequence[Named]) -> set[str]:
    return {m.language for m in group}


def in_time(mention: Named) -> tuple[str, int, int]:
    """A mention's place in order of publication."""
    return mention.published_at or "9", mention.doc, mention.idx


def articles_of(group: Sequence[Named]) -> int:
    """How many articles a group's mentions stand in."""
    return len({m.doc for m in group})
