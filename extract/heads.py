"""What the heads of columns and the labels of fields say: a company or a service stands there."""

import re

COMPANY_HEAD = re.compile(
    r"^(?:name of (?:the )?)?(?:[\w/-]+ ){0,2}(?:compan(?:y|ies)|developer|provider|firm|applicant"
    r"|operator|enterprise|entity|filer|organi[sz]ation|institution|maker|owner"
    r"|submitted by|filed by)s?(?: name)?$"
    r"|^(?![^|]*有限)[^|]{0,6}(?:单位|企业|公司|主体|机构|厂商|院校|(?:开发|提供|运营)者|申请方|研发方)(?:名称|全称|简称)?$",
    re.IGNORECASE,
)
SERVICE_HEAD = re.compile(
    r"^(?!(?:total|number|count|share)\b)(?:name of (?:the )?)?(?:[\w/-]+ ){0,3}(?:product|service"
    r"|model|application|app|algorithm|llm|chatbot|name)s?(?: name)?$"
    r"|^[^|]{0,6}(?:模型|服务|应用|产品|算法|功能|智能体)(?:/功能)?(?:名称|名)?$|^名称$",
    re.IGNORECASE,
)
