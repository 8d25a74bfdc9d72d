"""A page whose source stops in the middle is told; one that omits end tags as it may is read."""

from each import each

from crawler.archive.capture import About, Capture
from crawler.captured import fault_of, read_capture
from crawler.cut import cut

FIRST = "The ferries of the northern harbour get new engines next month, says the office."
LAST = "The last of them is to leave the yard in the second week of the year, it says."
HEAD = "<!DOCTYPE html><html><head><title>Ferries</title></head><body><h1>Ferries</h1>"
STORY = f"{HEAD}<div class=story><p>{FIRST * 4}</p><p>{FIRST * 4}</p><p>{LAST}"
TEXT = f"{FIRST * 4}\n{FIRST * 4}\n{LAST}"
STOPPED = {
    "sentence": STORY[:-9],
    "tag": STORY + "</p><p cla",
    "end tag": STORY + "</",
    "bracket": STORY + "</p><",
    "entity": STORY + " More &am",
    "character": STORY + "\ufffd",
    "comment": STORY + "</p></div><!-- a list of",
    "script": STORY + "</p></div><script>var ferries = [1, 2",
}
WHOLE = {
    "all": STORY + "</p></div></body></html>",
    "no end tags": STORY,
    "no end of the body": STORY + "</p></div>",
    "a footer": STORY + "</p></div><p>Imprint and contact of the harbour",
    "a signature": HEAD + f"<p>{FIRST * 4}<p>{FIRST * 4}<p>Ann Lee",
    "a comment": STORY + "</p></div><!-- served from the cache -->",
    "stopped behind its end": STORY + "</p></div></body><script>var a",
    "no markup": TEXT[:-9],
}


@each("name", STOPPED)
def test_a_page_that_stops_in_the_middle_is_told(name: str) -> None:
    text = TEXT[:-9] if name == "sentence" else TEXT
    assert cut(STOPPED[name], text) is not None


@each("name", WHOLE)
def test_a_page_that_may_be_whole_is_read(name: str) -> None:
    text = f"{FIRST * 4}\n{FIRST * 4}\nAnn Lee" if name == "a signature" else TEXT
    assert cut(WHOLE[name], text) is None


def capture(body: bytes, status: int = 200) -> Capture:
    fields = (("Content-Type", "text/html; charset=utf-8"),)
    url, at = "https://harbour.example/a", "2026-11-28T00:00:00Z"
    return Capture(url, at, body, status, fields, About("page"))


@each("stop", [b"ta", b"<p clas", "<p>Ferries 渡".encode()[:-1]])
def test_what_a_server_cut_is_no_article(stop: bytes) -> None:
    half = capture(STORY.encode() + b" And more of " + stop)
    assert read_capture(half, {}) is None
    fault = fault_of(half, {})
    assert fault is not None
    assert fault.name == "cut_off"
    assert read_capture(capture(STORY.encode()), {}) is not None


def test_a_page_that_was_changed_on_its_way_is_read_and_a_part_is_not() -> None:
    whole = STORY.encode() + b"</p></div></body></html>"
    assert read_capture(capture(whole, 203), {}) is not None
    assert read_capture(capture(whole, 206), {}) is None


def test_a_long_page_is_looked_at_quickly() -> None:
    for piece in ("<", "<!--", "<div ", "&", "<script>"):
        assert cut("<p>" + piece * 300_000, TEXT) is not None or piece == "&"
