"""A body is whole or it is refused, whatever coding it comes in."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from each import each
from faults.pages import page

from crawler.archive.coding import CutOff, TooLong, Undecodable, decoded, whole
from crawler.filetypes import unended

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
WHOLE = page() * 40


@each("coding", CODINGS)
@each("cut", [0, 2, 12, 40, -9, -1])
def test_a_body_without_its_end_is_refused(coding: str, cut: int) -> None:
    packed = CODINGS[coding](WHOLE)
    assert whole(packed, coding, 100_000) == WHOLE
    with pytest.raises(CutOff):
        whole(packed[:cut], coding, 100_000)


@pytest.mark.parametrize("coding", CODINGS)
def test_of_what_the_archive_has_the_part_that_is_there_is_read(coding: str) -> None:
    packed = CODINGS[coding](WHOLE)
    assert decoded(packed, coding) == WHOLE
    assert WHOLE.startswith(decoded(packed[:-4], coding))


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_is_not_unpacked_much_further_than_allowed(coding: str) -> None:
    with pytest.raises(TooLong):
        whole(CODINGS[coding](b" " * 5_000_000), coding, 1_000_000)


@each("coding", [*CODINGS, "compress", "gzip, compress"])
def test_bytes_that_only_claim_a_coding_are_refused(coding: str) -> None:
    with pytest.raises(Undecodable):
        whole(b"\xff plain bytes", coding, 10_000)


def test_codings_are_undone_from_the_last_to_the_first() -> None:
    assert whole(brotli.compress(gzip.compress(WHOLE)), "gzip, br", 100_000) == WHOLE
    assert whole(gzip.compress(b"a") + gzip.compress(b"b") + b"more", "x-gzip", 10) == b"ab"
    assert whole(zlib.compress(WHOLE)[2:-4], "deflate, identity", 100_000) == WHOLE


@each(
    ("body", "cut"),
    [
        (b"<!DOCTYPE html><html><body>x</body></html> <!-- 12 ms -->", False),
        (b"<html><p>half of it", True),
        (b"<?xml version='1.0'?><rss><channel><item></item></channel></rss>\n", False),
        (b"<?xml version='1.0'?><!-- x --><urlset><url><loc>https://a/</loc>", True),
        (b'{"data": [1, 2]}', False),
        (b'[{"data": [1, 2', True),
        (b"only words", False),
    ],
)
def test_what_only_the_connection_ended_must_have_an_end(body: bytes, cut: bool) -> None:
    assert unended(body) == cut
