"""A stretch of English text to the provinces that it names, and a number to the one beside it."""

import re
from bisect import bisect_right

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.printed.english_places import INSTITUTION
from extract.printed.places import Named, provinces_at

OF_OTHERS = re.compile(r"\b(?:Bank|University|Institute|Academy|Normal|Air) of $")
BASED = re.compile(r"-(?:based|developed|made|born|built|listed)\b")
ALONE = re.compile(r" (?:another |a further |just |only |about |some |nearly |over |more than )?")


def right_before(form: Form, low: int, start: int) -> Named | None:
    """The place whose name stands right before a number: ``and Hunan five``."""
    named = list(places_named(form, low, start))
    last = named[-1] if named else None
    return last if last and ALONE.fullmatch(form.text, last.end, start) else None


def place_at(form: Form, place: int) -> str | None:
    """The province that is named last before an offset in its sentence, else first behind it."""
    after = bisect_right(form.sentences, place, key=start_of)
    sentence = form.sentences[max(0, after - 1)]
    named = places_named(form, sentence.start, sentence.end)
    before = [one.province for one in named if one.start <= place]
    return before[-1] if before else next((one.province for one in named), None)


def places_named(form: Form, low: int, high: int) -> list[Named]:
    """The provinces that a stretch names, but for those in the names of others."""
    out = []
    for one in provinces_at(form.text[low:high]):
        start, end = one.start + low, one.end + low
        name = OF_OTHERS.search(form.text, max(low, start - 16), start)
        if not (name or INSTITUTION.match(form.text, end) or BASED.match(form.text, end)):
            out.append(Named(one.province, start, end))
    return out
