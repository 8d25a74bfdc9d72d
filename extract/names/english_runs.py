"""Runs of capitals in English text, each cut to the name that it holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.english_city_names import like_a_place, place
from extract.names.media import media

INSTITUTE = re.compile(
    r"(?:Chinese )?(?:Academy|Institute|University|College|Society) of (?=[A-Z])"
)
"""What begins a name though its words begin none."""
OPENS = re.compile(r"(?:\A|[.!?:;\n•*-])[ \"'(*]*\Z")
"""Before the first word of a sentence or an item, which has a capital whatever it is."""
LEGAL_NEXT = re.compile(
    r"(?:(?<=\bCo)\.|(?<=\bInc)\.|(?<=\bCorp)\.)?,? (?:Co|Ltd|Limited|Inc|Corp|LLC)\b"
)
"""A legal form behind a name, or behind another one: ``Haida Tools Co., Ltd``."""
COMPOUND = re.compile(r"(?:[A-Z]?[a-z]+|\d?[A-Z]{1,2})-(?:[a-z]{2,})(?:-[a-z]+)*")
NAMED = re.compile(r"(?:'s|s'|\b(?:called|named|dubbed|its|for|with|by)) [\"']?\Z")
"""Before a compound that is a name, where it has a capital: ``Haida's Lan-he helps drivers``."""
TRAIT_OF = compiled(r" {offering}(?:, | called | named )[\"']?(?-i:[A-Z])", "en")
"""Behind one that is none: ``its Earth-science model, Lanhe``."""
LIKENED = re.compile(
    r"[\w.&'-]*\w-(?:like|style|type|based|powered|backed|driven|enabled|focus(?:s?ed)|inspired"
    r"|led|owned|related|centric|class|level|compatible|ready|sized|generated)"
)
"""``Zhatter-like``: an adjective made of a name."""
GLUED = (
    r"(?:Inc|Corp(?:oration)?|Ltd|Limited|Co|Company|Group|Holdings?|Technolog(?:y|ies)|Motors?"
    r"|Electric|Industries|PLC|Tech|Office|Music|Automobile|Software)"
    r"(?=(?!AI|OS|VL|GPT|GLM|LLM|MCP|SDK|API)[A-Z]{2,6}\b)"
    r"|[A-Z][a-z]{3,}(?=[A-Z]{4}[FY]\b)"
)
"""A firm's last word to which a page glued a stock code: ``Haida HoldingsHDHD``, ``HaidaHDTLY``."""
STOCK = re.compile(rf"\b(?:{GLUED})")
EXCHANGE = re.compile(r": ?(?:[A-Z]?\d{3,6}|[A-Z]{1,6})[)\],;]")
TRAILING = re.compile(r"(?:['.,\-]|'s)+$")
GERUND_OF = re.compile(r"(?!Beijing|Nanjing|Chongqing)[A-Z][a-z]{2,}ing")
"""What a sentence begins with before a place: ``Heading Hunan's list``."""
GERUND = re.compile(
    r"(?!Beijing|Nanjing)[A-Z][a-z]{2,}ing(?= (?:an?|the|its|their|such|these|this|any|all) [a-z])"
)
"""What a sentence is about: ``Training a model is a cost``."""
TIME = compiled(r"{month}(?:[-/]{month})?|{weekday}(?:'s)?\.?", "en")
CITY = re.compile(r"[A-Z]{4,}(?:'[A-Z]+)?")
"""A place of a dateline: ``HEFEI --``."""
NUMBER = re.compile(r"(?<![\w.,$€£-])(?<!\b[Nn]o\. )(?P<x>(?!(?:19|20)\d\d )\d{1,4}) \Z")
"""A number of things before a name."""
BEHIND = re.compile(
    r"'s?\b|[,.;:)\"](?!\d)|\Z| (?:\(|(?:has|had|have|said|says|filed|won|got|obtained|received"
    r"|was|is|are|registered|put|submitted|calls|of|and|with|for|by|in)\b)"
)
"""What no longer counts those things stands behind: ``8 Bowls has``, not ``8 Haida models``."""
NO_HEAD = ("of", "the", "&", "and")
NO_TAIL = ("LLM", "LLMs", "CAC", "of", "the")


