"""The words of messages in both languages, and numbers, places and registers said in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pipelines.harmless import harmless
from pipelines.slugs import PROVINCES
from pipelines.titles import QUALIFIERS, SCHEMES

Language = Literal["en", "zh"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What a message is put together of; ``{}`` are filled in."""

    heads: Mapping[str, str]
    schemes: Mapping[str, str]
    qualifiers: Mapping[str, str]
    fields: Mapping[str, str]
    statuses: Mapping[str, str]
    scheme: str
    """Where no register is known."""
    services: str
    companies: str
    of: str
    """Between both numbers."""
    place: str
    stop: str
    """Between a label and what it is about."""
    comma: str
    between: str
    """What parts one name from the next."""
    end: str
    named: str
    more: str
    total: str
    reported: str
    quoted: str
    register: str
    changed: str
    edited: str
    """Behind a change that one outlet alone has made."""
    gone: str
    withdrawn: str
    restored: str
    reason: str
    new: str
    page: str
    source: str
    since: str
    worked: str
    never: str
    subjects: Mapping[str, str]
    """What of the system is meant, where its English name is not used."""
    list_entries: str

    def number(self, quantity: Row | None, noun: str = "{}") -> str:
        """A stated number with its qualifier and its noun."""
        if not quantity or quantity.get("value") is None:
            return ""
        value = (
            f"{self.qualifiers.get(quantity.get('qualifier') or 'exact', '')}{quantity['value']}"
        )
        return noun.format(value)

    def joined(self, parts: Iterable[str]) -> str:
        """Parts with commas between them, without empty ones."""
        return self.comma.join(part for part in parts if part)


ENGLISH: Final = Words(
    heads={
        "new_batch": "New batch",
        "correction": "Correction",
        "withdrawn": "Withdrawn",
        "confirmation": "In the official register",
        "outlet_broken": "Outlet broken",
        "outlet_recovered": "Outlet recovered",
        "system": "System",
    },
    schemes=SCHEMES,
    qualifiers=QUALIFIERS,
    fields={
        "services": "services", "companies": "companies", "scheme": "register",
        "province": "place", "listed": "entries of the list", "names": "names",
    },
    statuses={
        "complete": "all {listed} services that are stated are listed",
        "partial": "{listed} of {stated} services are listed so far",
        "conflict": "{listed} services are listed, {stated} are stated",
        "stated_only": "not listed yet",
        "listed_only": "{listed} services are listed",
    },
    scheme="Registration",
    services="{} services",
    companies="{} companies",
    of=" of ",
    place=", {}",
    stop=": ",
    comma=", ",
    between="; ",
    end=". ",
    named="Named: {}",
    more="and {} more",
    total="Total so far: {}",
    reported="Reported by: {}",
    quoted="“{}” ({})",
    register="Official register: {}",
    changed="{}: {} (told before: {})",
    edited=", as {} says now",
    gone="No longer named: {}",
    withdrawn="This batch is withdrawn: no article that was told of announces it any more",
    restored="This batch, which was withdrawn, is announced again",
    reason="A person decided: {}",
    new="Named now: {}",
    page="Page: {}",
    source="Source: {}",
    since="Since {}",
    worked="Last success: {}",
    never="It never worked so far",
    subjects={},
    list_entries="An official list with {} entries",
)  # fmt: skip
CHINESE: Final = Words(
    heads={
        "new_batch": "新批次",
        "correction": "更正",
        "withdrawn": "撤回",
        "confirmation": "官方清单已收录",
        "outlet_broken": "来源异常",
        "outlet_recovered": "来源恢复",
        "system": "系统",
    },
    schemes={
        "genai_filing": "生成式人工智能服务备案",
        "genai_registration": "生成式人工智能应用或功能登记",
        "on_device": "端侧大模型备案",
        "deep_synthesis": "深度合成服务算法备案",
        "algorithm_recommendation": "算法推荐服务备案",
        "algorithm_cancelled": "算法备案注销",
    },
    qualifiers={
        "more_than": "超过", "at_least": "至少", "nearly": "近", "about": "约", "up_to": "至多",
    },
    fields={
        "services": "服务数", "companies": "企业数", "scheme": "备案类别", "province": "地区",
        "listed": "清单条目数", "names": "名单",
    },
    statuses={
        "complete": "所称{listed}款服务均已列入",
        "partial": "所称{stated}款服务中已列入{listed}款",
        "conflict": "清单列出{listed}款，报道称{stated}款",
        "stated_only": "尚未列入",
        "listed_only": "清单列出{listed}款",
    },
    scheme="备案或登记",
    services="{}款服务",
    companies="{}家企业",
    of="、",
    place="（{}）",
    stop="：",
    comma="，",
    between="；",
    end="。",
    named="名单：{}",
    more="等另外{}款",
    total="累计：{}",
    reported="报道来源：{}",
    quoted="“{}”（{}）",
    register="官方清单：{}",
    changed="{}：{}（此前告知：{}）",
    edited="，{}已改称",
    gone="不再列名：{}",
    withdrawn="该批次撤回：此前引用的文章均已不再称有此批次",
    restored="此前撤回的批次再次成立",
    reason="人工判定：{}",
    new="现列名：{}",
    page="页面：{}",
    source="原文：{}",
    since="自{}起",
    worked="上次成功：{}",
    never="至今从未成功",
    subjects={
        "network": "网络", "disk": "磁盘空间", "database": "数据库", "backlog": "提醒积压",
        "pages": "未入库的页面",
    },
    list_entries="官方清单，共{}条",
)  # fmt: skip
WORDS: Final[Mapping[str, Words]] = {"en": ENGLISH, "zh": CHINESE}


def scheme(language: Language, value: str | None) -> str:
    """A register's name."""
    words = WORDS[language]
    return words.schemes.get(value or "", words.scheme)


def place(language: Language, value: str | None) -> str:
    """A province's name, empty where none is known."""
    if not value:
        return ""
    latin = PROVINCES.get(value, value).replace("-", " ").title()
    return harmless(value if language == "zh" else latin, 40)
