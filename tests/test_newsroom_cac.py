"""The sample newsroom's regulator answers as the real one is known to: forms, Referer, growth."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from newsroom_client import Answer, ask
from parsel import Selector

from crawler.attachments import attachments
from crawler.newsroom.cac import LIST, NOTICES, SITE, TWIN
from crawler.newsroom.server import Newsroom
from crawler.spiders.cac import CyberspaceAdministration

MASTER = CyberspaceAdministration.watched[0]
REFERER = {"Referer": f"{SITE}/"}
FORM = {"perPage": "20", "condition": "0", "fuhao": "=", "value": ""}


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def rows(newsroom: Newsroom, channel: str, page: int = 1) -> list[dict[str, str]]:
    form = urlencode({"channelCode": channel, "pageno": page, **FORM})
    answer = ask(newsroom, LIST, method="POST", headers=REFERER, body=form)
    found: list[dict[str, str]] = json.loads(answer.body)["list"]
    return found


def files(newsroom: Newsroom) -> dict[str, str]:
    text = ask(newsroom, MASTER, headers=REFERER).text
    found = attachments(text, MASTER, CyberspaceAdministration.documents)
    return {file.name: file.url for file in found}


def test_the_lists_are_told_by_form_and_page(newsroom: Newsroom) -> None:
    (first,) = rows(newsroom, "A093702")
    assert first["infourl"].startswith("//www.cac.gov.cn/2026-07/15/c_")
    assert rows(newsroom, "A093710")
    assert rows(newsroom, "A093702", page=2) == []


def test_the_list_in_html_names_the_same(newsroom: Newsroom) -> None:
    selector = Selector(text=ask(newsroom, TWIN, headers=REFERER).text)
    links = selector.css("#loadingInfoPage li h5 a::attr(href)").getall()
    assert links == [row["infourl"] for row in rows(newsroom, "A093702")]


def test_nothing_comes_without_a_referer(newsroom: Newsroom) -> None:
    def bare(url: str) -> Answer:
        return ask(newsroom, url)

    assert (bare(MASTER).status, bare(MASTER).body) == (200, b"")
    assert bare(NOTICES).body == b""
    for url in files(newsroom).values():
        assert bare(url).text.startswith("<html>")


def test_attachments_are_told_by_their_bytes(newsroom: Newsroom) -> None:
    heads = {
        name: ask(newsroom, url, headers={"Referer": MASTER}).body[:4]
        for name, url in files(newsroom).items()
    }
    assert list(heads.values()) == [b"PK\x03\x04", b"%PDF"]


def test_the_page_gains_a_list_in_the_second_edition(newsroom: Newsroom) -> None:
    before = files(newsroom)
    tag = ask(newsroom, MASTER, headers=REFERER).headers["ETag"]
    newsroom.edition = 2
    after = files(newsroom)
    assert {**after, **before} == after
    assert len(after) == len(before) + 1
    assert ask(newsroom, MASTER, headers={**REFERER, "If-None-Match": tag}).status == 200
