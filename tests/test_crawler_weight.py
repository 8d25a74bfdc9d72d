"""A page whose tags would keep a parser for minutes is known by a look at them."""

from time import perf_counter

import pytest
from each import each

from crawler.attachments import attachments
from crawler.discovery import parsed
from crawler.page import read_page
from crawler.weight import MOST_ATTRIBUTES, overloaded

NAMES = [f"a{number}" for number in range(30_000)]
MANY = {
    "values": "<body " + " ".join(f"{name}=1" for name in NAMES),
    "none": "<body " + " ".join(NAMES),
    "quoted": "<body " + "".join(f"{name}='>'" for name in NAMES),
    "slashes": "<body/" + "/".join(NAMES),
    "no quote": '<body a==" ' + " ".join(NAMES) + '"',
    "nor this": '<body =" ' + " ".join(NAMES) + '"',
    "behind a title": "<title><script></title><body " + " ".join(NAMES),
    "behind a comment": "<!-- --!><body " + " ".join(NAMES),
    "behind no comment": "<!--><body " + " ".join(NAMES) + "><!-- -->",
}
FEW = {
    "a long value": f"<img src='data:{'A b/' * 100_000}'>",
    "a script": f"<script>{'for (i<n; i++) { a b c d e }' * 2_000}</script>",
    "a comment": f"<!-- <p {'a b c d' * 2_000} -->",
    "many tags": "<p class=x id=y>" * 20_000,
    "as many as allowed": "<p " + " ".join(NAMES[:MOST_ATTRIBUTES]) + ">",
}


@each("page", MANY.values(), ids=MANY.keys())
def test_an_element_with_too_many_attributes_is_not_parsed(page: str) -> None:
    start = perf_counter()
    assert overloaded(page)
    html = f"{page}><p>text</p>"
    assert read_page(html.encode(), url=None, headers={}, layout=None, fetched_at=None) is None
    assert parsed(html) is None
    assert attachments(html, "https://news.example/", ("a",)) == ()
    assert perf_counter() - start < 2


@each("page", FEW.values(), ids=FEW.keys())
def test_words_that_are_no_attributes_do_not_count(page: str) -> None:
    assert not overloaded(page)


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<a x = ", "<!--", "<script>", "<a='\"", "=' "])
def test_no_source_is_looked_at_for_long(piece: str) -> None:
    start = perf_counter()
    overloaded(f"<a {piece * (1_000_000 // len(piece))}")
    assert perf_counter() - start < 5
