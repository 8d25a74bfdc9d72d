"""English clauses without a cue of their own to the role that the story so far gives them."""

from dataclasses import replace

from extract.clauses.clause import CARRIED, Clause

LISTS = ("bullet", "row")
REACH = 3
"""Line ends over which a sentence carries on into one that continues it."""
STRONG = 2
"""Weight of a context cue that no link between a company and a service overrules."""

TOTAL = 4
"""Weight of the cues by which a sentence states the running total of what was just told."""

OPENED = "en.list.opened"
"""The rule for a service that the public may use: in a story of approvals it has its own."""


class EnglishStory:
    """What was last said while the clauses of an article are read in order."""

    def __init__(self, *, foretold: bool = False) -> None:
        """``foretold``: approvals are told in the article, be it further down."""
        self._foretold = foretold
        self._last: Clause | None = None
        self._lead: Clause | None = None
        self._turned: Clause | None = None
        self._said: Clause | None = None
        self._approved = False

    def told(
        self,
        clause: Clause,
        *,
        paired: bool,
        telling: bool,
        listed: bool = False,
        conceded: bool = False,
        leads: bool = False,
        meant: Clause | None = None,
    ) -> Clause:
        """The clause with its own role or the one it takes over.

        ``conceded``: it begins with ``although`` or sets a goal; what it says of those that wait
        ends with it. ``leads``: it ends with a colon, as what a list stands below.

        ``paired``: a company and a service stand linked in it; ``telling``: by more than a mere
        mention such as ``C's M``. In a story of approvals that is one more of them, unless its
        paragraph has turned to those without. ``listed``: three firms and more stand in a row,
        which in a paragraph of approvals have theirs unless the clause tells another deed of them.

        ``meant``: the clause whose number it goes on about, wherever that stands.
        """
        last = self._last
        beside = last is not None and last.sentence == clause.sentence and last.role == "approved"
        if conceded and beside and clause.role in ("refused", "pending"):
            return clause
        role = meant.role if meant else self._taken(clause, paired=paired, telling=telling)
        if role is None and listed and self._calls_the_roll(clause):
            role = "approved"
        if role is None and clause.role == "none" and leads and last is not None:
            near = clause.sentence.paragraph - last.sentence.paragraph <= REACH
            role = last.role if near and last.role in CARRIED else None
        if role is not None:
            clause = replace(clause, role=role, carried=True)
            self._said = clause
        elif clause.role in CARRIED:
            self._said = clause
            self._approved = self._approved or clause.role == "approved"
            self._turned = None if clause.role == "approved" else clause
        if clause.sentence.kind not in LISTS:
            self._lead = clause
        self._last = clause
        return clause

    def _taken(self, clause: Clause, *, paired: bool, telling: bool) -> str | None:
        if clause.role not in ("none", "context"):
            return None
        last, lead = self._last, self._lead
        weak = clause.weight("CONTEXT") < STRONG and (paired or self._goes_on_about(clause))
        if clause.role == "context" and not weak:
            return None
        if last is not None and clause.sentence == last.sentence and last.role in CARRIED:
            return last.role
        if clause.sentence.kind in LISTS and lead is not None and lead.role in CARRIED:
            return lead.role
        if last is not None and last.role in CARRIED and self._continues(clause, last):
            return last.role
        if self._said is not None and _goes_on(clause) and _near(clause, self._said):
            return self._said.role
        beside = last is not None and last.role == "approved" and _near(clause, last)
        goes_on = paired and (beside or clause.has("CONTINUES"))
        return self._mood(clause) if telling or goes_on else None

    def _calls_the_roll(self, clause: Clause) -> bool:
        """Does a clause say no more of its firms, behind an approval in its paragraph?"""
        said = self._said
        if clause.role != "none" or clause.has("DEED") or said is None:
            return False
        return said.role == "approved" and _near(clause, said)

    def _goes_on_about(self, clause: Clause) -> bool:
        """Does it go on with a list, or stand in a sentence that began so?"""
        last = self._last
        beside = last is not None and last.sentence == clause.sentence and last.carried
        return clause.has("CONTINUES") or (beside and last is not None and last.has("CONTINUES"))

    def _continues(self, clause: Clause, last: Clause) -> bool:
        reached = clause.sentence.paragraph - last.sentence.paragraph <= REACH
        if last.role != "approved" and not _near(clause, last):
            return False
        return reached and (clause.has("CONTINUES") or clause.weight("CUMULATIVE") >= TOTAL)

    def _mood(self, clause: Clause) -> str | None:
        turned = self._turned
        if turned is not None and turned.sentence.paragraph == clause.sentence.paragraph:
            return turned.role
        opened = self._foretold and any(m.rule == OPENED for m in clause.matches)
        return "approved" if self._approved or opened else None


def _near(clause: Clause, last: Clause) -> bool:
    """Does a clause stand in the paragraph of the one before it, and right behind it?"""
    return clause.sentence.paragraph == last.sentence.paragraph


def _goes_on(clause: Clause) -> bool:
    """Does it go on with the list that its paragraph tells of, or give the total of it?"""
    return clause.has("CONTINUES") or clause.weight("CUMULATIVE") >= TOTAL
