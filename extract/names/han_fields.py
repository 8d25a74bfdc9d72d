"""Chinese records that print one field a line (``服务名称:小栖``, ``备案主体:栖月``) to pairs."""

import re

from extract.layout.form import Form
from extract.layout.han_heads import COMPANY_HEAD, SERVICE_HEAD
from extract.layout.han_layout import BULLET
from extract.names.english_items import pair
from extract.names.pairs import Pair

FIELD = re.compile(
    rf"(?:{BULLET}|[一二三四五六七八九十]{{1,2}}、)?\s*(?P<label>[^，。；;:|\n]{{2,12}}):\s*(?P<value>[^，。；;:|\n]{{2,60}}?)[;。]?"
)
FIELDS_APART = 3
"""Lines between the two names of a record."""


def han_fields(form: Form) -> dict[int, list[Pair]]:
    """Start of each line of a record to its pairs: at the line of the second name all there are."""
    out: dict[int, list[Pair]] = {}
    held: dict[str, tuple[int, int, int, int]] = {}
    for sentence in form.sentences:
        found = FIELD.fullmatch(form.text, sentence.start, sentence.end)
        kind = _kind(found["label"]) if found else None
        if found is None or kind is None:
            continue
        if kind in held:
            held.clear()
        held[kind] = (sentence.start, sentence.paragraph, *found.span("value"))
        if len(held) == 2:
            company, service = held["company"], held["service"]
            if abs(company[1] - service[1]) <= FIELDS_APART:
                out.update({company[0]: [], service[0]: []})
                out[sentence.start] = [pair(company[2:], service[2:], "zh.record.fields")]
            held.clear()
    return out


def _kind(label: str) -> str | None:
    """What a label says of its value: a company, a service, or neither."""
    if COMPANY_HEAD.match(label):
        return "company"
    return "service" if SERVICE_HEAD.match(label) else None
