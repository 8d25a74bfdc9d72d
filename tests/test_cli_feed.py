"""The feed is valid Atom whatever it holds; ids and times are those of the batches."""

import json
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Batchwatch
from each import each
from lxml import etree

from cli.main import main
from db.store import RecordStore, store_path
from pipelines.feed import Entry, document, legal

VALID = etree.RelaxNG(file=Path(__file__).with_name("atom.rng"))
ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = (
    "{number} generative artificial intelligence services from nine companies in {place} completed"
    " their filing with the cyberspace authorities on {day}, the city's internet office said."
)
BATCHES = (
    ("Ten", "Beijing", "March 11", "2025-03-12T09:30:00Z"),
    ("Twelve", "Shanghai", "April 15", "2025-04-16T10:00:00Z"),
    ("Eighteen", "Chongqing", "May 20", "2025-05-21"),
)
HOSTILE = [
    "".join(map(chr, range(0x100))),
    "\x00 NUL \ud800 lone \udfff",
    "\ufffe\uffff\ufdd0",
    "\u202egnirts\u2066 turned \u200f",
    "]]> <![CDATA[ <script>alert(1)</script> &amp; &bogus; <!-- --> <?php ?>",
    "x" * 300_000,
    "",
    "\U0001f600 \U000e0001",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    articles = [
        {
            "id": place,
            "url": f"https://{place.lower()}.example.org/1",
            "outlet": "example",
            "language": "en",
            "title": f"{place} adds services & <b>models</b> to its register",
            "published": published,
            "text": TEXT.format(number=number, place=place, day=day),
        }
        for number, place, day, published in BATCHES
    ]
    lines = "\n".join(map(json.dumps, articles))
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    data = folder / "data"
    assert main(["ingest", str(folder / "articles.jsonl"), "--data", str(data), "-q"]) == 0
    return data


def entries(feed: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(feed)
    VALID.assertValid(root)
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    found = []
    for entry in root.findall(f"{ATOM}entry"):
        texts = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        link = entry.find(f"{ATOM}link")
        assert link is not None
        found.append(texts | {"link": link.get("href") or ""})
    return found


def written(data: Path, file: Path, *options: str) -> list[dict[str, str]]:
    assert main(["feed", str(file), "--data", str(data), *options]) == 0
    return entries(file.read_bytes())


def test_every_batch_has_an_entry(data: Path, tmp_path: Path, batchwatch: Batchwatch) -> None:
    batches = json.loads(batchwatch("batches", "--json", "--data", data).out)["batches"]
    found = written(data, tmp_path / "feed.xml")
    slugs = {entry["link"].rpartition("/")[2] for entry in found}
    assert slugs == {batch["slug"] for batch in batches}
    assert len({entry["id"] for entry in found}) == len(batches) == 3
    assert all(entry["title"] and entry["content"] for entry in found)


def test_what_changed_last_comes_first(data: Path, tmp_path: Path) -> None:
    found = written(data, tmp_path / "feed.xml")
    times = [entry["updated"] for entry in found]
    assert times == sorted(times, reverse=True)
    assert all(entry["published"] <= entry["updated"] for entry in found)
    assert written(data, tmp_path / "two.xml", "--limit", "2") == found[:2]


def test_the_times_are_those_of_publication(data: Path, tmp_path: Path) -> None:
    found = written(data, tmp_path / "feed.xml")
    assert [(entry["published"], entry["updated"]) for entry in found] == [
        ("2025-05-20T16:00:00+00:00",) * 2,
        ("2025-04-16T10:00:00+00:00",) * 2,
        ("2025-03-12T09:30:00+00:00",) * 2,
    ]


def test_an_unchanged_store_leaves_the_file_alone(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    written(data, file)
    before = file.stat()
    time.sleep(0.01)
    written(data, file)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_both_languages_tell_of_the_same_batches(data: Path, tmp_path: Path) -> None:
    english = written(data, tmp_path / "en.xml")
    chinese = written(data, tmp_path / "zh.xml", "--language", "zh")
    assert [entry["id"] for entry in chinese] == [entry["id"] for entry in english]
    assert all("\u4e00" <= entry["title"][0] <= "\u9fff" for entry in chinese)


def test_an_id_stays_when_the_slug_changes(data: Path, tmp_path: Path) -> None:
    before = written(data, tmp_path / "feed.xml")
    with RecordStore.open(store_path(data)) as store, store.transaction():
        (row,) = store.rows("SELECT key, batch FROM told WHERE batch IS NOT NULL LIMIT 1")
        store.conn.execute("PRAGMA defer_foreign_keys = ON")
        store.write("UPDATE told SET key = 'older' WHERE key = ?", [(row["key"],)])
        store.write("UPDATE told_claims SET key = 'older' WHERE key = ?", [(row["key"],)])
    after = {entry["link"]: entry["id"] for entry in written(data, tmp_path / "feed.xml")}
    changed = [entry for entry in before if after[entry["link"]] != entry["id"]]
    assert [entry["link"].rpartition("/")[2] for entry in changed] == [row["batch"]]
    assert after[changed[0]["link"]] == "tag:batchwatch,2024:batch:older"


def test_a_correction_is_an_update(data: Path, tmp_path: Path) -> None:
    (last, *_) = reversed(written(data, tmp_path / "feed.xml"))
    slug, at = last["link"].rpartition("/")[2], "2027-01-01T00:00:00Z"
    sql = (
        "INSERT INTO alerts (key, kind, batch, payload, created_at)"
        " VALUES ('correction:x', 'correction', ?, '{}', ?)"
    )
    with RecordStore.open(store_path(data)) as store, store.transaction():
        store.write(sql, [(slug, at)])
    first = written(data, tmp_path / "feed.xml")[0]
    assert (first["id"], first["updated"]) == (last["id"], "2027-01-01T00:00:00+00:00")


@pytest.mark.parametrize("without", ["id", "updated", "link"])
def test_an_entry_that_lacks_something_is_not_valid(
    data: Path, tmp_path: Path, without: str
) -> None:
    written(data, tmp_path / "feed.xml")
    root = etree.parse(tmp_path / "feed.xml").getroot()
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    for child in entry.findall(f"{ATOM}{without}"):
        entry.remove(child)
    assert not VALID.validate(root)


@each("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_valid_and_harmless(text: str) -> None:
    moment = datetime(2024, 1, 30, tzinfo=UTC)
    texts = {"id": "tag:x,2024:1", "url": "http://127.0.0.1/1", "scheme": "other"}
    entry = Entry(**texts, title=legal(text), text=legal(text), published=moment, updated=moment)
    (found,) = entries(document([entry], "http://127.0.0.1", "en"))
    assert len(found["title"]) <= 20_000
    assert "<script>" not in document([entry], "http://127.0.0.1", "en").decode()
    assert not set("\x00\u202e\u2066\ufffe") & set(found["title"] + found["content"])


def test_without_a_store_the_feed_is_empty_and_valid(tmp_path: Path) -> None:
    assert written(tmp_path / "none", tmp_path / "feed.xml") == []
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_not_there_is_one_line(
    data: Path, tmp_path: Path, batchwatch: Batchwatch
) -> None:
    ran = batchwatch("feed", tmp_path / "nowhere" / "feed.xml", "--data", data)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "nowhere" in ran.err


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none" / "batches.xml"
    assert main(["feed", str(file), "--data", str(tmp_path)]) == 1
    assert f"there is no folder {file.parent}\n" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["batchwatch.db", "notes.txt"])
def test_what_is_no_feed_is_left_alone(
    data: Path, tmp_path: Path, batchwatch: Batchwatch, name: str
) -> None:
    file = tmp_path / name
    shutil.copy(data / "batchwatch.db", file)
    before = file.read_bytes()
    ran = batchwatch("feed", file, "--data", data)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert f"{file} is there and is no Atom feed" in ran.err
    assert file.read_bytes() == before
