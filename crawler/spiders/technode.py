"""TechNode, English news of Chinese technology; see docs/outlets/technode.md."""

from crawler.api import Api, Envelope, Kind, Row
from crawler.outlet import Outlet

SITE = "https://technode.com"
OLDER = Api(
    f"{SITE}/wp-json/newspack-blocks/v1/articles?page={{page}}&postsToShow=20",
    Row((Kind(""),), nested=(), url=("html",)),
    size=20,
    envelope=Envelope("items"),
    deeper=True,
)


class TechNode(Outlet):
    """The feeds of all and of the tag AI; ordinary WordPress, left to the generic reader."""

    name = "technode"
    label = "TechNode"
    language = "en"
    every = "4h"
    listings, lengths = 4, (80, 40_000)
    allowed_domains = ("technode.com",)
    feeds = (f"{SITE}/feed/", f"{SITE}/tag/ai/feed/")
    apis = (OLDER,)
    article = (
        r"technode\.com/(?:(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<id>[^/?#]+)"
        r"|\?p=\d+$)"
    )
