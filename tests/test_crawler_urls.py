"""All variants of an article's URL share one key."""

from each import each

from crawler.urls import canonical_key, malformed

SEED = "https://www.globaltimes.cn/page/202401/1306359.shtml"
ARTICLE = "https://www.news.example/2024/01/30/ferries.html"


@each(
    "variant",
    [
        ARTICLE,
        ARTICLE.replace("https:", "http:"),
        ARTICLE.replace("www.", ""),
        ARTICLE.replace("www.", "m."),
        ARTICLE.replace("www.", "WWW."),
        ARTICLE.replace("example/", "example:443/"),
        ARTICLE.replace("/2024", "//2024"),
        ARTICLE + "?utm_source=x&utm_medium=rss",
        ARTICLE + "?fbclid=abc",
        ARTICLE + "?spm=1.2.3&from=singlemessage&isappinstalled=0",
        ARTICLE + "?print=1",
        ARTICLE + "#comments",
        ARTICLE.replace(".html", "_2.html"),
        ARTICLE + "/",
    ],
)
def test_variants_of_an_unknown_site_share_a_key(variant: str) -> None:
    assert canonical_key(variant) == "news.example/2024/01/30/ferries.html"


@each(
    "variant",
    [
        SEED,
        SEED.replace("https:", "http:"),
        SEED.replace("www.", "m."),
        SEED.replace("www.", ""),
        SEED.replace("202401", "202402"),
        SEED.replace(".shtml", "_2.shtml"),
        SEED + "?utm_source=feed",
        "https://www.globaltimes.cn/content/1306359.shtml",
    ],
)
def test_the_outlets_own_id_is_the_key_where_it_is_known(variant: str) -> None:
    assert canonical_key(variant) == "global_times:1306359"


@each(
    ("url", "key"),
    [
        ("https://www.ithome.com/0/911/987.htm", "ithome:911987"),
        ("https://m.ithome.com/html/911987.htm", "ithome:911987"),
        ("https://technode.com/2024/01/31/some-slug/", "technode:some-slug"),
        ("https://www.tmtpost.com/6902771.html", "tmtpost:6902771"),
        ("https://m.tmtpost.com/6902771.html?from=app", "tmtpost:6902771"),
        ("http://m.tmtpost.com/nictation/8061870.html", "tmtpost:8061870"),
        ("https://en.tmtpost.com/post/6902771", "en.tmtpost.com/post/6902771"),
        ("https://en.tmtpost.com/6902771.html", "en.tmtpost.com/6902771.html"),
        ("https://www.tmtpost.com/video/7933501.html", "tmtpost.com/video/7933501.html"),
        ("https://news.example/story?id=7&page=a", "news.example/story?id=7&page=a"),
        ("https://news.example/story/index.html", "news.example/story"),
        ("https://news.example/a story.html", "news.example/a story.html"),
        ("https://news.example/a%20story.html", "news.example/a story.html"),
        ("https://news.example/story/amp/", "news.example/story"),
        ("https://a.example/c_1713729983803145.htm", "a.example/c_1713729983803145.htm"),
    ],
)
def test_keys_of_other_urls(url: str, key: str) -> None:
    assert canonical_key(url) == key


def test_different_articles_have_different_keys() -> None:
    urls = [f"https://news.example/story?id={number}" for number in range(5)]
    assert len({canonical_key(url) for url in urls}) == 5


@each("url", ["", "nonsense", "http://[", "https://x:port/", "//a/b", "?"])
def test_no_string_makes_it_raise(url: str) -> None:
    assert isinstance(canonical_key(url), str)


def test_an_address_longer_than_servers_take_is_said_to_be() -> None:
    assert malformed(f"https://news.example/{'x' * 2000}") is None
    assert "longer than 2083" in (malformed(f"https://news.example/{'x' * 2100}") or "")
