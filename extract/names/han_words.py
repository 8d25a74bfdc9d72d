"""What may be a Chinese name: where it begins, and the words that no name consists of."""

import re
from functools import lru_cache

from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate

LEGAL = re.compile(
    r"(?:有限公司|有限责任公司|合伙企业|总公司)(?:[\u4e00-\u9fff]{2,14}(?:研究院|研究所|分公司|分院))?$"
)
CUT = compiled(
    r"(?:主创|研发|主办|承建|开发|申报|备案|登记|牵头|发起|出品|提交)(?:单位|方(?!面))(?![是为系])|对外(?:首次|正式)?(?:展示|发布|推出|公布)?了?|此前|早前|先前|目前|同时|(?<=[本上当去今全])年度|(?:名单|清单|批次)(?:里|中|上|内)?(?:则|还|也|就)?有(?!限)|(?:的|[者方位席款家个体])(?:则|便|就|也|正|还)?[是为](?!否|你|什)"
    r"|(?:模型|产品|服务|应用|名称|名字|全称)(?:则|也)?(?:名为|[为是叫])(?!否|你|什)|要数|当数|当属|首推|莫过于|(?:[此本这]次|此番|分别|均|都)以"
    r"|(?:此前|目前|早前|先前|现|曾)?(?:已|还|另|仅|只|又)有(?!限|道|赞|鹿|机|数)|\d+月份|\d{1,2}月(?:[底初末中]|[上中下]旬)|[月年][底初末中]|[上中下]旬|\d+日电(?![力信子台脑商竞网气影池动器])|旗下(?:子公司|公司|品牌)?|[同隶归分]属|属于|凭(?:借)?|利用|采用|使用|搭载|基于|接入|直接调用|调用"
    r"|面向|聚焦|针对|结合|汇总|关联公司|子公司|运营主体|运营方|运营商|开发商"
    r"|背后(?:的)?公司|背后(?:则|正)?是|包括|包含|涵盖|收录了?"
    r"|(?:大模型|智能体|助手|助理|小程序)(?:[和与及]|以及)"
    r"|分别(?:[由为是]|[来出源]自|(?:拿下|拿到|获得|取得|登记|备案|申报|带来|推出)了?|对应)|以及|来自|批准了?|核准了?|准予|同意|完成了?对|办理了?|提交的?|申报的?|登记了?|其中|除了?|此外|另外|另有|另|则为"
    r"|(?<=[日电网报社])讯(?!飞)|了解到?|看到|其后|随后|此后|获悉|显示|消息|通过|继|随着|加上|上市公司|创业公司"
    r"|算上|连同|除去|不算|(?:推出|发布|带来)了?|[\d.]+[万千百]?亿参数的?"
    r"|[一二两三四五六七八九十另][款家个项](?:则|便|就|正|也)?(?:是|为|由|来自|出自|属于)"
    r"|企业|机构|方面|领域|方向|从|(?<!自)由|如(?!意|影|流|鲸)|的|了|(?<![数证依根单收票])据|被|向|给|因(?!赛)|但|而|则|即"
    r"|也|还|已|将|让|使|至|把|(?<=[两二三四五六七八九十多这各首每几数一该余])[款个家项](?!性|人)"
    r"|(?:[\d一二两三四五六七八九十]个月|(?:[一二两三四五六七八九十]|\d+)[天日周])(?:之?后|过后)?|(?<=[本上当这每去今])[年月日]|\d+[款个家项年月日]"
    r"|(?<!华)为(?!你|什)|是(?!否)|(?<![专特国私公独所含富具拥])有(?!望|道|限|赞|鹿|机|数|才|孚|棵)"
    r"|(?<![亲温])和(?!讯|仁|利时|鲸|风|创|府)|与(?!爱|子)|及(?!时|第)|对(?!话|应)"
    r"|在(?!线)|或(?!者)|(?<=[单其之当程务品业场域批款表间局列])中(?![国兴科电文央石海粮铁建核航车铝煤信交冶船广化移远钢金])",
    "zh",
)
LATIN = re.compile(r"[A-Za-z0-9]{2}")
"""Letters that no name parts."""
LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}(?:单位|主体|公司|企业|机构|一方)[是为系]")
KIND_OF_FIRM = re.compile(
    r"(?:科技|集团|股份|控股|智能|网络|信息|数据|软件|技术|大学|学院|银行|证券|汽车|传媒|医疗|教育"
    r"|生物|制药|药业|文化|能源|环境|环保|重工|机械|电子|电器|动力|通信|物流|健康|数科|资本|基金|保险|实业"
    r"|文旅|影业|农业|食品|乳业|航空|航天|船舶|物业|家居|体育|互娱|互动|影视|音乐|动漫|数字|工业|材料|化工"
    r"|电力|燃气|水务|建工|交通|酒店|餐饮|医药|微电子|半导体|机器人|创新)+"
)
"""The last part of many companies' names, which is no name alone."""
NUMBERED = re.compile(r"\d{1,2}[.、)] ?(?!\d)")
SORTED = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]{1,10}(?:厂商|团队|品牌|平台|巨头|龙头|玩家|独角兽|大厂|车企|创企"
    r"|运营商|服务商|开发商|(?:软件|硬件|仪器|器材|设备|零售|制造|供应|生产|经销|代工)商"
    r"|(?<!限)(?<!团)(?<!份)公司)"
    r"|车企|药企|险企|(?:老牌|知名|明星|头部|龙头|本地|本土|初创|新锐)[\u4e00-\u9fff]{0,6}企业)"
    r"(?=[\u4e00-\u9fffA-Za-z]{2})"
)
"""What sort of firm it is, before its name: ``消费电子厂商某某``."""
OWN_CHARACTER = re.compile(
    r"[\u4e00-\u9fff]?[有在从对因即让使而但向为](?=[\u4e00-\u9fffA-Za-z0-9]{2}|[\u4e00-\u9fff]$)"
)
"""How a name begins that has a function word in it."""
LONGEST_WHOLE = 8
TRADE = re.compile(r"[做卖偏]|主打|主营|主攻|专攻|专注|深耕|从事|擅长|生产|聚焦|面向|来自|用于")
"""How a clause begins that says what a firm does (``做配音的某某``)."""
AUDIENCE = re.compile(
    r"(?:面向|针对|聚焦|专注于?|适用于|用于|服务于|赋能|帮助)[^，。；;、“”]{0,3}$"
)
"""Words behind which those are named whom a service is for."""
JOINED = re.compile(r"(?:[A-Za-z][A-Za-z0-9.\-]{1,20})?[和与及](?=[\u4e00-\u9fff()]{4,24}公司)")
"""The name of a service and ``和`` before the next one's company."""
WITH_FIRM = re.compile(
    r"(?<=[院学司团所校心局行])(?:联合|携手|会同)(?=[\u4e00-\u9fffA-Za-z0-9()]{4,26}公司$)"
)
"""What joins another firm to the one before it: ``某某大学联合海川有限公司``."""
MORE = re.compile(r"(?:[还再又更]有|以及|包括)+")
JOINT = re.compile(
    r"^(?:比(?![亚特邻音博利心克])|和|与|及|由|为|是|对|将|在|有|据|即|向|被|获|则|也|如|按|即)+"
)
MADE = compiled(
    r"(?:的?(?:全资|控股)?(?:子公司|孙公司)|自主研发|自研|研发|推出|打造|发布|旗下|申报|提交|宣布|公告"
    r"|(?<=[技团份司])(?:投资|参股|控股|孵化|领投)|团队|课题组"
    r"|运营|名下|出品|开发|研制|刚刚|最新|新近|近期|全新|首次|正式)+$",
    "zh",
)
NOT_NAME = re.compile(
    r"系(?!统|列).+|"
    r"(?:子|母|分|各|该|本|某|家)?(?:公司|企业|机构|集团|银行|券商|股份|科技|名为|旗下"
    r"|下称|同名|为例|系)|内地|境内|国内|大陆|医院|大学|学院|学校|研究院|研究所|实验室|出版社|电视台"
    r"|[^\d]{0,8}\d+ ?[余多]?(?:[款个家项]|[万亿]?条).*"
    r"|[几数多两二三四五六七八九十百][余多]?[款个家项席][^大].*"
    r"|.*(?:[一二三四五六七八九十几前各]批|开年).*|.*各公司"
    r"|.*(?:之一|左右|以上|起来|显示)|(?:公司|接近|如|例如).*|.*(?:子公司|关联公司)"
)


