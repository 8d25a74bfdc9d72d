"""Each place in which Xinhua's pages print their minute is read, in both of its languages."""

from each import each

from crawler.page import article_from_html

SENTENCE = "The ferries of the northern harbour leave at seven in the morning, says the office. "
MINUTE = "2023-11-17 20:52:15"
FORMS = {
    "source": f"<div class=info>{MINUTE} 来源：新华网</div>",
    "in_header": f"<div class=mheader><div class=info>{MINUTE} 来源：新华网</div></div>",
    "english_source": f"<div class=info>{MINUTE} Source: Xinhua</div>",
    "alone": f"<span class=info>{MINUTE}</span>",
    "close": f"<div class=info>{MINUTE}<span>来源：新华网</span></div>",
    "boxes": f"<div class=info> <span class=time>{MINUTE}</span> 来源：<em>新华网</em></div>",
    "old": f"<span class=h-time>{MINUTE}</span>",
    "three": "<div class=header-time><span class=year>2023</span><span class=day>11/17</span>"
    "<span class=time>20:52:15</span></div>",
}
PLACES = ("https://english.news.cn", "https://www.news.cn/tech")


@each("place", PLACES)
@each("form", FORMS)
def test_the_minute_is_read(form: str, place: str) -> None:
    html = (
        f"<h1><span class=title>Ferries leave</span></h1>{FORMS[form]}"
        f"<div id=detail><p>{SENTENCE * 4}</p></div>"
    )
    article = article_from_html(html.encode(), url=f"{place}/20231117/{'a' * 32}/c.html")
    assert article is not None
    assert article.title == "Ferries leave"
    assert article.published_at == "2023-11-17T12:52:15Z"
    assert article.published_text is not None
    assert form != "three" or article.published_text == "2023 11/17 20:52:15"
