"""Official rows and reviewed aliases to the two gazetteer files; run by ``make names``.

In: ``register.csv`` (facts of the official lists) and ``aliases.csv`` (reviewed by people).
Out: ``companies.csv`` and ``services.csv``: canonical, alias, language, origin, ambiguous.
"""

import csv
import re
from collections.abc import Iterator

from extract.gazetteer import NAMES

LEGAL = re.compile(
    r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|公司)$|(?:股份|控股)?(?:集团)$"
    r"|（[^）]*）|\([^)]*\)"
)
PLACE = (
    "北京|上海|天津|重庆|广东|深圳|广州|杭州|浙江|江苏|南京|苏州|无锡|成都|四川|武汉|湖北|湖南|长沙"
    "|福建|厦门|福州|山东|青岛|济南|河南|郑州|河北|石家庄|安徽|合肥|江西|南昌|辽宁|沈阳|大连|吉林"
    "|长春|黑龙江|哈尔滨|陕西|西安|山西|太原|内蒙古|新疆|西藏|青海|甘肃|兰州|宁夏|贵州"
    "|贵阳|云南|昆明"
    "|广西|南宁|海南|海口|珠海|东莞|佛山|宁波|温州|嘉兴|常州|中国"
)
PLACE_HEAD = re.compile(rf"^(?:(?:{PLACE})(?:省|市)?)+")
TRADE = re.compile(
    r"(?:人工智能科技|人工智能技术|人工智能|信息技术|网络技术|计算机系统|智能科技"
    r"|数字科技|信息科技|网络科技|数据科技|科技发展"
    r"|技术服务|软件技术|信息服务|基础技术|教育科技|文化传媒|文化科技|移动软件|网络|科技"
    r"|技术|信息|软件"
    r"|智能|数据|数字|教育|文化|传媒|网讯|计算机|服务|研究|发展|咨询|投资|管理|云计算|通信|电子)$"
)
MODEL_TAIL = re.compile(
    r"(?:生成合成|对话生成|文本生成|图像生成|语音生成)?(?:大语言模型|语言大模型"
    r"|多模态大模型|行业大模型|通用大模型|大模型|模型|算法|平台|服务)$"
)
BRACKET = re.compile(r"^(.*?)[（(]([^）)]+)[）)]$")
COMMON = re.compile(
    r"中国|人民|国家|数字|智慧|智能|大众|世界|未来|时代|企业|上海|北京|服务"
    r"|应用|问答|助手|机器人|智能客服|智能助手|写作助手|教育|医疗|法律|金融|数据|行业|无用"
    r"|客服|小助手|AI助手|数字人|如意|东方|南方|新闻"
)


def company_forms(name: str) -> Iterator[str]:
    """The legal name and its shorter forms, longest first."""
    yield name
    short = LEGAL.sub("", LEGAL.sub("", name))
    yield short
    core = PLACE_HEAD.sub("", short)
    while core and len(core) >= 2:
        yield core
        shorter = TRADE.sub("", core)
        if shorter == core:
            return
        core = shorter


def service_forms(name: str) -> Iterator[str]:
    """The registered name, without its tail, and both halves of ``A（B）``."""
    yield name
    halves = BRACKET.match(name)
    for part in (name, *(halves.groups() if halves else ())):
        yield part
        yield MODEL_TAIL.sub("", part)


def usable(form: str) -> bool:
    """Long enough to mean one thing, and no everyday word."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in form)
    return (
        (han >= 2 or len(form) >= 4)
        and not COMMON.fullmatch(form)
        and not re.fullmatch(r"[\d.\W]+", form)
    )


def language_of(form: str) -> str:
    """``zh`` for a form with a Han character."""
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in form) else "en"


def rows_of(kind: str) -> Iterator[tuple[str, str, str]]:
    """(canonical, alias, origin) of one kind, register rows first."""
    with (NAMES / "register.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["company"] if kind == "company" else row["name"]
            forms = company_forms(name) if kind == "company" else service_forms(name)
            yield from ((name, form.strip(), "register") for form in forms if usable(form.strip()))
    with (NAMES / "aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                for form in (row["canonical"], *row["aliases"].split("|")):
                    if form:
                        yield row["canonical"], form, "reviewed"


def table(kind: str) -> dict[str, tuple[str, str]]:
    """Alias to (canonical, origin); reviewed canonicals win, so that every alias has one owner."""
    owners: dict[str, tuple[str, str]] = {}
    for canonical, alias, origin in rows_of(kind):
        if origin == "reviewed" or alias not in owners:
            owners[alias] = (canonical, origin)
    return owners


def main() -> None:
    """Writes both gazetteer files anew."""
    companies, services = table("company"), table("service")
    both = set(companies) & set(services)
    for kind, owners in (("companies", companies), ("services", services)):
        with (NAMES / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("canonical", "alias", "language", "origin", "ambiguous"))
            for alias, (canonical, origin) in sorted(owners.items()):
                writer.writerow((canonical, alias, language_of(alias), origin, int(alias in both)))


if __name__ == "__main__":
    main()
