"""A Chinese number to what it counts: by its measure word and the words on both sides."""

import re

from extract.counts.counting import Noun
from extract.extraction import Counted
from extract.printed.numbers import Number

HAN_AFTER = re.compile(
    r"[余多馀]?\s?(?:左右|以上)?(?P<c>[款个項项家种])(?P<rest>[^，。；！？、\n:“(]{0,26})"
)
HAN_SERVICE = re.compile(
    r"模型|产品(?!线)|服务(?!网点|窗口|场景|中心|站|点|器)|应用(?!场景|案例|领域|示范|单位|方向|市场|商店)|算法"
    r"|功能(?!模块|区)|智能体|助手|备案|登记|牌照"
    r"|项目(?=[^，。；;]{0,6}(?:完成|通过|备案|登记|获批|过审))"
)
HAN_OWN_NOUN = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:场景|示范|板块|片区|点位|试点|基地|学科|专业|班级|村|条线)|科室|病区|病种|院区|校区|园区|社区|街道|乡镇|县区|网点|站点|窗口|岗位|车型|机型|型号|品牌|案例|模块"
    r"|接口|节点|账号|品类|语种|城区"
)
"""Behind 个: what else than services is counted (``模型已在12个科室试用``)."""
HAN_AT_BEFORE = re.compile(
    r"(?:在|于|覆盖|涵盖|支持|面向|打造|建成|设立|培育)(?:了|近|超|约|全[省市国区])*$"
)
"""Before what a service is used at, supports or is built: ``已在8个板块试用``."""
HAN_COMPANY = re.compile(
    r"企业|公司|机构|单位|厂商|研究院|主体|开发者|科技|车企|高校|院校|独角兽|运营商|央企|国企|大厂|巨头|券商(?=的)|银行(?=的)"
)
HAN_NOUN_BEFORE = re.compile(r"(?:企业|公司|机构|单位|厂商|模型|产品|服务)[^，。]{0,8}$")
HAN_OTHER = re.compile(
    r"^(?:子公司|券商(?!的)|银行(?!的)|月|工作日|维度|国家|地区|城市|区|省|行业|领域|批次|类别|类|步骤|方面"
    r"|问题|点|小时|亿|万|字|专利|赛道|城|团队|季度|变化|环节|部门|芯片|工具链|数字|数据)"
    r"|^(?:量产|在售|在产|新|主力|热门|高端|自主|合资)*(?:车型|车系|汽车|新车|量产车|整车|机型)(?!.*(?:备案|登记|获批|过审))"
    r"|游戏|版号|药|芯片|专利|用户|门店|银行网点|手机厂商(?!的)|影片|^开源"
)
HAN_SERVICES_BEFORE = re.compile(r"(?:大模型|产品|服务)(?:已|已有|达|共|超|超过|约|有|总数)*$")
HAN_SERVED_BEFORE = re.compile(
    r"(?:为|服务|覆盖|赋能|对接|集聚|聚集|吸引|接入|签约|联合|落地)(?:了|超|近|逾|全国|全球)*$"
)
"""What one firm or place does for or with companies."""
HAN_NAMED_BEFORE = re.compile(r"[^，。；;\d]等$")
"""Companies named before their number: ``甲、乙等6家``."""
HAN_NAMED_FIRST = re.compile(r"[^，。；;\d]等(?:首批|头批)$")
"""The same of a first batch, whatever follows: ``甲、乙等首批8家获准开放的大模型``."""
HAN_IN_ALL_BEFORE = re.compile(
    r"(?:总数|总量|数量|共|合计|总计|首批|头批|第[一二三四五六七八九十]批|名单上?|获批的?|过审的?)(?:为|是|有|计|达|仅|只)*$"
)
"""What stands before a bare 家: ``过审的模型总数为8家``."""
HAN_FIRMS, HAN_ALL_FIRMS = "zh.count.jia_services", "zh.count.jia_in_all"
HAN_OTHER_FIRMS = "zh.count.jia_other"
HAN_FIRMS_WITH = re.compile(r"(?:国产|国内|本土|AI)?大模型(?!产品|服务|应用|算法)")
"""Behind 家 the models stand for the firms that made them: ``11家大模型``."""
HAN_FILING_BEFORE = re.compile(r"算法|备案|登记|批|共|累计")
HAN_FILED_BEFORE = re.compile(
    r"(?:备案|登记)(?:总?数量?|总量)?(?:了|的|已|有|共|达到?|约|超过?|为|是|增至|升至|突破)*$"
)
"""The act of which a bare 个 is the object: ``备案395个，登记159个``."""
HAN_BATCH_BEFORE = re.compile(r"批[^。；;]{0,12}共(?:有|计)?$")
"""What stands before a bare 个 or 项 that counts a batch: ``最近一批为8月，共487个``."""
HAN_TOTAL_BEFORE = re.compile(
    r"(?:累计|合计|总计|共计|总[数量]|总共)(?:已|有|为|是|达到?|超过?|突破|近|约|增至|升至)*$"
)
"""What stands before a bare 个 at the end of a clause that sums up: ``新增2个，累计15个``."""
HAN_SERVICE_BEFORE = re.compile(
    r"(?:模型|产品|服务|应用|算法)"
    r"(?:[^，。]{0,12}(?<!场景)(?<!案例)(?<!项目)(?<!客户)(?<!用户)(?<!岗位)|[^，。]{0,8}，(?:(?:共计?|合计|总计)|其中有?))$"
)


