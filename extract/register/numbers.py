"""The forms of registration numbers."""

import re

SERVICE = re.compile(r"[A-Za-z]+[-\u2010-\u2015－].*[-\u2010-\u2015－](20\d{6})(S)?\d*")
"""``Beijing-WenXinYiYan-20230821``, with a serial or with ``S`` and a serial."""
ALGORITHM = re.compile(r"网信算备(\d{13})(\d{2})\d{4,8}号")
"""Of a filed algorithm; the second group is its class, 01 for generating and synthesis."""
LIKE = re.compile(r"网信算备\d{6}|[A-Za-z]{3,}[-\u2010-\u2015－][^\u3400-\u9fff]*20\d{6}")


BEGINS = re.compile(r"[A-Za-z]{3,}[-\u2010-\u2015－]|网信算备")


def is_whole(number: str) -> bool:
    """Is it a number with all its parts?"""
    return bool(SERVICE.fullmatch(number) or ALGORITHM.fullmatch(number))


def is_registration(number: str | None) -> bool:
    """Has it the serial of a registration, ``…20260608S0183``?"""
    found = SERVICE.fullmatch(number) if number else None
    return found is not None and found[2] is not None


def is_algorithm(number: str | None) -> bool:
    """Is it the number of an algorithm?"""
    return bool(number and number.startswith("网信算备"))


def generates(number: str | None) -> bool:
    """Is it the number of an algorithm that generates or synthesises?"""
    found = ALGORITHM.fullmatch(number) if number else None
    return found is not None and found[2] == "01"


def looks_like_one(text: str) -> bool:
    """Does a text without spaces hold what looks like a registration number?"""
    return LIKE.search(text) is not None


def begins(text: str) -> bool:
    """May a registration number begin with this text?"""
    return BEGINS.match(text) is not None