@lru_cache
def runs() -> re.Pattern[str]:
    """What finds runs of capitals, and the few names without any."""
    joined = (
        r"(?:Women|Maternity|Mother) and Children's"
        r"|(?:People|Children|Women|Workers|Farmers|Teachers|Youth|Kids)'s(?= {cap})"
    )
    science = (
        r"\b(?!{institution}\b|{places}\b)[A-Z][a-z]+"
        r"(?:ics|ogy|ine|ure|ment|[st]ion|ery|ing|ity|omy|phy|ence|earch)"
    )
    fields = (
        rf"{{discipline}} and {{discipline}}\b"
        rf"|{science} and {science}(?= (?:{{institution}}|Press|Publishing)\b)"
    )
    numeral = r"(?-i:\bNo\. ?\d{1,3}\b(?= {cap}))"
    titled = r"(?-i:\b(?:Mr|Mrs|Ms|Dr|St)\. {cap})"
    word = rf"(?:(?-i:\b{fields})|(?-i:{joined})|{numeral}|{titled}|{{cap}})"
    version = r"\d{1,2}\.\d{1,2}(?![\d%\w]|\.\d)(?! (?:per|points|yuan|[bmt]\w*illion)\b)"
    more = rf"(?: (?:of (?:the )?(?={{cap}}))?{word})*"
    numbered = r"(?:(?<![\w.,-])\d{2,3} (?=(?-i:(?:{tail}|{soft_tail})(?<!s)\b)))"
    within = rf"(?: (?:at|under) the (?:Chinese )?(?:Academy|University) of {word}{more})?"
    organ = (
        r"(?:(?<=Sciences)' (?=(?-i:Institute|Academy|Cent(?:er|re)) of )(?-i:[A-Z]\w+ of [A-Z]\w+)"
        r"|(?:(?<=University)|(?<=Hospital)|(?<=Academy)|(?<=Management)|(?<=Administration))"
        r"'s (?:[a-z]+ ){1,5}(?:hospital|cent(?:er|re)|institute|laboratory|press)\b)?"
    )
    owned = (
        r"(?-i:(?:{cap} )?{cap}'s {cap})(?= by (?:the )?{cap})"
        r"(?! by (?:{weekday}|{month}|{places}|{cities})\b)"
    )
    first = r"(?:(?!{tail}\b|{soft_tail}\b|{places}\b)[A-Z][a-z]+ ){2,3}"
    joint = rf"(?-i:(?<=\bthe ){first}and (?:[A-Z][a-z]+ ){{2,3}}{{institution}}\b)"
    also = rf"(?: and (?!{{institution}}\b){word}(?= of (?:the )?{{cap}}))?"
    state = (
        r"(?-i:Corp(?:oration)?|Library|Conservatory|Theatre|Bank|Group|Company)"
        r" of (?=(?-i:China)\b)"
    )
    part = r"(?:Academy|Labs?|Laborator(?:y|ies)|Institute)\b(?! (?:of|for)\b)"
    owned = rf"(?:{owned}|(?-i:(?<=\bby ){{cap}}'s (?:{{cap}} ){{1,3}}?{part}))"
    placed = r"\((?-i:China)\)|\((?-i:{places}|{cities})\)(?= {cap})"
    return compiled(
        r"(?=(?-i:[A-Z\d]|[a-z]{1,3}[A-Z]|[a-z]-[A-Z])|\b[\w-])"
        rf"(?:{owned}|{joint}|(?:{word} )+{state}{word}"
        rf"|(?:{word} )*{{institution}} (?:of|(?<=Institute )for|(?<=Cent[re]{{2}} )for) "
        rf"(?:the )?{word}{also}{more}{within}{organ}"
        rf"|{numbered}?{word}(?: (?:& (?={{cap}}))?(?:{word}|{version}|\d{{1,3}}(?![\d%,.\w])"
        rf"|(?-i:mini|pro|max)\b(?![ -][a-z])|(?-i:[a-z]\d(?:\.\d)?)(?![\d%.\w])|{placed}))*{organ}"
        r"|\b(?-i:[a-z]{2,}-\d[\w.]*(?: (?:mini|pro|max|plus|lite|turbo)\b)?"
        r"|(?!chatbot|robot|voicebot)[a-z]{3,}(?:bot|gpt|glm|llm)\b"
        rf"|(?:{_called()})[a-z]{{3,}}(?=[,.;]| (?:and|for|would|will|was|is|has)\b)"
        r"|(?<![\w.,-])\d{2,3}(?!mill|bill|thou|year|month|week|day|hour|fold|plus)[a-z]{3,9}\b"
        r"|(?<![\w./@-])[\w-]{2,}\.(?:com|cn|ai|[a-z]{0,2}lm\d?)\b(?![/@\w])))",
        "en",
    )


