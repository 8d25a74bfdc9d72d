"""The keyword gate: whether a text can be an announcement at all, decided before spaCy runs."""

import re
from collections.abc import Iterator

from extract.matching.literals import matches
from extract.matching.word_lists import written

SUBJECT = {
    "en": re.compile(
        r"\b(?:gen-?)?AI\b|artificial intelligence|\bmodels?\b|large language|\bLLMs?\b"
        r"|generative|chatbot|ChatGPT-|deep[- ]?(?:synthesis|fake)|algorithm|on-device"
        r"|\bassistants?\b|digital human|\bfilings?\b|\bregistrations?\b|\bregulators?\b"
        r"|cyberspace|internet (?:inform|regul)|multimodal system|\bfiled services?\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"模型|大語言|人工智能|生成式|深度合成|算法|AI|端[侧側]|智能体"
        r"|(?:网信|信息办公室)[^。\n]{0,90}(?:备案|登记)|上线编号|GPT"
    ),
}
ACT = {
    "en": re.compile(
        r"approv|clear|registe?r|\bfil(?:e[ds]?\b|ing)|green.?li|licen[cs]|\bnod\b|go-ahead"
        r"|permi(?:ssion|tted|ts?\b)|listed|\blist\b|roster|\brecord|on the books|authori[sz]"
        r"|catalog|sign-?off|\badmit|\baccept|\bpass(?:ed|es)?\b|through|allow|\blets?\b"
        r"|sign(?:s|ed)? off|blessing|\bconsent|stamp|thumbs|\btick|\bokay|\bbatch",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"备案|備案|登记|登記|获批|獲批|过审|過審|批准|获准|獲准|獲準|准考证|上岗证|牌照|通行证"
        r"|准入|网信[办部]|網信[辦部]|上线编号|上線編號|准生证|準生證|绿灯|綠燈|放行|放榜|榜上有名"
    ),
}
PLACE = re.compile(
    written(
        r"Chin(?:a|ese)|provinc|internet (?:regulator|information)|cyberspace|\bCAC\b|{places}"
        r"|{china_hint}|generative(?: AI| artificial intelligence)? measures"
        r"|measures (?:on|for|governing|regulating) generative",
        "en",
    ),
    re.IGNORECASE,
)


PARTS = {
    "en": (("subject", SUBJECT["en"]), ("act", ACT["en"]), ("place", PLACE)),
    "zh": (("subject", SUBJECT["zh"]), ("act", ACT["zh"])),
}


def passes(text: str, language: str) -> bool:
    """True where subject and act (and in English the country) are all named."""
    return next(lacks(text, language), None) is None


def lacks(text: str, language: str) -> Iterator[str]:
    """What a text would have to name and does not: ``subject``, ``act``, ``place``."""
    lower = text.lower() if language == "en" else None
    for name, pattern in PARTS[language]:
        if not (matches(pattern, text, lower) if lower else pattern.search(text)):
            yield name
