"""Pages that hold no content are told apart by what they are."""

import time

import pytest
from each import each

from crawler.instead import instead

SCRIPT = "<script src=/static/app.4f1c.js></script>"
SENTENCE = "The harbour office said that ferries will leave on the hour from Monday. "
NAVIGATION = "Home News Business Opinion " * 9


def page(body: str, *, title: str = "", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def script(text: str) -> str:
    return f"<script>{text}</script>"


def needs(text: str) -> str:
    return f"<noscript><strong>{text}</strong></noscript>"


CHALLENGES = {
    "jsl": script("document.cookie=('_')+('_jsl_clearance_s=1');location.reload()"),
    "acw": page("", head=script("var arg1='A1B2';var c='acw_sc__v2'")),
    "ruishu": page("", head=script("$_ts=window['$_ts']||{};")),
    "wzws": page(needs("请开启JavaScript并刷新该页") + script("var a='wzws-waf-cgi'")),
    "edge": page(script("var s='EO_Bot_Ssid';document.cookie=s")),
    "safeline": page("正在检查您的浏览器", head="<script src=/.safeline/static/app.js></script>"),
    "hidden script": script("var _0x3f2a=['a'];(function(){eval(_0x3f2a)})()"),
    "cloudflare": page(
        needs("Enable JavaScript and cookies to continue") + script("window._cf_chl_opt={}"),
        title="Just a moment...",
    ),
    "aws": page("<div id=box></div>", head=script("window.gokuProps={}")),
    "incapsula": page("<iframe src='/_Incapsula_Resource?x=1'></iframe>"),
    "slider": page("<h3>为了您的账号安全，请拖动滑块完成验证</h3>"),
    "captcha": page("<p>Please complete the CAPTCHA below</p><form></form>"),
}
SHELLS = {
    "vue": page(needs("app doesn't work properly without JavaScript enabled.") + SCRIPT),
    "next": page(f"<div id=__next></div>{SCRIPT}", title="Harbour News"),
    "with a frame": page(
        needs("You need to enable JavaScript to run this app.")
        + f"<header>{NAVIGATION}</header><div id=root></div>{SCRIPT}"
    ),
    "chinese": page(needs("请启用 JavaScript 后访问") + f"<div id=app></div>{SCRIPT}"),
}
OTHERS = {
    "a firewall": ("blocked", page("您的请求可能对网站造成安全威胁", title="访问被拦截")),
    "a refusal": ("blocked", page("<H1>Access Denied</H1>You have no permission.")),
    "a form": ("login", page("<form><input name=u><input type=password></form>", title="登录")),
    "a wall": ("login", page("<h2>Sign in to continue reading</h2><p>Already a reader?</p>")),
    "repairs": ("maintenance", page("<p>网站正在升级维护，请稍后访问。</p>", title="系统维护")),
    "back soon": ("maintenance", page("<h1>We'll be back soon!</h1><p>It will not take long.</p>")),
    "gone": ("error_page", page("抱歉，您访问的页面不存在", title="404")),
    "gone in English": ("error_page", page("<h1>404</h1><p>The page could not be found</p>")),
    "sent on": ("sent_on", script("window.location.href = '/m/';")),
}
CONTENT = {
    "an article": page(f"<h1>Ferries</h1><p>{SENTENCE * 25}</p>{SCRIPT}"),
    "an article about captchas": page(f"<p>{'The captcha is dead. ' * 90}</p>"),
    "a short notice": page(f"<h1>Ferries</h1><p>{SENTENCE}</p>"),
    "a feed": "<?xml version='1.0'?><rss><channel><title>Captcha news</title></channel></rss>",
    "json": '{"title": "Access denied"}',
    "words": "Access denied",
    "nothing": "",
}


def code(html: str) -> str | None:
    found = instead(html)
    return found.name if found else None


@each("name", CHALLENGES)
def test_a_challenge_is_told(name: str) -> None:
    assert code(CHALLENGES[name]) == "challenge"


@pytest.mark.parametrize("name", SHELLS)
def test_a_frame_for_scripts_is_told(name: str) -> None:
    assert code(SHELLS[name]) == "js_shell"


@each("name", OTHERS)
def test_notices_are_told_apart(name: str) -> None:
    assert code(OTHERS[name][1]) == OTHERS[name][0]


@each("name", CONTENT)
def test_content_is_none_of_it(name: str) -> None:
    assert instead(CONTENT[name]) is None


HOSTILE = (
    "<",
    "<!--",
    "<script ",
    "<title>",
    "<input ",
    "<!-- -->",
    "document.cookie",
    "<noscript>",
)


@each("piece", HOSTILE)
def test_no_page_takes_long(piece: str) -> None:
    began = time.process_time()
    instead("<html>" + piece * (500_000 // len(piece)))
    assert time.process_time() - began < 2
