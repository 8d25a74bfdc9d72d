"""``record`` saves a page with its headers as a fixture that the tests of outlets read."""

import gzip
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from archived import keep, news, response
from conftest import Batchwatch
from prepared import Prepared

from crawler.archive.capture import About, Capture, archive_files
from crawler.bundled import bundled
from crawler.captured import read_capture
from crawler.items import Article
from crawler.newsroom.server import Newsroom
from crawler.newsroom.site import Site
from crawler.page import article_from_html

NOWHERE = "http://127.0.0.1:1/"
"""A prefix behind which nothing answers: who asks it fails."""
HTML = "<html><head><title>Headline</title></head><body><article><p>{}</p></article></body></html>"
TEXT = "A sentence long enough for any reader to take it for the text of an article. " * 8
PAGE = HTML.format(TEXT)
URL = "https://technode.com/2024/01/30/ferries-leave/"


def pages(outlet: str) -> list[Capture]:
    return [capture for _, capture in news(outlet)]


def meta(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return found


def body(folder: Path) -> bytes:
    (page,) = folder.glob("page.*.gz")
    return gzip.decompress(page.read_bytes())


def read(folder: Path) -> Article | None:
    """As ``test_crawler_outlets`` reads a fixture."""
    told = meta(folder)
    return article_from_html(
        body(folder),
        url=told["url"],
        headers=told["headers"],
        outlet=folder.parent.name,
        fetched_at=told["fetched_at"],
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "fixtures"


@pytest.mark.parametrize("outlet", ["global_times", "ithome", "technode", "tmtpost"])
def test_a_page_out_of_the_archive(
    batchwatch: Batchwatch, tmp_path: Path, to: Path, outlet: str
) -> None:
    capture = pages(outlet)[0]
    url = capture.about.page or capture.url
    keep(tmp_path / "data", pages(outlet))
    ran = batchwatch("record", url, "--outlet", outlet, "--to", to, "--slug", "one",
                     "--via", NOWHERE, "--data", tmp_path / "data")  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    folder = to / outlet / "one"
    assert body(folder) == capture.body
    assert meta(folder) == {
        "url": url,
        "fetched_at": capture.fetched_at,
        "headers": dict(capture.fields),
    }
    expected = read_capture(capture, bundled())
    found = read(folder)
    assert expected is not None
    assert found is not None
    assert asdict(found) == asdict(expected.article) | {"listed": False}
    assert "\ufffd" not in found.text


def test_the_kind_of_a_page_names_its_file(
    batchwatch: Batchwatch, tmp_path: Path, to: Path
) -> None:
    for outlet, name in (("technode", "page.html.gz"), ("tmtpost", "page.json.gz")):
        capture = pages(outlet)[0]
        keep(tmp_path, [capture])
        batchwatch("record", capture.about.page or capture.url, "--outlet", outlet, "--to", to,
                   "--slug", "one", "--data", tmp_path)  # fmt: skip
        assert (to / outlet / "one" / name).is_file()


def test_a_variant_of_the_address_is_found(
    batchwatch: Batchwatch, tmp_path: Path, to: Path
) -> None:
    capture = pages("technode")[0]
    keep(tmp_path, [capture])
    url = capture.url.replace("https://", "http://www.") + "?utm_source=x"
    ran = batchwatch("record", url, "--outlet", "technode", "--to", to, "--slug", "one",
                     "--via", NOWHERE, "--data", tmp_path)  # fmt: skip
    assert ran.status == 0
    assert body(to / "technode" / "one") == capture.body


def test_recording_from_the_archive_writes_nothing_there(
    batchwatch: Batchwatch, tmp_path: Path, to: Path
) -> None:
    data = tmp_path / "data"
    keep(data, pages("technode"))
    before = [path.read_bytes() for path in archive_files(data)]
    batchwatch("record", pages("technode")[0].url, "--outlet", "technode", "--to", to,
               "--data", data)  # fmt: skip
    assert [path.read_bytes() for path in archive_files(data)] == before
    assert not (data / "batchwatch.db").exists()


def test_a_compressed_page_is_saved_unpacked(
    batchwatch: Batchwatch, tmp_path: Path, to: Path
) -> None:
    fields = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("X-Kept", "yes"))
    sent = response(url=URL, body=gzip.compress(PAGE.encode()), fields=fields,
                    about=About("page", outlet="technode"))  # fmt: skip
    keep(tmp_path, [sent])
    batchwatch("record", URL, "--outlet", "technode", "--to", to, "--data", tmp_path)
    folder = to / "technode" / "ferries-leave"
    assert body(folder) == PAGE.encode()
    assert meta(folder)["headers"] == {"Content-Type": "text/html", "X-Kept": "yes"}


def test_a_page_out_of_the_newsroom(commands: Prepared, tmp_path: Path, to: Path) -> None:
    config = tmp_path / "quick.toml"
    config.write_text('[crawl]\ndelay = "10ms"\n', encoding="utf-8")
    story = next(story for story in Site().stories if story.outlet == "ithome")
    with Newsroom() as newsroom:
        ran = commands("record", story.url, "--outlet", "ithome", "--to", to, "--via",
                       newsroom.prefix, "--config", config, "--data", tmp_path / "data",
                       "--json")  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    folder = to / "ithome" / story.url.rpartition("/")[2].removesuffix(".htm")
    assert ran.json["folder"] == str(folder)
    assert (ran.json["title"], ran.json["reader"]) == (story.title, "outlet")
    page = Site().page(story.url)
    assert page is not None
    assert body(folder) == page.body
    assert meta(folder)["headers"]["Etag"] == page.etag  # Scrapy names fields so
    article = read(folder)
    assert article is not None
    assert article.title == story.title
    assert not (tmp_path / "data").exists()


def test_a_page_that_cannot_be_had(commands: Prepared, tmp_path: Path, to: Path) -> None:
    config = tmp_path / "quick.toml"
    config.write_text('[crawl]\ndelay = "10ms"\n', encoding="utf-8")
    with Newsroom() as newsroom:
        line = ("record", f"{URL}none/", "--outlet", "technode", "--to", to, "--config", config)
        ran = commands(*line, "--via", newsroom.prefix, "--data", tmp_path / "data")
    assert (ran.status, ran.out) == (1, "")
    assert f"{URL}none/ could not be had" in ran.err.splitlines()[-1]
    assert not to.exists()


def test_a_file_that_says_its_address(batchwatch: Batchwatch, tmp_path: Path, to: Path) -> None:
    capture = pages("technode")[0]
    path = tmp_path / "saved.html"
    path.write_bytes(capture.body)
    ran = batchwatch("record", path, "--outlet", "technode", "--to", to, "--slug", "one")
    assert (ran.status, ran.err) == (0, "")
    folder = to / "technode" / "one"
    assert meta(folder)["url"] == capture.url
    assert body(folder) == capture.body
    article = read(folder)
    assert article is not None
    assert article.outlet == "technode"


def test_a_file_that_does_not_say_its_address(batchwatch: Batchwatch, page: Path, to: Path) -> None:
    ran = batchwatch("record", page, "--outlet", "technode", "--to", to)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--url" in ran.err
    assert not to.exists()
    assert batchwatch("record", page, "--outlet", "technode", "--to", to, "--url", URL).status == 0
    assert meta(to / "technode" / "ferries-leave")["url"] == URL


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (URL, "ferries-leave"),
        ("https://technode.com/page/202401/1306359.shtml", "1306359"),
        ("https://technode.com/?p=99", "p-99"),
        ("https://technode.com/", "front-page"),
        ("https://technode.com", "front-page"),
        ("https://technode.com/新闻/", "page"),
        ("https://technode.com/UP_and Down.html", "up-and-down"),
        (f"https://technode.com/{'long-' * 30}", ("long-" * 30)[:60]),
    ],
)
def test_the_address_names_the_fixture(
    batchwatch: Batchwatch, page: Path, to: Path, url: str, slug: str
) -> None:
    batchwatch("record", page, "--outlet", "technode", "--to", to, "--url", url, "-q")
    assert [path.name for path in (to / "technode").iterdir()] == [slug]


