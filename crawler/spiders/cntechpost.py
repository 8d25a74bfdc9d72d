"""CnTechPost, English news of Chinese technology; see docs/outlets/cntechpost.md."""

from crawler.outlet import Outlet


class CnTechPost(Outlet):
    """The site's feed; the pages are ordinary WordPress, left to the generic reader."""

    name = "cntechpost"
    label = "CnTechPost"
    language = "en"
    every = "4h"
    listings, lengths = 5, (80, 40_000)
    allowed_domains = ("cntechpost.com",)
    feeds = ("https://cntechpost.com/feed/",)
    article = (
        r"cntechpost\.com/(?:(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<id>[^/?#]+)"
        r"|\?p=\d+$)"
    )
