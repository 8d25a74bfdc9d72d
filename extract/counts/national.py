"""Totals of the whole country in a story about one place or one company."""

import re
from bisect import bisect_right

from extract.counts.counting import Counting
from extract.counts.frames import RANKED
from extract.facts import Facts
from extract.layout.form import Sentence
from extract.matching.windows import within
from extract.printed.places import provinces

NATIONAL = re.compile(
    r"(?<!of the )\b(?:[Nn]ational(?:ly)?(?! (?:filing|record-filing|procedure|regulator"
    r"|internet|cyberspace"
    r"|review))|[Nn]ationwide|[Cc]ountrywide"
    r"|[Aa]cross (?:the country|China)|[Ii]n (?:the country|China)"
    r"|[Ww]hole (?:of China|country)"
    r"|China (?:had|has|counts?|now has|now had)|Cyberspace Administration of China"
    r" (?:has |had |also )*(?:said|says|announced|reported|published|put"
    r"|counted|counts|recorded|listed|gave)|(?:[Tt]he country|China) as a whole"
    r"|[Tt]he country(?:'s| (?:had|has|counts?)))\b"
    r"|(?<![居占列为])全国(?!第|各|首|率先|一半|近)|国内|我国"
)
CITY = re.compile(r"\b(?:cit(?:y|y's)|municipal|capital's)\b", re.IGNORECASE)
"""Words by which Beijing is the city and not the government."""
COUNTRYS = re.compile(
    r"\b(?:China|[Tt]he country)'s (?:[\w-]+ ){0,3}(?:approvals|filings|registrations|register"
    r"|list)\b"
)
"""Words of a lead by which several provinces that it names are only parts of the story."""
DATELINE = re.compile(r"^[^，。；\n]{0,30}?(?:日电|讯)")
"""Where a Chinese report was written, which is not what it is about."""
HOMES = re.compile(r"(?:[均都皆]|全部|悉数)(?:来自|位于|落户|出自)(?:于)?[\u4e00-\u9fff]{2,6}")
"""Where all the firms are, which is not whose batch it is."""
OWN = re.compile(r"全[省市区]|[我本][省市区]")
AFTERTHOUGHT = re.compile(r", (?:so|which means|meaning|though)\b")
"""How an English sentence goes on to what the total means for a place."""
AROUND = 90
"""Characters before a number in which its place is ranked among others."""
AFAR = 2
"""Paragraphs behind the lead from which a total is told beside the news."""


def of_the_country(facts: Facts, counting: Counting) -> bool:
    """Is it the country's total in a story of a province, or of one company's service?"""
    sentence, lead = counting.clause.sentence, facts.lead
    head = facts.form.text[max(sentence.start, counting.start - AROUND) : counting.start]
    if RANKED.search(head):
        return False
    if lead is None or not NATIONAL.search(facts.form.text, sentence.start, sentence.end):
        return False
    said = facts.form.text[sentence.start : sentence.end]
    if thought := AFTERTHOUGHT.search(facts.form.text, counting.end, sentence.end):
        said = facts.form.text[sentence.start : thought.start()]
    if provinces(said) or OWN.search(said):
        return False
    if _before_a_province(facts, counting):
        return True
    if sentence == lead.sentence:
        return False
    return of_a_province(facts) or (
        facts.form.language == "en"
        and sentence.paragraph - lead.sentence.paragraph >= AFAR
        and _of_a_company(facts)
        and not _has_new(facts, sentence)
    )


def _has_new(facts: Facts, sentence: Sentence) -> bool:
    """Does an English sentence give what is new in the country as well?"""
    beside = within(facts.counts, sentence.start, sentence.end)
    return any(c.of == "services" and c.scope == "batch" and not c.earlier for c in beside)


def _before_a_province(facts: Facts, counting: Counting) -> bool:
    """Does the next part of its paragraph give a province's total, and what is new there?"""
    place = bisect_right(facts.form.sentences, counting.clause.sentence.start, key=_start)
    for following in facts.form.sentences[place : place + 1]:
        near = within(facts.counts, following.start, following.end)
        beside = {c.scope for c in near if c.of == "services"} >= {"batch", "cumulative"}
        same = following.paragraph == counting.clause.sentence.paragraph
        if same and beside and provinces(facts.form.text[following.start : following.end]):
            return True
    return False


def _start(sentence: Sentence) -> int:
    return sentence.start


def of_a_province(facts: Facts) -> bool:
    """Does the lead name a province? Beijing alone may stand for the government."""
    if facts.lead is None:
        return False
    text = facts.form.text[facts.lead.sentence.start : facts.lead.sentence.end]
    named = provinces(HOMES.sub("", DATELINE.sub("", text)))
    if facts.form.language == "en" and named == ["北京"]:
        return bool(CITY.search(text))
    return bool(named) and not (len(named) > 1 and COUNTRYS.search(text))


def _of_a_company(facts: Facts) -> bool:
    """Does the lead name a company or service, and count none?"""
    if facts.lead is None:
        return False
    lead = facts.lead.sentence
    counted = any(c.of != "other" for c in within(facts.counts, lead.start, lead.end))
    return not counted and bool(within(facts.pairs, lead.start, lead.end))
