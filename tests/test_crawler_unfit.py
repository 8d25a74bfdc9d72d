"""An error message with status 200 is no article; a short article about errors is one."""

from each import each

from crawler.items import Article
from crawler.unfit import unfit


def named(title: str, text: str) -> str | None:
    fault = unfit(Article("a", "a", None, None, "en", title, text, None))
    return fault.name if fault else None


@each(
    ("title", "text"),
    [
        ("404 Not Found", "nginx"),
        ("404", "Back to the front page"),
        ("Error 404 (Not Found)!!1", "That is an error."),
        ("Page not found | Example News", "Try a search."),
        ("Oops! That page can’t be found.", "It looks like nothing was here."),
        ("The page you requested could not be found", "Home"),
        ("Example News", "The page you are looking for does not exist."),
        ("Not Found", "The requested URL /x was not found on this server."),
        ("503 Service Temporarily Unavailable", "nginx"),
        ("502 Bad Gateway", "nginx"),
        ("403 Forbidden", "nginx"),
        ("404页面", "返回首页"),
        ("页面不存在", "返回首页"),
        ("温馨提示", "您要查看的信息不存在"),
        ("抱歉，您访问的页面不存在", "5秒后返回"),
        ("", "您访问的页面不存在或已被删除"),
        ("系统维护", "请稍后再试"),
    ],
)
def test_an_error_message_is_no_article(title: str, text: str) -> None:
    assert named(title, text) == "error_page"


@each(
    ("title", "text"),
    [
        ("404 Media reports on AI", "A report."),
        ("500 AI models registered in China", "Beijing said 500 models were filed."),
        ("404 generative AI services approved", "The list grew."),
        ("Sorry state of chips", "The state of chips is bad."),
        ("Forbidden City opens AI show", "Visitors may come."),
        ("503家企业完成备案", "国家网信办公布名单。"),
        ("410款大模型通过备案", "名单已经公布。"),
        ("系统升级！微信上线新功能", "腾讯今日宣布。"),
        ("内容审核新规公布", "信息服务提供者须备案。"),
        ("404 Not Found", "A long text about a band of that name. " * 20),
    ],
)
def test_an_article_is_none(title: str, text: str) -> None:
    assert named(title, text) is None
