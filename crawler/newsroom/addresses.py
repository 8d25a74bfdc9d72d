"""A story's outlet, template and day in, the address that the outlet would give it out."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import md5
from typing import Any, Final

ADDRESSES: Final[Mapping[str, Mapping[str, str]]] = {
    "bbt": {"new": "https://www.bbtnews.com.cn/{day:%Y/%m%d}/{id}.shtml"},
    "china_daily": {
        "new": "https://www.chinadaily.com.cn/a/{day:%Y%m/%d}/WS{hash:.24}.html",
        "zh": "https://cn.chinadaily.com.cn/a/{day:%Y%m/%d}/WS{hash:.24}.html",
    },
    "cntechpost": {"new": "https://cntechpost.com/{day:%Y/%m/%d}/{slug}/"},
    "global_times": {
        "new": "https://www.globaltimes.cn/page/{day:%Y%m}/{id}.shtml",
        "old": "https://www.globaltimes.cn/content/{id}.shtml",
    },
    "ithome": {"new": "https://www.ithome.com/0/{thousands:03d}/{rest:03d}.htm"},
    "pandaily": {"new": "https://pandaily.com/{slug}"},
    "stcn": {
        "new": "https://www.stcn.com/article/detail/{id}.html",
        "old": "https://company.stcn.com/{day:%Y/%m%d}/{id}.shtml",
    },
    "technode": {"new": "https://technode.com/{day:%Y/%m/%d}/{slug}/"},
    "tmtpost": {
        "new": "https://www.tmtpost.com/{id}.html",
        "flash": "https://www.tmtpost.com/nictation/{id}.html",
    },
    "xinhua_en": {"new": "https://english.news.cn/{day:%Y%m%d}/{hash}/c.html"},
    "xinhua_zh": {
        "new": "https://www.news.cn/tech/{day:%Y%m%d}/{hash}/c.html",
        "old": "https://www.xinhuanet.com/politics/{day:%Y-%m/%d}/c_{id}.htm",
    },
}
"""By outlet and template; the days are Beijing's."""
OUTLETS: Final = tuple(ADDRESSES)


def address(raw: Mapping[str, Any], day: datetime) -> str:
    """Return the address of a story as its file tells it."""
    template = "flash" if "flash" in raw.get("traits", ()) else raw.get("template", "new")
    thousands, rest = divmod(int(raw.get("id", 0)), 1000)
    hashed = md5(raw["slug"].encode(), usedforsecurity=False).hexdigest()
    named = {"id": raw.get("id"), "slug": raw["slug"], "thousands": thousands, "rest": rest}
    named["hash"] = hashed
    return ADDRESSES[raw["outlet"]][template].format(day=day, **named)
