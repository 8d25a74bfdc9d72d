"""Rows that have the company in the name's cell and the name in the company's."""

import re

from extract.register.cells import plain

BODY = (
    r"公司|集团|研究院|研究所|研究中心|实验室|大学|学院|学校|医院|银行|出版社|报社|通讯社|电视台|总台|协会"
    r"|委员会|管理局|事务所|合伙企业|工作室|创新中心|科学院|有限合伙|股份|厂"
)
FIRM = re.compile(rf"(?:{BODY})(?:\([^()]*\))?$")
"""What the name of a company or institution ends with."""
BODIES = re.compile(
    rf"{BODY}|中心|院|局|厅|台|社|所$|会$|企业|科技$|技术$|网络$|信息$|智能$|传媒$|贸易$"
)
PRODUCT = re.compile(
    r"(?:模型|算法|助手|平台|系统|机器人|智能体|应用|服务|软件|引擎|app|gpt|ai|llm|大脑|小程序)"
    r"(?:\([^()]*\)|[\w.\-]{0,6})?$"
)


def swapped(name: str | None, company: str | None) -> bool:
    """Is the name clearly a company's, and the company clearly none?"""
    if not name or not company:
        return False
    name, company = plain(name), plain(company)
    if not FIRM.search(name) or PRODUCT.search(name):
        return False
    return PRODUCT.search(company) is not None or not BODIES.search(company)