HAN_MOST = 20_000
"""More services than any register of this field holds: such a number counts something else."""


def han_noun(text: str, number: Number) -> Noun | None:
    """What a Chinese number counts by the words behind it."""
    after = HAN_AFTER.match(text, number.end)
    if not after or number.value > HAN_MOST:
        return None
    of, rule = _han_counted(text, number, after["c"], after["rest"])
    return Noun(of, after.start("rest"), f"zh.count.{rule}")


def _han_counted(text: str, number: Number, unit: str, rest: str) -> tuple[Counted, str]:
    """By the measure word and what stands behind it, else by what stands before the number."""
    if HAN_OTHER.search(rest):
        return "other", "other"
    if unit == "款":
        return "services", "kuan"
    service, company = HAN_SERVICE.search(rest), HAN_COMPANY.search(rest)
    before = text[max(0, number.outer_start - 14) : number.outer_start]
    company_first = company and not (service and service.start() < company.start())
    if unit == "家":
        return _han_firms(before, bool(service), bool(company), bool(company_first))
    if company_first:
        return "companies", "companies"
    if service:
        return "services", "services"
    if unit == "项" and HAN_FILING_BEFORE.search(text[max(0, number.start - 30) : number.start]):
        return "services", "xiang"
    beside = HAN_SERVICE_BEFORE.search(before) or HAN_FILED_BEFORE.search(before)
    apart = HAN_OWN_NOUN.match(rest) or (rest and HAN_AT_BEFORE.search(before))
    if unit in "个项" and beside and not apart:
        return "services", "ge"
    if unit in "个项" and not rest and HAN_BATCH_BEFORE.search(before):
        return "services", "ge_of_batch"
    if unit == "个" and not rest and HAN_TOTAL_BEFORE.search(before):
        return "services", "ge_in_all"
    return "other", "other"


def _han_firms(
    before: str, service: bool, company: bool, company_first: bool
) -> tuple[Counted, str]:
    """What 家 counts, which may stand for services as well."""
    if not company and not service and HAN_IN_ALL_BEFORE.search(before):
        return "companies", "jia_in_all"
    if HAN_SERVED_BEFORE.search(before):
        return "other", "jia_other"
    if not company and not service and not HAN_NOUN_BEFORE.search(before):
        return ("companies", "jia") if HAN_NAMED_BEFORE.search(before) else ("other", "jia_other")
    if service and not company_first and HAN_NAMED_FIRST.search(before):
        return "companies", "jia"
    if service and not company_first:
        return "services", "jia_services"
    if not company and HAN_SERVICES_BEFORE.search(before):
        return "services", "jia_services"
    return "companies", "jia"
