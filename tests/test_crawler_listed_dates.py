"""The date of a page that declares none is weighed against what its list or feed says."""

from each import each

from crawler.archive.capture import About, Capture
from crawler.captured import Read, read_capture
from crawler.outlet import Outlet

FEED = "Fri, 27 Nov 2026 09:41:00 +0800"
INSTANT = "2026-11-27T01:41:00Z"
TITLE = "The ferries of the delta get new engines"
SENTENCE = "The ferries of the northern harbour get new engines next month, says the office. "
LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"%s"}</script>'


class Delta(Outlet):
    """An outlet of a feed whose pages the generic reader reads."""

    name, language = "delta", "en"
    allowed_domains = ("delta.example",)


class Chosen(Delta):
    """The same with selectors of title and date, and none of the text."""

    title, date = (".slug",), (".colophon",)
    date_labels, date_formats = ("set in type",), ("%d %B %Y at %H.%M",)


def read(
    *, head: str = "", info: str = "", behind: str = "", listed: str | None = FEED,
    outlet: type[Outlet] = Delta,
) -> Read:  # fmt: skip
    page = (
        f"<html><head><meta charset=utf-8><title>{TITLE} | Delta</title>{head}</head><body>"
        f"<h1>{TITLE}</h1>{info}<div class=text><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></div>"
        f"{behind}</body></html>"
    )
    about = About("page", outlet="delta", listed=True, listed_date=listed)
    url, fetched = "https://delta.example/n/17.html", "2026-11-28T00:00:00Z"
    capture = Capture(url, fetched, page.encode(), 200, about=about)
    found = read_capture(capture, {"delta": outlet})
    assert found is not None
    return found


def related(day: str, attribute: str = "class=sidebar") -> str:
    return f"<div {attribute}><h3>Related</h3><ul><li><a href=/n/16>Rice</a> {day}</li></ul></div>"


AROUND = {
    "a neighbour's day": related("2026-11-26"),
    "a day beside the text": "<aside class=side><p>The fair of 2019-05-06.</p></aside>",
    "of a class in words": related("2026-11-26 18:00", "class='c-related-stories'"),
    "a day of the foot": "<footer>Published November 27, 2026 07:30 Beijing</footer>",
    "another day of the foot": "<footer>Published November 26, 2026 09:41</footer>",
    "a neighbour's element": "<aside><time datetime='2026-11-26 18:00'>x</time></aside>",
    "times of teasers": "<main><article><time datetime='2026-11-20 18:00'>x</time></article>"
    "<article><time datetime='2026-11-19 18:00'>x</time></article></main>",
    "a time in a list": "<article><li><time datetime='2026-11-20 18:00'>x</time></article>",
    "an aside's item": "<aside><b itemprop=datePublished content='2026-11-20 18:00'>x</b></aside>",
    "in no margin, of other years": "<div class=x>Expo opens 2019-05-06</div>",
    "in no margin, of the day before": "<div class=x>Rice 2026-11-26</div>",
}


@each("behind", AROUND.values(), ids=AROUND)
def test_dates_around_an_article_do_not_beat_its_feed(behind: str) -> None:
    assert read(behind=behind).article.published_at == INSTANT


DECLARED = {
    "JSON-LD": (LD % "2026-11-20T08:00:00+08:00", ""),
    "a meta tag": ("<meta name=pubdate content='2026-11-20T08:00:00+08:00'>", ""),
    "its time": ("", "<article><time datetime='2026-11-20T08:00:00+08:00'>x</time></article>"),
}


@each("head, info", DECLARED.values(), ids=DECLARED)
def test_what_a_page_declares_is_its_date_whatever_the_list_says(head: str, info: str) -> None:
    found = read(head=head, info=info)
    assert found.article.published_at == "2026-11-20T00:00:00Z"
    assert found.disputed is None