NOT_COMPANY = compiled(
    r"模型|网信办|担任|出任|小程序|工具|助手|产品|服务|算法|应用|智能体|功能|拿到|提交|企业$|机构$|采访|报道"
    r"|(?:进展|动作|突破|消息|成果|变化|声音|身影|成绩|进步|举措|名下)$|^(?:市民|用户|读者|网友|大家|人们|消费者)"
    r"|上述|(?:运行|部署|落地)$|^(?:本|这|该|我|此|其|各|首)(?!来|土|钢)"
    r"|系$|(?:方向|方面|赛道|领域|板块|条线|行业)$|^某|^(?:[一多两数几另]|不少)[位名家些所]|^[上下](?:述|周|月|个)",
    "zh",
)


@lru_cache
def generic() -> re.Pattern[str]:
    """What names no one by itself: words for services and places."""
    return compiled(r"(?:{generic}|{product}|{place})+", "zh")


@lru_cache
def _no_name() -> re.Pattern[str]:
    """Verbs with their adverbs, words for a time or for a name before, sectors, sorts of firms."""
    return compiled(
        r"(?:{adverb}|{gets}|{pointer}|{place}|{generic}|{product}|[省市造])+|(?:{sector}|{product}|类|行业|领域)+"
        r"|(?:{generic}|{sort}|{sector})+(?:公司|企业|机构|单位|集团|厂商|品牌|{sector})",
        "zh",
    )


@lru_cache
def _never() -> re.Pattern[str]:
    """Words that stand in no name: function words, verbs of news, offices of people."""
    return compiled("{never}", "zh")


