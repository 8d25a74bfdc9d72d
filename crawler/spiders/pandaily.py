"""Pandaily, English news of Chinese technology; see docs/outlets/pandaily.md."""

from crawler.outlet import Outlet


class Pandaily(Outlet):
    """The site's feed, which alone may say when a page was published; the generic reader."""

    name = "pandaily"
    label = "Pandaily"
    language = "en"
    every = "4h"
    listings, lengths = 5, (80, 40_000)
    allowed_domains = ("pandaily.com",)
    feeds = ("https://pandaily.com/feed/",)
    article = r"//(?:www\.)?pandaily\.com/(?P<id>[^/?#]+)/?(?:[?#]|$)"
