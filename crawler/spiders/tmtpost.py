"""TMT Post, Chinese news of technology and business; see docs/outlets/tmtpost.md."""

from crawler.api import Api, Detail, Envelope, Flag, Kind, Row
from crawler.outlet import Outlet

SITE, V1 = "https://www.tmtpost.com", "https://api.tmtpost.com/v1"
POST = "posts/{id}?fields=authors;tags;categories;share_link"
FIELDS = "post_fields=is_pro_post;is_paid_special_column_post;available;"
OK = Envelope(result="result")
HEADERS = {"app-version": "web1.0"}
KINDS = (
    Kind("post", f"{SITE}/{{id}}.html", f"{V1}/{POST}"),
    Kind("word", f"{SITE}/nictation/{{id}}.html"),
    Kind("video_article", f"{SITE}/video/{{id}}.html", passed="video"),
    Kind("fm_audios", f"{SITE}/fm/{{id}}.html", passed="audio"),
    Kind("atlas", f"{SITE}/photoset/{{id}}.html", passed="pictures"),
)
PAID = (Flag("is_pro_post", "paid"), Flag("is_paid_special_column_post", "paid"))
FLAGS = (Flag("is_popularize", "promoted"), *PAID, Flag("available", "unavailable", when=False))
DATES = (("time_published",), ("time_updated",))
ROW = Row(KINDS, ("guid", "post_guid"), ("title",), *DATES, "item_type", FLAGS)
NEWEST = f"{V1}/lists/new?limit=30&offset={{offset}}&subtype=post&{FIELDS}"
AGI = "categories/multi_content/list?category_guid=6916385"
COLUMN = f"{V1}/{AGI}&subtype=post&limit=50&offset={{offset}}&{FIELDS}"
FLASHES = Api(f"{V1}/word/list?limit=40&offset={{offset}}", ROW, 40, "word", OK)


class TMTPost(Outlet):
    """Lists and texts of posts in JSON, flashes as pages; selectors of posts are not known."""

    name = "tmtpost"
    label = "钛媒体"
    language = "zh"
    listings, lengths = 100, (30, 60_000)
    allowed_domains = ("www.tmtpost.com", "m.tmtpost.com", "api.tmtpost.com")
    headers = HEADERS
    apis = (Api(NEWEST, ROW, 30, "post", OK), Api(COLUMN, ROW, 50, "post", OK), FLASHES)
    article = r"//(?:www|m)\.tmtpost\.com/(?:nictation/)?(?P<id>\d+)\.html"
    detail = Detail(("main",), ("title",), ("time_published",), ("authors.username",), FLAGS, OK)
    end_lines = r"更多精彩内容，关注钛媒体"