@lru_cache
def _sector() -> re.Pattern[str]:
    return compiled(r"{sector}+", "zh")


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled(r"{place}", "zh")


@lru_cache
def _of_trade() -> re.Pattern[str]:
    """What trade a firm of full name is in: ``母婴零售企业某某有限公司``."""
    return compiled(
        r"(?:{sector}|{generic}|{sort}|{place}|[省市区县]){1,5}(?:企业|机构|单位)"
        r"(?!管理|服务|信息|咨询|发展|投资|孵化|家|网|通|云(?!南)|软件|数据|征信|文化|营销|策划|股份|有限)"
        r"(?=[\u4e00-\u9fff()]{6})",
        "zh",
    )


def is_name(text: str) -> bool:
    """May this stretch be a proper name: not only common words, no function words?"""
    return 2 <= len(text) <= 26 and _is_name(text)


@lru_cache(maxsize=20_000)
def _is_name(text: str) -> bool:
    return (
        not NOT_NAME.fullmatch(text)
        and not generic().fullmatch(text)
        and not _never().search(text)
        and not _no_name().fullmatch(text)
        and not re.fullmatch(r"[\d.\-年月日 ]+", text)
    )


def trimmed(text: str, candidate: Candidate, *, either: bool = False) -> Candidate | None:
    """A company or model without the words before it that a greedy rule took along.

    ``either``: it may be the other kind as well, so what sort of firm it is goes too.
    """
    start = candidate.start
    left = _trimmed(text[start : candidate.end], candidate.kind, either)
    if left is None:
        return None
    first, end = start + left[0], start + left[1]
    joint = WITH_FIRM.search(text, first, end) if candidate.kind == "company" else None
    if joint:
        return candidate.spanning(first, joint.start())
    joined = JOINED.match(text, first, end) if candidate.kind == "company" else None
    behind = first and text[first - 1] in "”)》"
    if joined and (joined.end() - first > 1 or behind):
        first = joined.end()
    return candidate.spanning(first, end)


@lru_cache(maxsize=5_000)
def _trimmed(text: str, kind: str, either: bool) -> tuple[int, int] | None:
    """The span of a text that is a name; None where less than two characters are left."""
    origin, start, end = 0, 0, len(text)
    labelled = LABEL.match(text)
    if labelled and end - labelled.end() >= 4:
        origin = start = labelled.end()
    numbered = NUMBERED.match(text, start)
    if numbered and end - numbered.end() >= 2:
        origin = start = numbered.end()
    legal = LEGAL.search(text[start:])
    head = text[start:]
    for cut in CUT.finditer(head):
        rest = head[cut.end() :]
        if (
            legal
            and len(cut.group()) == 1
            and cut.group() not in "的由了"
            and not (cut.start() == 0 and cut.group() in "而但因则即")
            and not _place().match(rest)
        ):
            continue
        if len(cut.group()) == 1 and _no_rest(cut.group(), rest):
            continue
        if legal and (len(rest) < 7 or cut.group() in ("企业", "机构")):
            continue
        if len(rest) >= 2:
            start = origin + cut.end()
    sort = None if kind == "model" and not either else SORTED.match(text, start)
    sort = sort or (_of_trade().match(text, start) if legal else None)
    if sort and is_name(text[sort.end() :]):
        start = sort.end()
    more = MORE.match(text, start)
    start = more.end() if more else start
    joint = JOINT.match(text[start:])
    if (
        joint
        and (legal is None or _place().match(text[start + joint.end() :]))
        and not re.match("与爱|和讯|为你|有道|有赞|在线|对话|中|如意", text[start:])
    ):
        start += joint.end()
    made = MADE.search(text[start:]) if kind == "company" and not legal else None
    end = start + made.start() if made else end
    return (start, end) if end - start >= 2 else None


def _no_rest(cut: str, rest: str) -> bool:
    """Is what a cut of one character leaves no name: the character is its own (``云从科技``)?"""
    trade = cut in "年月日" and _sector().fullmatch(rest)
    return bool(generic().fullmatch(rest) or KIND_OF_FIRM.fullmatch(rest) or trade)


def whole(text: str, start: int, end: int) -> bool:
    """Is what a list or line sets apart one name that holds a function word's character?

    ``必有回响``, ``对岚信息``: a cut word there leads to nothing.
    """
    said = OWN_CHARACTER.match(text, start, end)
    return said is not None and end - start <= LONGEST_WHOLE and is_name(text[start:end])


def bounded_start(text: str, start: int, end: int) -> int | None:
    """Where a name that ends at ``end`` begins; None where nothing bounds it within the run."""
    cuts = [
        m.end()
        for m in CUT.finditer(text, start, end)
        if end - m.end() >= 2
        and not (len(m.group()) == 1 and _no_rest(m.group(), text[m.end() : end]))
    ]
    if cuts:
        return cuts[-1]
    open_left = start and re.match(r"[\u4e00-\u9fffA-Za-z0-9·&.]", text[start - 1])
    return None if open_left else start
