"""The body of a page of unknown layout is what independent readers agree on, below the headline."""

import re
import time

import pytest

from crawler.agreement import Agreement, letters
from crawler.items import Article
from crawler.lines import Lines
from crawler.newsroom.site import Site
from crawler.newsroom.story import Story
from crawler.page import article_from_html

SITE = Site()
PRESS = [story for story in SITE.stories if story.outlet == "global_times"]
SENTENCES = [
    f"The harbour office of town {number} said that its ferries will leave on the hour from Monday."
    for number in range(8)
]
TEASERS = "".join(
    f"<li><a href=/{number}>Market {number}</a><p>In market {number} the price of apples rose by "
    "three per cent, which growers put down to a wet spring and late frosts in the valley.</p></li>"
    for number in range(6)
)


def read(page: str) -> Article:
    article = article_from_html(f"<html>{page}</html>".encode(), url="https://news.example/a")
    assert article is not None
    return article


@pytest.mark.parametrize("story", PRESS[:4], ids=lambda story: story.slug)
def test_an_article_between_breaks_is_found_where_no_layout_is_known(story: Story) -> None:
    page = SITE.page(story.url)
    assert page is not None
    known = article_from_html(page.body, url=story.url)
    assert known is not None
    html = page.body.decode(story.charset).replace("<meta charset", "<meta x")
    unknown = re.sub(r'(class|id)="(?!share|related|caption|picture)', r'\1="x', html)
    lines = read(unknown).text.split("\n")
    wanted = known.text.split("\n")
    assert len(set(wanted) & set(lines)) >= 0.8 * len(wanted)
    assert len(lines) <= len(wanted) + 3


def test_teasers_in_paragraphs_do_not_replace_the_article() -> None:
    body = "<br><br>".join(SENTENCES)
    page = f"<h1>Ferries</h1><div class=text>{body}</div><div class=more><ul>{TEASERS}</ul></div>"
    lines = read(f"<body>{page}</body>").text.split("\n")
    assert lines[: len(SENTENCES)] == SENTENCES


def test_a_longer_block_after_the_text_does_not_replace_it() -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    later = "<br>".join(f"{sentence} That was a year ago." for sentence in SENTENCES)
    page = f"<article><h1>Ferries</h1>{body}</article><div class=x>{later * 2}</div>"
    text = read(f"<body>{page}</body>").text
    assert SENTENCES[0] in text.split("\n")
    assert "a year ago" not in text


def test_text_before_the_headline_is_no_article() -> None:
    before = "<br>".join(f"Old: {sentence}" for sentence in SENTENCES * 3)
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    page = f"<div class=x>{before}</div><article><h1>Ferries</h1>{body}</article>"
    assert read(f"<body>{page}</body>").text == "\n".join(SENTENCES)


def test_the_headline_is_no_part_of_the_body_and_the_summary_is() -> None:
    lead = "All ferries will leave on the hour from Monday, says the harbour office."
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    head = (
        f"<head><title>Ferries on the hour</title><meta name=description content='{lead}'></head>"
    )
    page = f"<body><article><h1>Ferries on the hour</h1><h2>{lead}</h2>{body}</article></body>"
    assert read(head + page).text == "\n".join([lead, *SENTENCES])


def test_a_table_keeps_its_rows() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>Model {number}</td></tr>" for number in range(5))
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    page = f"<body><article><h1>Ferries</h1>{body}<table>{rows}</table></article></body>"
    assert "3 | Model 3" in read(page).text.split("\n")


def test_a_page_of_links_holds_no_article() -> None:
    links = "".join(
        f"<li><a href=/{number}>Boats of town {number}</a></li>" for number in range(99)
    )
    page = f"<html><body><h1>News</h1><ul>{links}</ul></body></html>"
    assert article_from_html(page.encode(), url="https://news.example/a") is None


def test_a_source_line_broken_inside_han_is_joined() -> None:
    body = "".join(
        f"<p>港务局表示，自周一起\n渡轮将整点开航，第{n}班船票价不变。</p>" for n in range(6)
    )
    assert "自周一起渡轮" in read(f"<body><article><h1>渡轮</h1>{body}</article></body>").text


def test_a_page_of_ten_thousand_blocks_is_read_in_seconds() -> None:
    blocks = "".join(f"<div>{SENTENCES[number % 8]} {number}</div>" for number in range(10_000))
    begun = time.monotonic()
    article_from_html(f"<html><body><h1>F</h1>{blocks}</body></html>".encode(), url=None)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("head", ["<title>{}</title>", "<meta property=og:title content='{}'>"])
def test_a_title_of_many_separators_takes_no_longer_than_any(head: str) -> None:
    page = f"<head>{head.format('a|' * 20_000)}</head><h1>F</h1><p>{' '.join(SENTENCES)}</p>"
    begun = time.process_time()
    read(page)
    assert time.process_time() - begun < 1


def test_lines_are_found_by_their_letters_whole_or_in_pieces() -> None:
    lines = Lines.of(f"One, two.\n{SENTENCES[0]} {SENTENCES[1]}\n3\t\t4")
    assert lines.texts[2] == "3 | 4"
    page = Agreement(lines.letters)
    assert page.lines_of("one two") == [False, False, False]
    assert page.lines_of("One two\n3 | 4") == [True, False, True]
    assert page.lines_of(f"{SENTENCES[0]} (see map) {SENTENCES[1]}") == [False, True, False]


def test_most_votes_decide_among_the_readers_that_found_something() -> None:
    page = Agreement([letters(sentence) for sentence in SENTENCES])
    all_lines, half, none = [True] * 8, [True] * 4 + [False] * 4, [False] * 8
    weights = {"first": 2, "second": 1, "third": 1}
    votes = {"first": all_lines, "second": half, "third": none}
    assert page.majority(votes, weights, none) == all_lines
    votes["third"] = [False] * 7 + [True]
    assert page.majority(votes, weights, none) == [*half[:7], True]
    lead = [False] * 6 + [True, False]
    votes = {"first": half, "second": half, "third": lead}
    assert page.majority(votes, weights, lead) == [True] * 4 + [False, False, True, False]
