"""Cues to the register that a stretch, or a whole article, speaks of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import start_of, within
from extract.printed.places import provinces

PRECEDENCE: tuple[Scheme, ...] = (
    "algorithm_cancelled",
    "on_device",
    "deep_synthesis",
    "genai_registration",
    "algorithm_recommendation",
    "genai_filing",
)
ACT = re.compile(
    r"\b(?P<registered>regist(?:er(?:s|ed|ing)|rations?))\b"
    r"|\b(?:fil(?:ed|es|ings?)|on (?:file|record))\b",
    re.IGNORECASE,
)
"""English words for the two procedures."""
ALGORITHMS: dict[str | None, Scheme] = {
    "deep_synthesis": "deep_synthesis",
    "algorithm_recommendation": "algorithm_recommendation",
}
CALLS = "en.scheme.calls"
"""The rule for services that call a filed model: they are registered, however that is called."""
ANOTHER = re.compile(r",? and (?:also |then |it )?$|[;,] (?:while )?$")
"""What joins a second act to the first."""
BESIDES = re.compile(
    r"\b(?:plus|along with|as well as|alongside|besides|and) (?:[\w-]+ ){0,2}?\d[\d,]* (?:\w+ )?$"
)
"""What joins registrations to what was approved: ``let 302 through, plus 105 registrations``."""
FILING_ALONE = re.compile(
    r"(?<![已经过])备案(?!的?[^，。；;]{0,2}模型)[^。]{0,40}(?:号|大模型|获|拿)"
)
"""Chinese words of a filing that stand for the register itself."""
LOCAL = re.compile(
    r"\b(?:[Pp]rovincial|[Mm]unicipal|[Cc]ity|[Ll]ocal)\b"
    r"|\b(?!China|Country|Nation)[A-Z][a-z]+'s (?:internet|cyberspace) (?:regulator|office|watchdog"
    r"|authorit|administration)"
    r"|\b(?!China|Chinese|State|Central|National|The|This|Its)[A-Z][a-z]+"
    r" (?:[Ii]nternet [Ii]nformation|[Cc]yberspace) (?:[Aa]dmin|[Oo]ffice|[Aa]uthorit|[Rr]egulator)"
    r"|(?:[Ii]nternet [Ii]nformation|[Cc]yberspace) (?:[Aa]dministration|[Oo]ffice|[Aa]uthorit\w+)"
    r" (?:of|in) (?!China|the)[A-Z]"
)
REGISTRATION = re.compile(
    r"\b(?:complet(?:es?|ed|ing)|pass(?:es|ed|ing)|finish(?:es|ed|ing)|through|undergone|underwent)"
    r" (?:[\w-]+ ){0,3}registration\b(?!-| (?:numbers?|systems?|fees?|requirements?|rules)\b)"
    r"|\bregistration (?:is|was|has been|had been) (?:\w+ )?(?:completed?|granted|approved)\b"
    r"|(?-i:\b(?:The|Its|This) registration\b)(?=,| (?:was|came|took|covers|follows|lets|is)\b)",
    re.IGNORECASE,
)
"""English words by which a registration is an act of its own, and no word for any scheme."""
COUNTED_APPS = re.compile(
    r"\b\d+ registered (?:[\w-]+ ){0,3}(?:apps|applications)\b"
    r"|\bregistered \d+ (?:[\w-]+ ){0,3}(?:apps|applications)\b"
)
SEPARATE = re.compile(
    r"\b(?:separate(?:ly)?|another|different|distinct|apart|unlike)\b", re.IGNORECASE
)
"""Words of an English sentence that only tells the lists of algorithms apart."""
OTHER_ROUTE = re.compile(
    r"\b(?:[Uu]nlike|[Ii]n contrast (?:to|with)|as opposed to|rather than|instead of"
    r"|(?:less|more) \w+ than)\b[^.;]{0,80}$|er than (?:the )?$"
)
"""What stands before a filing that a registration is compared with."""
LISTED = ("deep_synthesis", "algorithm_recommendation")
"""Schemes whose lists count algorithms."""
REGISTER = re.compile(r"\bregister\b", re.IGNORECASE)
"""The book in which a local office enters what is registered."""
GENAI = ("genai_filing", "genai_registration")
"""The registers of generative AI."""
OF_ALGORITHM = re.compile(r"[^，。；;、”\n]{0,8}算法")
"""Behind generative AI: an algorithm is called by it, ``“某大模型文本生成算法”``."""
MANY = re.compile(
    r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|dozen)"
    r" (?:[\w-]+ ){0,5}(?:services?|models|LLMs|chatbots|products|assistants)\b"
)
"""An English number of services."""
ONE_OF = re.compile(r"\b(?:one|among|part) of\b|\bamong\b")
"""How a service is told to be of those counted."""
PART = re.compile(
    r"(?:\b(?:among (?:them|which|these|those)|including|such as|both|some) [^.;]{0,60}"
    r"|\b[Aa]n? (?:[\w-]+ )?)$"
)
"""What stands before a part of the services counted before."""
PART_REACH = 90
"""Characters before a word for devices in which that stands."""
UNLIKE = re.compile(r"^[^，。；;]{0,8}(?:不同|有别|有所区别|不是一回事|两码事)")
"""Behind generative AI: it is only what the register of the story differs from."""
BEGAN = date(2024, 4, 1)
"""The month in which the first services were registered: what is told earlier was filed."""
MODEL = re.compile(r"\b(?:models?|LLMs?|chatbots?|assistants?|(?:AI|generative) services?)\b")
ALGORITHM = re.compile(r"\balgorithm|\bdeep[- ]synthesis\b", re.IGNORECASE)
MODEL_REACH = 2
"""Sentences before the algorithms in which a model is told to be approved."""
OWN_MODEL = re.compile(r"(?:'s?|\b(?:an?|its|their|filed|registered|approved)) $")
MODEL_BEHIND = re.compile(
    r" (?:[\w-]+ ){0,2}(?:models?|assistants?)\b(?! (?:filing|list|approval))"
)
GENERAL_LIST = re.compile(
    r"\b(?:\d{2,3}|\d,\d{3}) (?:(?:filed|registered|approved|generative|AI) )*services\b"
)
"""How a story counts the services of all kinds."""
HEAD = 400
"""Characters in which an article names its scheme; its topic may follow up to half as far on."""


def in_force(
    matches: Sequence[Match], language: str | None, published: date | None
) -> Sequence[Match]:
    """The matches without English ones that name a register which did not exist yet."""
    if language != "en" or published is None or published >= BEGAN:
        return matches
    return [m for m in matches if (m.label, m.value) != ("SCHEME", "genai_registration")]


def named_scheme(matches: Iterable[Match]) -> Scheme | None:
    """The most particular scheme that the matches name."""
    values = {m.value for m in matches if m.label == "SCHEME"}
    return next((s for s in PRECEDENCE if s in values), None)


def leading_scheme(
    form: Form, matches: Sequence[Match], title: Sequence[Match], published: date | None
) -> Scheme:
    """The scheme of an article's head, generative-AI filing where it names none.

    ``title`` are the cues of the headline.
    """
    named = [m for m in matches if m.label == "SCHEME" and m.value != "algorithm_cancelled"]
    head = [m for m in named if m.start < HEAD]
    devices = (m for m in (*title, *head) if m.value == "on_device")
    if any(m in title or not _one_of_many(form, m) for m in devices) and not _described(
        form, title, named
    ):
        return "on_device"
    if any(m.value == "on_device" and _counted_so(form, m) for m in named if m.start < 2 * HEAD):
        return "on_device"
    algorithms = next((m for m in head if m.value in ALGORITHMS and not _apart(form, m)), None)
    if algorithms and not (
        _on_genai(form, matches, algorithms) or _model_first(form, matches, algorithms)
    ):
        return ALGORITHMS[algorithms.value]
    if form.language == "zh":
        return _first_of_two(form, title, head)
    begun = published is None or published >= BEGAN
    registers = _registers_first(form, named, matches) or _registers_only(form, named, matches)
    return "genai_registration" if begun and registers else "genai_filing"


def _one_of_many(form: Form, device: Match) -> bool:
    """Does an English text count services before it says that some are for devices?"""
    if form.language != "en" or not MANY.search(form.text, 0, device.start):
        return False
    before = form.text[max(0, device.start - PART_REACH) : device.start]
    return PART.search(before) is not None


def _described(form: Form, title: Sequence[Match], named: Sequence[Match]) -> bool:
    """Do the words for devices only describe a model, in an English story of the general list?

    ``The list counts 96 services. Haida's on-device text model is on it``
    """
    devices = [m for m in named if m.value == "on_device"]
    if form.language != "en" or any(m.value == "on_device" for m in title):
        return False
    told = (
        OWN_MODEL.search(form.text, max(0, m.start - 20), m.start)
        and MODEL_BEHIND.match(form.text, m.end)
        for m in devices
    )
    return all(told) and GENERAL_LIST.search(form.text) is not None


def _counted_so(form: Form, device: Match) -> bool:
    """Does an English sentence count services for devices: ``one of seven in a new class for``?"""
    start = form.sentences[bisect_right(form.sentences, device.start, key=start_of) - 1].start
    counted = MANY.search(form.text, start, device.end + PART_REACH)
    alone = counted is not None and not _one_of_many(form, device)
    return (
        form.language == "en" and alone and ONE_OF.search(form.text, start, device.end) is not None
    )


def _apart(form: Form, algorithms: Match) -> bool:
    """Does an English sentence below the first name the algorithms as another thing?"""
    place = bisect_right(form.sentences, algorithms.start, key=start_of) - 1
    if form.language != "en" or place < 1:
        return False
    sentence = form.sentences[place]
    return SEPARATE.search(form.text, sentence.start, sentence.end) is not None


def _model_first(form: Form, matches: Sequence[Match], algorithms: Match) -> bool:
    """Does an English sentence before that of the algorithms tell that a model was approved?

    ``Its music model was filed on Monday. Its dubbing algorithm is on the 12th list``.
    """
    place = bisect_right(form.sentences, algorithms.start, key=start_of) - 1
    if form.language != "en" or place < 1:
        return False
    for sentence in form.sentences[max(0, place - MODEL_REACH) : place]:
        inside = within(matches, sentence.start, sentence.end)
        acts = any(m.label == "APPROVED" for m in inside)
        model = MODEL.search(form.text, sentence.start, sentence.end)
        if sentence.kind != "heading" and acts and model:
            return ALGORITHM.search(form.text, sentence.start, sentence.end) is None
    return False


def _on_genai(form: Form, matches: Sequence[Match], algorithms: Match) -> bool:
    """Is generative AI spoken of before the algorithms, in Chinese in all of the head?"""
    chinese = algorithms.rule.startswith("zh")
    reach = HEAD * 1.5 if chinese else algorithms.start
    named = any(m.value in GENAI and m.start < reach for m in matches if m.label == "SCHEME")
    if chinese and not named:
        reach = algorithms.start
    return any(
        m.label == "TOPIC"
        and m.value == "genai"
        and m.start < reach
        and not OF_ALGORITHM.match(form.text, m.end)
        and not UNLIKE.search(form.text[m.end : m.end + 16])
        for m in matches
    )


def _first_of_two(form: Form, title: Sequence[Match], head: Sequence[Match]) -> Scheme:
    """In Chinese the word for registration is no other than that of the scheme."""
    headed = next((m.value for m in title if m.label == "SCHEME" and m.value in GENAI), None)
    if headed == "genai_filing":
        return "genai_filing"
    first = next((m for m in head if m.value in GENAI), None)
    if first is None or first.value == "genai_filing":
        return "genai_filing"
    filed = FILING_ALONE.search(form.text, 0, first.start)
    return "genai_filing" if filed else "genai_registration"


def _registers_first(form: Form, named: Sequence[Match], matches: Sequence[Match]) -> bool:
    """In English the scheme is registration where that is the first act, and is described.

    ``registered`` alone may stand for any scheme; words inside a description, such as ``calls a
    filed model``, are no act.
    """
    described = [m for m in named if m.value == "genai_registration" and m.start < 2 * HEAD]
    if not described or described[0].start >= _first_told(form, matches):
        return False
    if _second_act(form, matches, described[0]):
        return False
    inside = [(m.start, m.end) for m in described if not ACT.match(form.text, m.start)]
    for act in ACT.finditer(form.text):
        if act["registered"] or not any(a <= act.start() < b for a, b in inside):
            return act["registered"] is not None
    return described[0].rule == CALLS


def _registers_only(form: Form, named: Sequence[Match], matches: Sequence[Match]) -> bool:
    """Does a local office register, nothing is filed, and calls of filed models are spoken of?

    Or is the registration told of as an act of its own?
    """
    described = [m for m in named if m.value == "genai_registration"]
    inside = [(m.start, m.end) for m in described if not ACT.match(form.text, m.start)]
    acts = [
        act for act in ACT.finditer(form.text)
        if not any(a <= act.start() < b for a, b in inside)
    ]  # fmt: skip
    told = form.text[: _first_told(form, matches)]
    if any(not act["registered"] and not _compared(form, act.start()) for act in acts):
        return False
    if not inside:
        ends = [m.end() for m in REGISTRATION.finditer(form.text, 0, 2 * HEAD)]
        ends += [m.end() for m in COUNTED_APPS.finditer(form.text, 0, 2 * HEAD)]
        told = form.text[: max(len(told), *ends)] if ends else ""
        return bool(LOCAL.search(told) or provinces(told))
    if not acts and not REGISTER.search(told):
        return False
    return bool(LOCAL.search(told) or provinces(told))


def _compared(form: Form, start: int) -> bool:
    """Does a filing stand where the other procedure is told apart from it?"""
    return OTHER_ROUTE.search(form.text, max(0, start - 100), start) is not None


def _second_act(form: Form, matches: Sequence[Match], described: Match) -> bool:
    """Does a registration follow an approval of other services in its sentence?

    ``approved 446 services and registered 330 applications``.
    """
    place = bisect_right(form.sentences, described.start, key=start_of) - 1
    start = form.sentences[max(0, place)].start
    acts = [m for m in within(matches, start, described.start) if m.label == "APPROVED"]
    other = (m for m in acts if not ACT.search(form.text, m.start, m.end))
    acted = ACT.match(form.text, described.start) is not None
    return any(
        (acted and ANOTHER.search(form.text, m.end, described.start))
        or BESIDES.search(form.text, m.end, described.start)
        for m in other
    )


def _first_told(form: Form, matches: Sequence[Match]) -> int:
    """The end of the first sentence that tells of an approval of generative AI."""
    for act in (m for m in matches if m.label == "APPROVED"):
        place = bisect_right(form.sentences, act.start, key=start_of) - 1
        sentence = form.sentences[max(0, place)]
        if sentence.kind != "heading" and any(
            m.label == "TOPIC" for m in within(matches, sentence.start, sentence.end)
        ):
            return sentence.end
    return len(form.text)