def _called() -> str:
    """Before a name in small letters: ``a model called lantern``."""
    nouns = ("model", "models", "chatbot", "assistant", "service", "app", "LLM", "tool")
    named = ("called", "named", "dubbed")
    return "|".join(
        rf"(?<=\b{noun}{mark} {verb} )" for noun in nouns for mark in ("", ",") for verb in named
    )


@lru_cache
def _common() -> re.Pattern[str]:
    """Words that no name begins with."""
    head = r"(?-i:(?:{stop_names}|{places}|{cities}|{function_words}))"
    return compiled(
        rf"{head}(?:'s|-(?:based|backed|owned|led|listed|developed|style|like"
        r"|registered|headquartered|incorporated|born|founded|run|funded|controlled|invested))?",
        "en",
    )


@lru_cache
def _dated() -> re.Pattern[str]:
    """Before a number that is a day's, or counts what is known: ``on May 8``, ``all 8``."""
    return compiled(
        r"\b(?:{month}|{weekday},?|(?:the|all|these|those|its|their|other|only|than|over|about|nearly"
        r"|least|most|article|class|chapter|version|phase|level|page) ?) \Z",
        "en",
    )


@lru_cache
def _firm_lead() -> re.Pattern[str]:
    """What a company is, with the capital of a sentence: ``Insurtech Haida was among them``."""
    return compiled(
        r"(?-i:(?:Insur|Fin|Bio|Ed|Med|Prop|Ag|Clean)tech|Start-?up|Developer|Giant|[A-Z]\w*makers?"
        r"|Manufacturer|Provider|Operator|Specialist|Retailer|Insurer|Lender|Broker(?:age)?"
        r"|Publisher|Unicorn|Conglomerate|Airline|Newcomer|Streamer|Broadcaster|Carrier|Grocer"
        r"|Producer|Supplier|Vendor|Distributor|Shipper|Courier|Miner|Brewer|Builder|Bookseller)s?",
        "en",
    )


@lru_cache
def _heads() -> re.Pattern[str]:
    """Common words that begin a name where no sentence begins: ``the chain New Haida``."""
    return compiled(r"(?-i:{heads}) (?=[A-Z])(?!{places}\b|{cities}\b|{stop_names}\b)", "en")


@lru_cache
def _region_of() -> re.Pattern[str]:
    """``Northwest A&F University``, ``Commercial Aircraft Corp of China``: whole as it stands."""
    return compiled(
        r"(?-i:(?:North|South)(?:west|east)?|East|West|Central|China|National)"
        r"(?: (?-i:[A-Z][\w&.-]*)){1,4} {institution}\.?(?:'s)?"
        r"|(?-i:(?!(?:The|In|At|By|From|With|And|As|Of|For|On)\b)[A-Z]\w+(?: [A-Z]\w+){1,4}"
        r" of China)",
        "en",
    )


def run_at(text: str, start: int, end: int) -> Candidate:
    """A run of capitals with the legal forms behind it."""
    if glued := STOCK.search(text, start, end):
        end = glued.end()
    while legal := LEGAL_NEXT.match(text, end):
        end = legal.end()
    return Candidate("name", start, end, "en.name.run", 2)


@lru_cache
def _field() -> re.Pattern[str]:
    return compiled(r"(?-i:{tail}|{soft_tail}|{discipline})", "en")


