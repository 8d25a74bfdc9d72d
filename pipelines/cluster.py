"""Claims in, groups out: each group is what was said of one event, whatever the order of arrival.

Claims that may open a batch are joined first, best evidence first, never across a conflict.
Background paragraphs and running totals then join the one group they fit; what is left over is
grouped among itself and opens nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.candidates import pairs, stretches
from pipelines.evidence import Evidence, weigh
from pipelines.resolve import Claim

ENOUGH = 4
"""Points from which two claims are taken to tell of one event."""

Group = tuple[Claim, ...]


def cluster(claims: Iterable[Claim]) -> list[Group]:
    """Groups of claims about one event each, in a canonical order; every claim is in one."""
    ordered = sorted(claims, key=_order)
    opened = _agglomerate([claim for claim in ordered if claim.opens])
    events, alone = _join(
        [g for g in opened if not all(map(_bare, g))], [g for g in opened if all(map(_bare, g))]
    )
    events, left = _join(events + alone, [(c,) for c in ordered if not c.opens])
    others = _agglomerate([claim for group in left for claim in group])
    return sorted(events + others, key=lambda group: group[0].order)


def _join(hosts: Sequence[Group], guests: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The hosts with the guests that fit one of them, and the guests that fit none."""
    windows = _Windows(hosts)
    joined: dict[int, list[Claim]] = defaultdict(list)
    left: list[Group] = []
    for guest in guests:
        found = {_host(claim, [(n, hosts[n]) for n in windows.near(claim)]) for claim in guest}
        host = found.pop()
        if found or host is None:
            left.append(guest)
        else:
            joined[host] += guest
    return [tuple(sorted([*g, *joined[n]], key=_order)) for n, g in enumerate(hosts)], left


def _order(claim: Claim) -> tuple[int, int]:
    return claim.order


def _bare(claim: Claim) -> bool:
    """Whether nothing but its date tells which event a claim is about."""
    numbers = claim.services or claim.companies or claim.cumulative
    return not (numbers or claim.company_keys or claim.service_keys)


class _Windows:
    """The groups that a claim can belong to by date, scheme and province."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.places: dict[int | None, set[int]] = defaultdict(set)
        self.schemes = [{claim.scheme for claim in group} - {None} for group in groups]
        self.provinces = [{claim.province for claim in group} - {None} for group in groups]
        for number, group in enumerate(groups):
            for claim in group:
                for place in stretches(claim) or (None,):
                    self.places[place].add(number)

    def near(self, claim: Claim) -> list[int]:
        """Numbers of the groups, in order."""
        places = stretches(claim)
        if places is None:
            found: set[int] = set(range(len(self.groups)))
        else:
            found = self.places[None].union(*(self.places[place] for place in places))
        return sorted(n for n in found if self._fits(claim, n))

    def _fits(self, claim: Claim, number: int) -> bool:
        schemes, provinces = self.schemes[number], self.provinces[number]
        if claim.scheme and schemes and claim.scheme not in schemes:
            return False
        return not (claim.province and provinces and claim.province not in provinces)


def _agglomerate(claims: Sequence[Claim]) -> list[Group]:
    """Joins the best-supported pairs first; a join that would unite a conflict is not made."""
    weighed: dict[tuple[int, int], Evidence] = {
        p: weigh(claims[p[0]], claims[p[1]]) for p in pairs(claims)
    }
    strong = [
        (pair, found.score)
        for pair, found in weighed.items()
        if found.conflict is None and _links(claims[pair[0]], claims[pair[1]], found)
    ]
    strong.sort(key=lambda entry: (-entry[1], claims[entry[0][0]].order, claims[entry[0][1]].order))
    home = list(range(len(claims)))
    members: dict[int, list[int]] = {n: [n] for n in home}
    for (n, m), _ in strong:
        one, other = home[n], home[m]
        if one == other or _parted(claims, weighed, members[one], members[other]):
            continue
        members[one] += members.pop(other)
        for moved in members[one]:
            home[moved] = one
    return [tuple(claims[i] for i in sorted(group)) for group in members.values()]


def _links(a: Claim, b: Claim, found: Evidence) -> bool:
    if found.score >= ENOUGH:
        return True
    bare = not (a.services or b.services or a.cumulative or b.cumulative)
    recalled = a.role == b.role == "background" and bare
    return recalled and bool(a.event_date) and a.event_date == b.event_date


def _parted(
    claims: Sequence[Claim],
    weighed: dict[tuple[int, int], Evidence],
    one: Sequence[int],
    other: Sequence[int],
) -> bool:
    """Whether a conflict between members, or disputes between many, keep two groups apart."""
    disputes = 0
    for pair in ((min(i, j), max(i, j)) for i in one for j in other):
        found = weighed.get(pair) or weigh(claims[pair[0]], claims[pair[1]])
        if found.conflict and not found.disputed:
            return True
        disputes += found.disputed
    return disputes * 3 > len(one) * len(other)


def _host(claim: Claim, candidates: Sequence[tuple[int, Group]]) -> int | None:
    """The group that a background claim or running total belongs to, where one stands out."""
    fits: list[tuple[int, int]] = []
    for number, group in candidates:
        found = [weigh(claim, member) for member in group]
        free = [e for e in found if e.conflict is None]
        if len(free) * 2 > len(found):
            bonus = 1 if _nationwide(claim) == all(_nationwide(m) for m in group) else 0
            fits.append((max(e.score for e in free) + bonus, number))
    fits.sort(key=lambda fit: (-fit[0], fit[1]))
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    enough = ENOUGH if claim.services or claim.cumulative or not claim.event_date else 2
    enough = max(enough, 3) if claim.opens else enough
    return fits[0][1] if fits[0][0] >= enough else None


def _nationwide(claim: Claim) -> bool:
    return not claim.province
