"""Cues to the register that a stretch, or a whole article, speaks of."""

import re
from collections.abc import Iterable, Sequence

from extract.extraction import Scheme
from extract.form import Form
from extract.rules import Match

PRECEDENCE: tuple[Scheme, ...] = (
    "algorithm_cancelled",
    "on_device",
    "deep_synthesis",
    "genai_registration",
    "algorithm_recommendation",
    "genai_filing",
)
FILING = re.compile(r"\bfil(?:ed|ings?)\b(?! numbers?)|备案")
HEAD = 400
"""Characters in which an article names its scheme; its topic may follow up to half as far on."""


def named_scheme(matches: Iterable[Match]) -> Scheme | None:
    """The most particular scheme that the matches name."""
    values = {m.value for m in matches if m.label == "SCHEME"}
    return next((s for s in PRECEDENCE if s in values), None)


def leading_scheme(form: Form, matches: Sequence[Match]) -> Scheme:
    """The scheme of an article's head, generative-AI filing where it names none."""
    named = [m for m in matches if m.label == "SCHEME"]
    head = [m.value for m in named if m.start < HEAD and m.value != "algorithm_cancelled"]
    if "on_device" in head:
        return "on_device"
    if "deep_synthesis" in head and not _on_genai(matches):
        return "deep_synthesis"
    if "genai_registration" in head and form.language == "zh":
        return _first_of_two(head)
    registered = [m for m in named if m.value == "genai_registration"]
    if len(registered) >= 2 and not FILING.search(form.text):
        return "genai_registration"
    return "genai_filing"


def _on_genai(matches: Sequence[Match]) -> bool:
    return any(m.label == "TOPIC" and m.value == "genai" and m.start < HEAD * 1.5 for m in matches)


def _first_of_two(head: Sequence[str | None]) -> Scheme:
    filed = head.index("genai_filing") if "genai_filing" in head else len(head)
    return "genai_filing" if filed < head.index("genai_registration") else "genai_registration"
