"""Totals of the whole country in a story about one place or one company."""

import re

from extract.counting import Counting
from extract.facts import Facts
from extract.places import provinces
from extract.windows import within

NATIONAL = re.compile(
    r"\b(?:national(?:ly)?|nationwide|countrywide"
    r"|across (?:the country|China)|in (?:the country|China)"
    r"|China (?:had|has|counts?|now has|now had)|the country(?:'s| (?:had|has|counts?)))\b"
    r"|(?<![居占列为])全国(?!第|各|首|率先|一半|近)|国内|我国"
)
CITY = re.compile(r"\b(?:cit(?:y|y's)|municipal|capital's)\b", re.IGNORECASE)
"""Words by which Beijing is the city and not the government."""
DATELINE = re.compile(r"^[^，。；\n]{0,30}?(?:日电|讯)")
"""Where a Chinese report was written, which is not what it is about."""
OWN = re.compile(r"全[省市区]|[我本][省市区]")
AFAR = 2
"""Paragraphs behind the lead from which a total is told beside the news."""


def of_the_country(facts: Facts, counting: Counting) -> bool:
    """Is it the country's total in a story of a province, or of one company's service?"""
    sentence, lead = counting.clause.sentence, facts.lead
    if lead is None or sentence == lead.sentence:
        return False
    if not NATIONAL.search(facts.form.text, sentence.start, sentence.end):
        return False
    said = facts.form.text[sentence.start : sentence.end]
    if provinces(said) or OWN.search(said):
        return False
    return _of_a_province(facts) or (
        facts.form.language == "en"
        and sentence.paragraph - lead.sentence.paragraph >= AFAR
        and _of_a_company(facts)
    )


def _of_a_province(facts: Facts) -> bool:
    """Does the lead name a province? Beijing alone may stand for the government."""
    if facts.lead is None:
        return False
    text = facts.form.text[facts.lead.sentence.start : facts.lead.sentence.end]
    named = provinces(DATELINE.sub("", text))
    if facts.form.language == "en" and named == ["北京"]:
        return bool(CITY.search(text))
    return bool(named)


def _of_a_company(facts: Facts) -> bool:
    """Does the lead name a company or service, and count none?"""
    if facts.lead is None:
        return False
    lead = facts.lead.sentence
    counted = any(c.of != "other" for c in within(facts.counts, lead.start, lead.end))
    return not counted and bool(within(facts.pairs, lead.start, lead.end))