def trimmed(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The span without common words at its ends; nothing where no name is left."""
    if text[candidate.start : candidate.end] in media() or like_a_place(text, candidate):
        yield candidate
        return
    start = _first(text, candidate.start, candidate.end)
    end = _last(text, start, candidate.end)
    end -= len(text[start:end]) - len(TRAILING.sub("", text[start:end]))
    name = text[start:end]
    if len(name) < 2 or not re.search(r"[A-Za-z]", name) or _is_compound(text, start, name):
        return
    if place().fullmatch(name.title() if name.isupper() else name):
        return
    if GERUND.match(text, start) and OPENS.search(text, max(0, start - 4), start):
        return
    if not _ticker(text, start, end):
        yield replace(candidate, start=_with_number(text, start, end), end=end)


def _with_number(text: str, start: int, end: int) -> int:
    """Where ``8 Bowls`` begins: a capital behind a number of things makes them a name."""
    number = NUMBER.search(text, max(0, start - 40), start)
    if number is None or not BEHIND.match(text, end) or _dated().search(text, 0, number.start("x")):
        return start
    return number.start("x")


def _is_compound(text: str, start: int, name: str) -> bool:
    """Is a name no more than a compound word: ``Short-drama``, but not ``Haida's Lan-he``?"""
    if COMPOUND.fullmatch(name) is None:
        return False
    owned = name[:1].isupper() and NAMED.search(text, max(0, start - 10), start)
    return not owned or TRAIT_OF.match(text, start + len(name)) is not None


def _first(text: str, start: int, end: int) -> int:
    """Where the first word begins that is no common one; ``end`` where there is none.

    Behind one a number counts or is a day's, but before what can be no number of things.
    """
    whole = start
    while start < end:
        word = re.match(r"\S+\s*", text[start:end])
        if word is None:
            return end
        if INSTITUTE.match(text, start, end):
            return start
        if _region_of().fullmatch(text, start, end):
            return start
        if _heads().match(text, start, end) and (
            _is_trade(text[start + word.end() : end])
            or not OPENS.search(text, max(0, start - 4), start)
        ):
            return start
        bare = word.group().strip().rstrip(".,")
        counts = (
            bare.isdecimal() and start > whole and not _is_trade(text[start + word.end() : end])
        )
        if counts and _with_number(text, start + word.end(), end) > start:
            start += word.end()
            continue
        if _firm_lead().fullmatch(bare) and OPENS.search(text, max(0, start - 4), start):
            start += word.end()
            continue
        told = GERUND_OF.fullmatch(bare) and OPENS.search(text, max(0, start - 4), start)
        if told and place().match(text, start + word.end()):
            start += word.end()
            continue
        bare = bare.title() if CITY.fullmatch(bare) else bare
        rest = text[start + word.end() : end]
        if place().fullmatch(bare) and rest[:1].isupper() and not bare.endswith("'s"):
            return start
        if not (
            bare in NO_HEAD
            or _common().fullmatch(bare)
            or TIME.fullmatch(bare)
            or LIKENED.fullmatch(bare)
        ):
            return start
        start += word.end()
    return start


def _is_trade(words: str) -> bool:
    """Are all words such as stand behind a firm's own name: ``Electronic Technology``?"""
    return bool(words) and all(_field().fullmatch(word) for word in words.split())


def _last(text: str, start: int, end: int) -> int:
    """Where the last word ends that is no common one."""
    while tail := re.search(r"\s(\S+)$", text[start:end]):
        if not TIME.fullmatch(tail.group(1)) and tail.group(1) not in NO_TAIL:
            break
        end = start + tail.start()
    return end


def _ticker(text: str, start: int, end: int) -> bool:
    """``(TSLA)``, ``(OTCPK:MBGAF)``, ``[HKG: 9678]``: a stock code in brackets behind a name."""
    if EXCHANGE.match(text, end) and text[start - 1 : start] in ("(", "["):
        return True
    return (
        bool(re.fullmatch(r"[A-Z]{2,6}(?::[A-Z]+)?", text[start:end]))
        and text[start - 2 : start].lstrip()[-1:] in ("(", ":")
        and text[end : end + 1] == ")"
        and text[end + 1 : end + 3] != ","
    )
