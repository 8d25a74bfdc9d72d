"""What may be named as a source of ``backfill``, and files that are fetched."""

import gzip
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from conftest import Batchwatch

from bench.inline import Inline
from bench.warcs import Kind, write_warcs
from cli.backfill.fetching import at_hand
from cli.backfill.sources import sources_of, within
from cli.backfill.task import Source
from cli.errors import Failure


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two small files."""
    folder = tmp_path_factory.mktemp("warcs")
    return write_warcs(folder, files=2, records=6, kind=Kind(0.9, 0.0, 1), harmed=False)


def places(*named: object, base: str | None = None) -> list[str]:
    """The files that are found."""
    return [source.place for source in sources_of(map(str, named), base).files]


def test_files_and_folders_are_found_once(warcs: list[Path], tmp_path: Path) -> None:
    folder = warcs[0].parent
    assert places(folder, warcs[1], folder) == [str(path) for path in warcs]
    renamed = tmp_path / "no ending"
    renamed.write_bytes(warcs[0].read_bytes())
    assert places(renamed) == [str(renamed)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_is_relative_to_itself_or_to_a_base(
    packed: bool, warcs: list[Path], tmp_path: Path
) -> None:
    lines = "# news of March\n\n" + "".join(f"{path.name}\n" for path in warcs) + "gone.warc.gz\n"
    content = gzip.compress(lines.encode()) if packed else lines.encode()
    beside, elsewhere = warcs[0].parent / "warc.paths.gz", tmp_path / "paths"
    for path in (beside, elsewhere):
        path.write_bytes(content)
    expected = [str(path) for path in warcs]
    assert places(beside) == places(elsewhere, base=str(warcs[0].parent)) == expected
    beside.unlink()
    found = sources_of([str(elsewhere)], str(warcs[0].parent))
    assert found.missing == [("gone.warc.gz", "no such file or directory")]
    web = places(elsewhere, base="https://data.example/")
    assert web[0] == f"https://data.example/{warcs[0].name}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"some prose\nof two lines\n", "neither a WARC file nor a list of paths"),
        (bytes(range(256)) * 9, "neither a WARC file nor a list of paths"),
        (b"\x1f\x8b\x08garbage", "neither a WARC file nor a list of paths"),
        (b"crawl-data/CC-NEWS/2024/01/a.warc.gz\n", "--base"),
        (b"", "is empty: it names no WARC file"),
        (b"# nothing\n\n", "is empty: it names no WARC file"),
    ],
)
def test_what_is_no_source_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(Failure, match=why) as refused:
        places(tmp_path / "file")
    assert refused.value.status == 2


def test_an_empty_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"holds no \.warc"):
        places(tmp_path)
    with pytest.raises(Failure, match="no such file"):
        places(tmp_path / "gone")


def test_names_tell_the_day() -> None:
    days = ("20231231235959", "20240115000000", "20240401120000")
    files = [Source(f"https://x.example/CC-NEWS-{day}-00001.warc.gz") for day in days]
    found = sources_of([one.place for one in files]).files
    assert [one.day for one in found] == ["2023-12-31", "2024-01-15", "2024-04-01"]
    chosen = within(found, date(2024, 1, 2), date(2024, 2, 1))
    assert [one.day for one in chosen] == ["2024-01-15"]


class Shaky(BaseHTTPRequestHandler):
    """Breaks off after some bytes of each answer; knows ranges."""

    content: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[str]] = []
    most: ClassVar[int] = 1 << 30

    def do_GET(self) -> None:
        """Answer with a part of what was asked for."""
        whole = self.content.get(self.path)
        if whole is None:
            self.send_error(404)
            return
        start = int(self.headers.get("Range", "bytes=0-").partition("=")[2].partition("-")[0])
        self.asked.append(f"{self.path} {start}")
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(whole) - start))
        self.end_headers()
        self.wfile.write(whole[start : start + self.most])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(content: dict[str, bytes], most: int = 1 << 30) -> Iterator[str]:
    """The address of a server that breaks off after ``most`` bytes."""
    Shaky.content, Shaky.most = content, most
    Shaky.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Shaky) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_fetch_goes_on_where_it_broke_off(
    warcs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.backfill.fetching.FIRST_PAUSE", 0.0)
    content = warcs[0].read_bytes()
    step = len(content) // 3 + 1
    with (
        served({"/a.warc.gz": content}, step) as address,
        at_hand(Source(f"{address}/a.warc.gz")) as path,
    ):
        assert path.read_bytes() == content
    assert Shaky.asked == [f"/a.warc.gz {step * number}" for number in range(3)]
    assert not path.exists()


def test_a_listing_of_the_web(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.backfill.driver.engine_for", lambda *_: Inline())
    names = [f"crawl-data/{path.name}" for path in warcs]
    listing = io.BytesIO("\n".join([*names, "crawl-data/gone.warc.gz"]).encode())
    content = {f"/{name}": path.read_bytes() for name, path in zip(names, warcs, strict=True)}
    content["/warc.paths.gz"] = gzip.compress(listing.read())
    with served(content) as address:
        line = ["backfill", f"{address}/warc.paths.gz", "--base", address, "--data", tmp_path]
        ran = batchwatch(*line, "--json")
        assert ran.status == 1
        assert "gone.warc.gz: HTTP 404" in ran.err
        told = json.loads(ran.out)
        assert (told["counters"]["files/read"], len(told["failed"])) == (2, 1)
        Shaky.asked.clear()
        batchwatch(*line, "-q")
        assert Shaky.asked == ["/warc.paths.gz 0"]


def test_a_plan_reads_no_file_to_its_end(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    ran = batchwatch("backfill", *warcs, "--plan", "--json", "--data", tmp_path / "data")
    plan = json.loads(ran.out)
    assert (plan["files"], plan["done"]) == (2, 0)
    assert plan["bytes"] == sum(path.stat().st_size for path in warcs)
    assert plan["seconds"] > 0
    assert not (tmp_path / "data").exists()


def test_a_plan_says_why_it_has_no_estimate(batchwatch: Batchwatch, tmp_path: Path) -> None:
    with served({}) as address:
        ran = batchwatch("backfill", f"{address}/a.warc.gz", "--plan", "--data", tmp_path / "data")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert f"no estimate: cannot fetch {address}/a.warc.gz" in ran.err


def test_what_is_missing_of_other_days_is_not_missed(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    paths = tmp_path / "paths"
    paths.write_text("".join(f"{path}\n" for path in (*warcs, "gone-20240301000000.warc.gz")))
    line = ["backfill", paths, "--plan", "--data", tmp_path / "data", "--until"]
    assert [batchwatch(*line, day).status for day in ("2024-01-01", "2024-03-01")] == [0, 1]
