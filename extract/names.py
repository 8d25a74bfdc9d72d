"""Printed names to comparable keys: which of them mean the same company or service."""

import re
from functools import lru_cache

from extract import own
from extract.alias_files import Kind
from extract.gazetteer import aliases, fold
from extract.pinyin import pinyin

HAN = re.compile(r"[\u3400-\u9fff]")
COMPANY_TAIL = re.compile(
    r"\s*,?\s*\b(?:co|company|limited|ltd|inc|incorporated|corp|corporation|group"
    r"|holdings?|plc|technolog(?:y|ies)|tech"
    r"|information|intelligen(?:t|ce)|network|software|digital|data|science|education|ai"
    r"|and)\b\.?$",
    re.IGNORECASE,
)
PLACE_HEAD = re.compile(
    
            r"^(?:beijing|shanghai|shenzhen|hangzhou|guangzhou|guangdong|china|nanjing|chengdu"
            r"|wuhan)\b[\s-]*(?:based\s+)?", re.IGNORECASE
)  # fmt: skip
HAN_TAIL = re.compile(
    r"(?:集团|股份|有限责任公司|股份有限公司|有限公司|公司|人工智能|科技发展|科技|技术"
    r"|信息技术|信息|网络|软件|智能|数字|数据|教育|文化|传媒|网讯)$"
)
HAN_PLACE = re.compile(r"^(?:北京|上海|深圳|杭州|广州|广东|天津|重庆|南京|成都|武汉|苏州)(?:市)?")
SERVICE_TAIL = re.compile(
    r"(?:\s*(?:large language model|large model|language model|model|llm|chatbot"
    r"|assistant|algorithm|app|ai)"
    r"|大语言模型|多模态大模型|大模型|模型|算法|助手|智能体|平台)$",
    re.IGNORECASE,
)


def _core(name: str, tails: tuple[re.Pattern[str], ...], heads: tuple[re.Pattern[str], ...]) -> str:
    core = re.sub(r"[（(][^）)]*[）)]", "", name).strip() or name
    for head in heads:
        core = head.sub("", core) or core
    while True:
        shorter = core
        for tail in tails:
            shorter = tail.sub("", shorter).strip()
        if shorter == core or len(fold(shorter)) < (2 if HAN.search(shorter) else 3):
            return core
        core = shorter


def _key(kind: Kind, name: str, core: str) -> str:
    known = aliases().get((kind, fold(name))) or aliases().get((kind, fold(core)))
    if known and known.canonical != name:
        tails = (COMPANY_TAIL, HAN_TAIL) if kind == "company" else (SERVICE_TAIL,)
        heads = (PLACE_HEAD, HAN_PLACE) if kind == "company" else ()
        core = _core(known.canonical, tails, heads)
    return fold(pinyin(core) if HAN.search(core) else core)


@lru_cache(maxsize=50_000)
def company_key(name: str) -> str:
    """A comparable key of a company's printed name; ``""`` where nothing comparable is left."""
    return _key("company", name, _core(name, (COMPANY_TAIL, HAN_TAIL), (PLACE_HEAD, HAN_PLACE)))


@lru_cache(maxsize=50_000)
def service_key(name: str) -> str:
    """A comparable key of a service's printed name; ``""`` where nothing comparable is left."""
    return _key("service", name, _core(name, (SERVICE_TAIL,), ()))


own.when_changed(company_key.cache_clear)
own.when_changed(service_key.cache_clear)
