"""A small page in, what a server sent instead of content out: a challenge, a shell, a notice."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crawler.not_there import MENTIONED

SENT_ON: Final = "sent_on"
ERROR_PAGE: Final = "error_page"
LARGEST: Final = 600_000
"""Characters of such a page; a larger one is meant for people."""
_NOTICE: Final = 1500
"""Bytes of visible text of a notice; more is somebody's text."""
_LITTLE: Final = 150
"""Bytes of visible text beside which a script makes a page that waits for the script to run."""
_SILENT: Final = re.compile(
    r"<(script|style|noscript|head|template)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<[^>]*(?:>|$)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE: Final = re.compile(r"<title[^<>]*>(.*?)(?:</title|$)", re.IGNORECASE | re.DOTALL)
_NOSCRIPT: Final = re.compile(r"<noscript\b.*?(?:</noscript|$)", re.IGNORECASE | re.DOTALL)
_MARKUP: Final = re.compile(
    r"(?:\s|\ufeff|<!--(?:(?!-->).)*-->)*"
    r"<(?:!doctype|html|head|body|script|meta|title|div|p|h\d|br|noscript|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT: Final = re.compile(r"<script\b", re.IGNORECASE)
_ACTS: Final = re.compile(
    r"document\.cookie|\beval\(|atob\(|fromCharCode|location\.reload|\$_ts\b|\b_0x[0-9a-f]{4,6}\b",
)
"""What a page does that lets a browser in again: it sets a cookie, or hides what it does."""
_SENDS_ON: Final = re.compile(r"\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\(")
_GUARDS: Final = re.compile(
    r"__jsl|jsluid|acw_sc__|aliyun_?waf|aliyunCaptcha|/_____tmd_____/|nocaptcha|wzws[-_]"
    r"|WZWSREL|yunsuo_session|__tst_status|EO_Bot_Ssid|safeline|sl-challenge|waf_captcha|_waf_"
    r"|\$_ts\s*=|TencentCaptcha|cf-chl|_cf_chl_|challenge-platform|awswaf|awsWafCookie|gokuProps"
    r"|_Incapsula_|incap_ses|px-captcha|captcha-delivery|datadome|ddos-guard|sec-if-cpt|TSPD_101"
    r"|bobcmn|kasada|geetest|gt_captcha|h-captcha|hcaptcha|g-recaptcha|cf-turnstile",
    re.IGNORECASE,
)
"""Names of scripts, cookies and elements of the firewalls that send challenges."""
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "challenge",
        "a challenge",
        r"正在进行安全(?:验证|检测|检查)|安全(?:验证|检测|检查)中|请?完成(?:安全|下[面方列])?验证"
        r"|访问验证|人机(?:验证|识别)|滑动验证|拖动(?:下方)?滑块|安全验证码|请输入验证码"
        r"|(?:检测|检查)(?:您|你)?的?浏览器|知道创宇云防御|创宇盾|just a moment"
        r"|checking (?:your browser|if the site)|verif(?:y|ying) (?:that )?you are (?:a |not a )?"
        r"(?:human|robot)|are you a (?:human|robot)|pardon our interruption|captcha"
        r"|ddos protection by|please enable cookies",
    ),
    (
        "blocked",
        "a refusal",
        r"(?:访问|请求)(?:已)?被(?:拦截|拒绝|阻断|禁止|屏蔽)|可能对网站造成(?:安全)?威胁"
        r"|访问(?:过于|太)?频繁|网站防火墙|web应用防火墙|云防护节点|IP.{0,12}(?:被封|已被禁)"
        r"|access (?:is |was |has been )?denied|request (?:was |has been )?(?:blocked|rejected)"
        r"|you have been blocked|unusual traffic|attention required|could not be satisfied"
        r"|web application firewall",
    ),
    (
        "maintenance",
        "a notice of maintenance",
        r"(?:系统|网站|服务器|站点|平台)(?:正在)?(?:升级)?维护|维护升级|升级维护|停机维护|维护中"
        r"|(?:网站|系统|站点)(?:正在|暂时|临时)(?:升级|改版|关闭|停止)|暂停(?:服务|访问)"
        r"|(?:under|scheduled|down for|undergoing) maintenance|maintenance mode"
        r"|be (?:right )?back (?:soon|shortly)"
        r"|(?<!service )temporarily (?:unavailable|closed|offline|down)",
    ),
    (
        "login",
        "a login page",
        r"(?:请|需要?|必须)(?:先|您)?登[录陆]|登[录陆]后(?:才|即)?可?(?:查看|阅读|访问|继续|浏览)"
        r"|(?:订阅|付费|开通会员)后(?:才|即)?可?(?:查看|阅读)"
        r"|(?:please |you must |you need to )(?:log|sign)[ -]?in"
        r"|(?:log|sign)[ -]?in to (?:continue|read|view|access)"
        r"|(?:subscribe|register) to (?:continue|read)|members only",
    ),
    (ERROR_PAGE, "a page that says it is not there", MENTIONED),
)
"""Names, words and patterns of what pages say of themselves, the surest first."""
_SAYS: Final = tuple(
    (name, told, re.compile(pattern, re.IGNORECASE)) for name, told, pattern in _WORDS
)
_PASSWORD: Final = re.compile(r"<input[^<>]*type\s*=\s*[\"']?password", re.IGNORECASE)
_NEEDS_SCRIPT: Final = re.compile(
    r"(?:enable|requires?|needs?|without|activate|turn on)[^<]{0,40}java ?script"
    r"|java ?script[^<]{0,40}(?:enabled?|required|disabled|turned off)"
    r"|(?:启用|开启|打开|支持|允许|禁用)[^<]{0,12}java ?script"
    r"|java ?script[^<]{0,20}(?:启用|开启|禁用)",
    re.IGNORECASE,
)


class Instead(NamedTuple):
    """What came instead: a code, what it is in words, whether no date may speak against it."""

    name: str
    told: str
    sure: bool = True


def instead(html: str) -> Instead | None:
    """Return what a page is that holds no content by its own marks, None for any other."""
    if len(html) > LARGEST or not _MARKUP.match(html[:2048]):
        return None
    text = " ".join(_SILENT.sub(" ", html).split())
    size = len(text.encode("utf-8", "replace"))
    if size >= _NOTICE:
        return None
    return next(_kinds(html, text, size), None)


def _kinds(html: str, text: str, size: int) -> Iterator[Instead]:
    scripted = _SCRIPT.search(html) is not None
    if _GUARDS.search(html) and (scripted or size < _LITTLE):
        yield Instead("challenge", "a challenge")
    if scripted and size < _LITTLE and _ACTS.search(html):
        yield Instead("challenge", "a challenge")
    title = _TITLE.search(html)
    said = f"{title[1] if title else ''} {text}"
    for name, told, pattern in _SAYS:
        if pattern.search(said):
            yield Instead(name, told, sure=False)
    if _PASSWORD.search(html):
        yield Instead("login", "a login page", sure=False)
    if scripted and size < _LITTLE and _SENDS_ON.search(html):
        yield Instead(SENT_ON, "a page that sends the browser elsewhere")
    needed = any(_NEEDS_SCRIPT.search(found[0]) for found in _NOSCRIPT.finditer(html))
    if scripted and (size < _LITTLE or needed or _NEEDS_SCRIPT.search(text)):
        yield Instead("js_shell", "a frame that only scripts fill", sure=size < _LITTLE)