def test_a_fixture_is_not_replaced_unasked(batchwatch: Batchwatch, page: Path, to: Path) -> None:
    line = ("record", page, "--outlet", "technode", "--to", to, "--url", URL, "-q")
    assert batchwatch(*line).status == 0
    folder = to / "technode" / "ferries-leave"
    (folder / "expected.json").write_text("{}", encoding="utf-8")
    page.write_text(PAGE.replace("Headline", "Second"), encoding="utf-8")
    ran = batchwatch(*line)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "--force" in ran.err
    assert b"Second" not in body(folder)
    assert (folder / "expected.json").exists()
    assert batchwatch(*line, "--force").status == 0
    assert b"Second" in body(folder)
    assert not (folder / "expected.json").exists()


def test_another_kind_of_page_leaves_no_second_one(
    batchwatch: Batchwatch, tmp_path: Path, page: Path, to: Path
) -> None:
    line = ("--outlet", "tmtpost", "--to", to, "--slug", "one", "-q")
    batchwatch("record", page, "--url", "https://www.tmtpost.com/7.html", *line)
    (tmp_path / "page.json").write_bytes(pages("tmtpost")[0].body)
    url = pages("tmtpost")[0].about.page
    batchwatch("record", tmp_path / "page.json", "--url", url, *line, "--force")
    assert sorted(path.name for path in (to / "tmtpost" / "one").iterdir()) == [
        "meta.json",
        "page.json.gz",
    ]


