"""A batch's printed name, made of its facts alone: ``genai-filing-beijing-2024-01-29``."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import get_args

from extract.extraction import Scheme

PROVINCES = {
    "北京": "beijing", "天津": "tianjin", "河北": "hebei", "山西": "shanxi",
    "内蒙古": "inner-mongolia", "辽宁": "liaoning", "吉林": "jilin", "黑龙江": "heilongjiang",
    "上海": "shanghai", "江苏": "jiangsu", "浙江": "zhejiang", "安徽": "anhui",
    "福建": "fujian", "江西": "jiangxi", "山东": "shandong", "河南": "henan",
    "湖北": "hubei", "湖南": "hunan", "广东": "guangdong", "广西": "guangxi",
    "海南": "hainan", "重庆": "chongqing", "四川": "sichuan", "贵州": "guizhou",
    "云南": "yunnan", "西藏": "tibet", "陕西": "shaanxi", "甘肃": "gansu",
    "青海": "qinghai", "宁夏": "ningxia", "新疆": "xinjiang", "香港": "hong-kong",
    "澳门": "macao", "台湾": "taiwan",
}  # fmt: skip
"""Provinces as the records write them, and as slugs and English titles do."""

_OTHER = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_NUMBER = re.compile(r"-n\d+$", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)$", re.ASCII)
_SCHEMES: dict[str, Scheme] = {scheme.replace("_", "-"): scheme for scheme in get_args(Scheme)}


def base_of(slug: str) -> str:
    """A slug without the number that parts it from others of the same facts."""
    return _NUMBER.sub("", slug)


def slug_facts(slug: str) -> tuple[Scheme | None, str | None, str | None]:
    """Scheme, province and day or month that a slug is made of, as far as it has them."""
    scheme = next((s for words, s in _SCHEMES.items() if f"{slug}-".startswith(f"{words}-")), None)
    rest = slug.removeprefix((scheme or "").replace("_", "-")).removeprefix("-")
    place = next((h for h, latin in PROVINCES.items() if f"{rest}-".startswith(f"{latin}-")), None)
    date = _DATE.search(base_of(slug))
    return scheme, place, date[1] if date else None


def base_slug(
    scheme: str | None, province: str | None, date: str | None, company: str | None = None
) -> str:
    """Scheme, place, firm (of a single approval) and date, as far as they are known."""
    place = PROVINCES.get(province, province) if province else None
    parts = (scheme or "unknown", place, company, date)
    return "-".join(_OTHER.sub("-", part.lower()).strip("-") for part in parts if part)


def distinct(bases: Iterable[tuple[str, str]], reserved: Collection[str] = ()) -> list[str]:
    """One slug for each (base, sort key), in the order given; later keys of a base get numbers.

    None of them is in ``reserved``.
    """
    given = list(bases)
    places: dict[str, list[int]] = defaultdict(list)
    for number, (base, _) in enumerate(given):
        places[base].append(number)
    slugs = [""] * len(given)
    taken = {*places, *reserved}
    for base, numbers in sorted(places.items()):
        for rank, number in enumerate(sorted(numbers, key=lambda n: given[n][1])):
            slug, suffix = base, max(rank + 1, 2)
            while (rank or base in reserved) and (slug == base or slug in taken):
                slug = f"{base}-n{suffix}"
                suffix += 1
            taken.add(slug)
            slugs[number] = slug
    return slugs
