"""The title and text of a page in, whether they say that there is no such page."""

import re
from typing import Final

_THINGS: Final = "(?:页面|网页|文章|内容|信息)"
_MISSING: Final = "(?:不存在|未找到|没有找到|找不到|已(?:被)?删除|走丢|丢失|出错)"
MENTIONED: Final = (
    rf"{_THINGS}(?:可能)?(?:{_MISSING}|已下线|已失效)"
    rf"|(?:找不到|没有找到|未找到)(?:您|你|该|要|的|访问|请求|相关|指定)*{_THINGS}"
    r"|page (?:was |could |can |is )?(?:not|n't|no longer) (?:be )?(?:found|exist|available)"
    r"|(?:404|error)[ :-]+(?:page )?not found|error 404|404 error|does ?n[o']t exist"
)
"""Words that say so wherever they stand on a page that has hardly any others."""
_END: Final = r"\s*(?:$|[-–—|_:：,，.。!！(（\n])"
_NUMBER: Final = (
    r"(?:http\s*)?(?:(?:error|status|response|server|code|错误|状态码?)\s*)*[:：-]?\s*"
    r"(?:40[0-9]|410|50[0-9])\s*(?:$|[-–—|_:：!！(（\n]"
    r"|(?:error|not found|forbidden|unauthorized|bad (?:request|gateway)|gone|internal server"
    r"|service (?:temporarily )?unavailable|gateway time-?out|page|access denied"
    r"|页面|错误|未找到)\b)"
)
_GONE: Final = (
    r"(?:(?:the|this|that|your|requested)\s)*(?:page|file|article|content|url|resource)?\s*"
    r"(?:(?:you (?:have )?requested\s)?(?:was|is|could|can)?\s*not\s(?:be\s)?(?:found|available)"
    r"|no longer (?:available|exists))"
)
_HEAD: Final = re.compile(
    rf"^(?:{_NUMBER}|{_GONE}|(?:oops|sorry|whoops)[,.!]"
    rf"|(?:access denied|forbidden|bad gateway|gateway time-?out|bad request){_END}"
    rf"|(?:internal server error|(?:service |temporarily )?unavailable|site maintenance){_END}"
    rf"|{_THINGS}{_MISSING}"
    r"|(?:找不到|无法找到|没有找到)(?:页面|网页|文章|内容|该)|(?:抱歉|对不起|出错了|访问出错)[,，!！]?"
    rf"|(?:系统|服务器|网站)(?:错误|繁忙|正在维护|维护中?|升级中|异常){_END}|无权访问|禁止访问"
    rf"|(?:友情|温馨|错误|系统)提示{_END})",
    re.IGNORECASE,
)
_TRACE: Final = re.compile(
    r"\bat [\w$.<>/]+\([\w.$<> ]*(?:\.(?:java|kt|scala|groovy|cs|js|ts)(?::\d+)*|Native Method)\)"
    r"|\bTraceback \(most recent call last\)|\bFile \"[^\"\n]+\", line \d+"
    r"|\bin [/\\\w.:-]+\.(?:php|phtml|inc|aspx?|jsp|cgi|pl|py|rb)\b[ :]{1,3}(?:on )?(?:line )?\d"
    r"|\b(?:uncaught|unhandled) \w*(?:error|exception)\b|\bfatal error:"
    r"|\b\w+(?:\.\w+){2,}(?:Exception|Error)\b"
    r"|\bSQLSTATE\[|\bORA-\d{5}\b|\bstack trace:",
    re.IGNORECASE,
)
"""What programs say of themselves when they break: the place in a source, a chain of calls."""
_SPOKEN: Final = re.compile(
    r"internal (?:server )?error that prevented it|no healthy upstream|upstream connect error"
    r"|error (?:occurred )?(?:while|when|during) processing your request"
    r"|(?:error|problem) establishing a (?:\w+ )?connection|server error in '[^'\n]*' application"
    r"|something went wrong[^.\n]{0,40}try"
    r"|(?:server|site|application) (?:is )?(?:temporarily )?unable to (?:service|handle|complete)"
    r"|(?:web ?server|server software)(?: software)? is (?:successfully )?(?:installed|running)"
    r"|(?:has|have) not (?:been )?archived that (?:url|page)|this account has been suspended"
    r"|(?:domain(?: name)?|website) (?:\S+ )?(?:is|may be) for sale"
    r"|服务器(?:内部)?(?:错误|异常|开小差)|(?:域名|网站)(?:正在)?出售"
    r"|此网站(?:已)?(?:被)?(?:暂停|关闭|停用)",
    re.IGNORECASE,
)
"""Sentences of servers and programs about themselves, not about a page."""
_SENTENCE: Final = re.compile(
    r"(?:您|你)(?:所|要|想|正在)*(?:访问|查看|浏览|请求|找)的(?:页面|网页|内容|文章|信息|地址)"
    r"[^。！!\n]{0,14}(?:不存在|找不到|已(?:经)?(?:被)?(?:删除|移除|下线)|过期|走丢)"
    r"|(?:the )?(?:page|article|content|url|file) (?:that )?you(?:'re| are|’re)?(?: have)?"
    r" (?:requested|looking for|asked for|were looking for|tried to \w+)[^.!\n]{0,60}"
    r"(?:not (?:be )?found|does(?:n't| not|n’t) exist|no longer|removed|moved|unavailable)"
    r"|requested url [^\n]{0,120} was not found",
    re.IGNORECASE,
)


def says_not_there(title: str, text: str) -> bool:
    """Whether title or text begin as an error message does, or the text addresses its reader so.

    What an article reports of pages and errors is neither.
    """
    return bool(_HEAD.match(title) or _HEAD.match(text) or _SENTENCE.search(text))


def breaks_down(title: str, text: str) -> bool:
    """Whether a program speaks of how it broke."""
    return bool(_TRACE.search(f"{title}\n{text}"))


def of_a_server(title: str, text: str) -> bool:
    """Whether a server speaks of its own state: it cannot answer, or nothing is on it yet.

    A short report of such a server may do so as well: it has a date.
    """
    return bool(_SPOKEN.search(f"{title}\n{text}"))