def test_a_date_beside_the_headline_counts_where_the_list_agrees() -> None:
    near = read(info="<p>2026-11-27 20:15</p>")
    assert near.article.published_at == "2026-11-27T12:15:00Z"
    assert near.disputed is None
    far = read(info="<p>2026-11-20 20:15</p>")
    assert far.article.published_at == INSTANT
    assert far.disputed == "2026-11-20 20:15"
    day = read(info="<p>2026-11-26 20:15</p>", listed="2026-11-27")
    assert day.article.published_at == "2026-11-26T12:15:00Z"


def test_a_day_is_made_finer_by_the_list_where_it_is_the_same() -> None:
    found = read(head="<meta name=pubdate content='2026-11-27'>")
    assert found.article.published_at == INSTANT
    assert found.article.published_text == "2026-11-27"
    other = read(head="<meta name=pubdate content='2026-11-25'>")
    assert other.article.published_at == "2026-11-25"
    midnight = read(head="<meta name=pubdate content='2026-11-27'>", listed="2026-11-27 00:00:00")
    assert midnight.article.published_at == "2026-11-27"


def test_without_a_list_s_date_any_date_of_the_page_counts() -> None:
    found = read(behind="<footer>Published November 27, 2026 09:41</footer>", listed=None)
    assert found.article.published_at == INSTANT
    found = read(behind=related("2026-11-26") + "<p>Posted 2026-11-27 09:41</p>", listed=None)
    assert found.article.published_at == INSTANT


def test_a_list_s_day_is_made_finer_by_the_foot() -> None:
    foot = "<footer>Published November 27, 2026 09:41</footer>"
    found = read(behind=related("2026-11-26 18:00") + foot, listed="2026-11-27")
    assert found.article.published_at == INSTANT


def test_a_midnight_of_a_list_is_a_day() -> None:
    for printed in ("Fri, 27 Nov 2026 00:00:00 GMT", "Fri, 27 Nov 2026 00:00:00 +0800"):
        assert read(listed=printed).article.published_at == "2026-11-27"
    assert read(listed="2026-11-27 08:00").article.published_at == "2026-11-27T00:00:00Z"


def test_an_article_s_own_foot_is_no_margin() -> None:
    own = "<article><footer>Posted 2026-11-27 10:02</footer></article>"
    assert read(behind=own).article.published_at == "2026-11-27T02:02:00Z"


def test_selectors_of_title_and_date_alone_are_used() -> None:
    foot = "<footer><p class=colophon>no. 17 / set in type 27 November 2026 at 09.41</p></footer>"
    found = read(info="<h2 class=slug>Engines</h2>", behind=foot, outlet=Chosen, listed=None)
    assert (found.article.title, found.article.published_at) == ("Engines", INSTANT)
    assert (found.by_outlet, found.missed) == (False, frozenset())
    missed = read(outlet=Chosen)
    assert missed.missed == {"title", "date"}
    assert (missed.article.title, missed.article.published_at) == (TITLE, INSTANT)


TIMED = "<article><time datetime='2026-11-26T18:00:00+08:00'>x</time></article>"
CARD = f"<div class=related-item>{TIMED}</div>"
NESTED = {
    "cards": f"<aside class=sidebar>{CARD * 3}</aside>",
    "a time of that class": "<aside><time class=latest datetime='2026-11-26 18:00'></time></aside>",
}


@each("behind", NESTED.values(), ids=NESTED)
def test_what_is_no_margin_inside_one_is_of_it(behind: str) -> None:
    assert read(behind=behind, listed="2026-11-27").article.published_at == "2026-11-27"


def test_a_script_in_a_margin_takes_nothing_from_the_date_beside_the_headline() -> None:
    script = '<aside class=side><script>var d = "2026-11-27 09:41"</script>Rice</aside>'
    found = read(info="<p>2026-11-27 09:41 Beijing</p>", behind=script, listed="2026-11-28")
    assert found.article.published_at == INSTANT


def test_an_offset_is_no_midnight() -> None:
    assert read(listed="2026-11-27T16:00:00+00:00").article.published_at == "2026-11-27T16:00:00Z"