def test_an_unknown_outlet(batchwatch: Batchwatch, page: Path, to: Path) -> None:
    ran = batchwatch("record", page, "--outlet", "technodes", "--to", to, "--url", URL)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "technodes" in ran.err
    assert not to.exists()


def test_a_file_that_is_not_there(batchwatch: Batchwatch, tmp_path: Path, to: Path) -> None:
    ran = batchwatch("record", tmp_path / "no.html", "--outlet", "technode", "--to", to)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "no.html" in ran.err


def test_a_page_without_an_article_is_named_and_saved_by_force_alone(
    batchwatch: Batchwatch, page: Path, to: Path
) -> None:
    page.write_text(HTML.format(""), encoding="utf-8")
    line = ("record", page, "--outlet", "technode", "--to", to, "--url", URL)
    ran = batchwatch(*line)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "nothing is written" in ran.err
    assert not to.exists()
    ran = batchwatch(*line, "--json", "--force")
    folder = to / "technode" / "ferries-leave"
    assert ran.status == 1
    assert ran.err == f"batchwatch: no article found on the page in {folder}\n"
    assert json.loads(ran.out)["title"] is None
    assert body(folder) == page.read_bytes()


def test_what_is_printed_tells_whether_it_is_the_right_page(
    batchwatch: Batchwatch, page: Path, to: Path
) -> None:
    line = ("record", page, "--outlet", "technode", "--to", to, "--url", URL)
    ran = batchwatch(*line)
    assert "Headline" in ran.out
    assert "generic" in ran.out
    told = json.loads(batchwatch(*line, "--force", "--json").out)
    assert told["title"] == "Headline"
    assert told["text_length"] == len(TEXT.strip())
    assert batchwatch(*line, "--force", "-q").out == ""


def test_a_page_of_another_site_is_refused(batchwatch: Batchwatch, page: Path, to: Path) -> None:
    other = "https://other.example/2024/1.html"
    for line in ((page, "--url", other), (other,), (page, "--url", "technode.com/1")):
        ran = batchwatch("record", *line, "--outlet", "technode", "--to", to, "--via", NOWHERE)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "technode.com" in ran.err
    assert not to.exists()


@pytest.mark.parametrize("slug", ["../evil", "a/b", ".hidden"])
def test_a_fixture_stays_in_its_outlets_folder(
    batchwatch: Batchwatch, page: Path, to: Path, slug: str
) -> None:
    ran = batchwatch("record", page, "--outlet", "technode", "--to", to, "--slug", slug)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not to.exists() or not any(to.rglob("page.*"))


def test_pages_whose_addresses_end_alike_have_names_of_their_own(
    batchwatch: Batchwatch, page: Path, to: Path
) -> None:
    for mark in ("1fe8", "2ab9"):
        url = f"https://english.news.cn/20261117/{mark * 8}/c.html"
        ran = batchwatch("record", page, "--outlet", "xinhua_en", "--url", url, "--to", to)
        assert "is there already" not in ran.err
    assert {folder.name for folder in (to / "xinhua_en").iterdir()} == {
        f"{mark * 8}-c" for mark in ("1fe8", "2ab9")
    }
