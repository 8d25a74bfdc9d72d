"""How the names of Chinese firms and institutions end."""

import re

FIRM = (
    r"(?:公司|研究院|研究所|设计院|科学院|总院|分院|大学|学院|学校|中学|小学|中心|集团|实验室|协会|学会"
    r"|商会|联合会|基金会|银行|出版社|报社|杂志社|通讯社|日报|电视台|广播台|总台|医院|诊所|博物馆|图书馆"
    r"|档案馆|科技馆|美术馆|电影制片厂|制片厂|总厂|分公司|事务所|交易所|合作社|信用社|管理局|总局|委员会"
    r"|科技|智能|网络|股份|控股)"
)
FIRM_END = re.compile(FIRM + r"(?:\([^()]{2,8}\))?$")
"""The last words of a firm's name; a word in brackets may follow."""
