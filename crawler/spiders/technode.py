"""TechNode, English news of Chinese technology; see docs/outlets/technode.md."""

from crawler.outlet import Outlet


class TechNode(Outlet):
    """The feeds of all and of the tag AI; ordinary WordPress, left to the generic reader."""

    name = "technode"
    label = "TechNode"
    language = "en"
    every = "4h"
    allowed_domains = ("technode.com",)
    feeds = ("https://technode.com/feed/", "https://technode.com/tag/ai/feed/")
    article = r"technode\.com/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<id>[^/?#]+)"
