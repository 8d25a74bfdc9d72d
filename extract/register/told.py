"""The scheme of a table: by its header, the numbers in it, and what titles say."""

import re
from collections.abc import Iterable, Sequence

from extract.extraction import Scheme
from extract.register.cells import plain
from extract.register.columns import Header
from extract.register.numbers import generates, is_algorithm, is_registration, looks_like_one

ON_DEVICE = "端侧"
REGISTERED = re.compile("登记|上线")
FILED = re.compile("备案")
NAMED: tuple[tuple[str, Scheme], ...] = (
    ("深度合成", "deep_synthesis"),
    ("推荐|互联网信息服务算法", "algorithm_recommendation"),
)


def scheme_of(
    header: Header, numbers: Sequence[str], caption: str, titles: Iterable[str]
) -> Scheme:
    """``caption`` stands over the table, ``titles`` are those of the file, the nearest first."""
    told = [plain(caption), *map(plain, titles)]
    algorithms = sum(map(is_algorithm, numbers))
    if "算法" in header.heading("name") or "role" in header.keys or 2 * algorithms > len(numbers):
        return _algorithm(header, numbers, told)
    if header.heading("scenario").startswith("适用"):
        return "on_device"
    scheme = _service(header, numbers, told)
    if scheme == "genai_filing" and _on_device(told):
        return "on_device"
    return scheme


def row_scheme(scheme: Scheme, number: str | None) -> Scheme:
    """That of one row: a registration among filings is told by its number."""
    return "genai_registration" if scheme == "genai_filing" and is_registration(number) else scheme


def _algorithm(header: Header, numbers: Sequence[str], told: Sequence[str]) -> Scheme:
    if "注销" in header.heading("date") or any("注销" in text for text in told):
        return "algorithm_cancelled"
    if "role" in header.keys:
        return "deep_synthesis"
    if "category" in header.keys:
        return "algorithm_recommendation"
    for text in told:
        for words, scheme in NAMED:
            if re.search(words, text):
                return scheme
    generating = 2 * sum(map(generates, numbers)) > len(numbers)
    return "deep_synthesis" if generating else "algorithm_recommendation"


def _service(header: Header, numbers: Sequence[str], told: Sequence[str]) -> Scheme:
    headings = header.heading("number") + header.heading("date") + header.heading("company")
    own = _procedure(headings)
    if own:
        return own
    registrations = sum(map(is_registration, numbers))
    if registrations and 2 * registrations > len(numbers):
        return "genai_registration"
    found = next((scheme for scheme in map(_procedure, told) if scheme), None)
    known = any(FILED.search(text) for text in (headings, *told))
    if found or known or any(map(looks_like_one, numbers)):
        return found or "genai_filing"
    return "other"


def _procedure(text: str) -> Scheme | None:
    """The one procedure that a text names; None where it names both or neither."""
    registered, filed = REGISTERED.search(text) is not None, FILED.search(text) is not None
    if registered == filed:
        return None
    return "genai_registration" if registered else "genai_filing"


def _on_device(told: Sequence[str]) -> bool:
    """Is the nearest text that names what is listed about models on devices?"""
    nearest = next((text for text in told if FILED.search(text) or ON_DEVICE in text), "")
    return ON_DEVICE in nearest
