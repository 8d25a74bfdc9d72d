"""A batch's title, made of its facts: the same words for the same facts in any language."""

from collections.abc import Mapping, Sequence
from typing import Final

from extract.extraction import Quantity
from pipelines.registration import Registered
from pipelines.slugs import PROVINCES

SCHEMES: Final[Mapping[str, str]] = {
    "genai_filing": "Generative-AI service filing",
    "genai_registration": "Generative-AI application registration",
    "on_device": "On-device model filing",
    "deep_synthesis": "Deep-synthesis algorithm filing",
    "algorithm_recommendation": "Recommendation-algorithm filing",
    "algorithm_cancelled": "Algorithm cancellation",
}
QUALIFIERS: Final[Mapping[str, str]] = {
    "exact": "",
    "more_than": "more than ",
    "at_least": "at least ",
    "nearly": "nearly ",
    "about": "about ",
    "up_to": "up to ",
}


def title(
    scheme: str | None,
    province: str | None,
    services: Quantity | None,
    companies: Quantity | None,
    date: str | None,
    single: Sequence[Registered] = (),
) -> str:
    """Such as ``Generative-AI service filing, Beijing: 14 services, 2024-01-17``."""
    head = SCHEMES.get(scheme or "", "Registration")
    if province:
        head += f", {PROVINCES.get(province, province).replace('-', ' ').title()}"
    parts = [counted(services, "service"), counted(companies, "company")]
    what = " of ".join(part for part in parts if part)
    if single:
        what = " ".join(n for n in (single[0].company, single[0].service) if n)
    body = ", ".join(part for part in (what, date) if part)
    return f"{head}: {body}" if body else head


def counted(quantity: Quantity | None, noun: str) -> str:
    """A stated number in words, such as ``more than 40 services``."""
    if quantity is None:
        return ""
    plural = {"company": "companies"}.get(noun, f"{noun}s")
    counted_noun = noun if quantity.value == 1 else plural
    return f"{QUALIFIERS[quantity.qualifier]}{quantity.value} {counted_noun}"
