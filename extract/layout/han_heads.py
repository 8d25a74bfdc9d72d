"""What the heads of Chinese columns and the labels of fields are."""

import re

WORD = (
    r"(?:生成式|人工智能|AI|大?模型|大语言|深度合成|算法|服务|应用|功能|产品|小?程序|智能体|备案|登记|上线"
    r"|通过|完成|获批|过审|入围|入选|上榜|审核|公告|公示|发布|申报|申请|报送|提交|研发|开发|运营|运维|提供"
    r"|研制|牵头|所属|归属|所在|对应|注册|主要?|调用|使用|涉及|车|企业|公司|单位|主体|机构|厂商|院校|品牌"
    r"|团队|[方者]|名|全称|简称|中文|[/、及和与或的])"
)
"""What the heads of Chinese columns are made of: ``生成式人工智能服务提供者名称``."""
FIRM_WORD = r"(?:单位|企业|公司|车企|主体|机构|厂商|院校|(?:开发|提供|运营|申请|研发|申报)[者方])"
SERVICE_WORD = r"(?:大?模型|服务|应用|产品|算法|功能|智能体)"
BESIDE = r"(?:\([^()|\n]{1,8}\))?"
"""More of a head in brackets: ``备案号(编号)``."""
COMPANY_HEAD = re.compile(rf"{WORD}{{0,6}}{FIRM_WORD}{BESIDE}(?:名称|全称|简称)?{BESIDE}\Z")
SERVICE_HEAD = re.compile(
    rf"{WORD}{{0,6}}{SERVICE_WORD}{BESIDE}(?:名称?)?{BESIDE}\Z|名称{BESIDE}\Z"
)
HEAD = re.compile(
    rf"(?:序号|编号|N[oO]\.?|日期|属地|地区|省份|省市|城市|{WORD}{{0,6}}(?:名称|全称|简称|{FIRM_WORD}|{SERVICE_WORD}"
    rf"|时间|日期|编?号|类[型别]|角色|用途|领域|状态|地区?|网信办|网信部门)"
    rf"|备注|说明|简介|用途|角色|领域|场景|状态|类[型别]){BESIDE}"
)
"""The whole head of any column."""
