"""``replay`` builds the same record store from the archive, or leaves the one that is there."""

import fcntl
import json
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import killing
import pytest
from archived import crawl, news, response, sound
from conftest import Batchwatch
from forks import KILLED, Ended, moments
from prepared import Prepared

from cli.main import main
from crawler.archive.capture import About, archive_files
from crawler.archive.reading import Member, capture_of
from crawler.archive.records import capture_record
from crawler.items import Article
from crawler.keeper import keeping
from crawler.ledger.opening import ledger_path
from crawler.newsroom.site import Site
from db import answers
from db.store import RecordStore, Row, store_path
from extract.extraction import Extraction
from pipelines.flow import Flow

pytestmark = pytest.mark.early

PAPERS = ("global_times", "technode", "tmtpost")
FIRST_STORY = "tmtpost-fourteen-models-one-trade"
EDITED = [story.slug for story in Site().stories if story.revision]
ONCE = next(
    story.title
    for number, story in enumerate(Site().stories)
    if story.outlet == "technode" and number % 4 != 3 and "'" not in story.title
)
"""Title of a story that every archive here has once, as its page prints it."""
FORWARDED, BATCH = "genai-filing-2024-01-30", "genai-filing-2024-01"


def build_crawled(data: Path) -> None:
    """Three crawls: one page, whose batch gets a name that is given up later, all, an edition."""
    crawl(data, [page for story, page in news(*PAPERS) if story.slug == FIRST_STORY])
    crawl(data, (page for _, page in news(*PAPERS)))
    crawl(data, (page for _, page in news(*PAPERS, edition=2)))


def build_ingested(data: Path, files: Path) -> None:
    """The newsroom's pages as files of every kind."""
    files.mkdir()
    site = Site()
    stories = [(story, site.page(story.url)) for story in site.stories]
    records = b""
    for number, (story, page) in enumerate(stories):
        told = {"url": story.url, "title": story.title, "text": story.text, "id": f"s{number}"}
        line = json.dumps(told | {"published": f"{story.published:%Y-%m-%d}"}, ensure_ascii=False)
        if page is None or story.outlet not in PAPERS:
            continue
        if number % 4 == 0:
            (files / f"{number:03}.html").write_bytes(page.body)
        elif number % 4 == 1:
            (files / f"{number:03}.json").write_text(line, encoding="utf-8")
        elif number % 4 == 2:
            with (files / "lines.jsonl").open("a", encoding="utf-8") as lines:
                lines.write(f"{line}\n")
    for _, capture in list(news("global_times", "tmtpost"))[::3]:
        records += capture_record(capture)
    (files / "others.warc.gz").write_bytes(records)
    assert main(["ingest", str(files), "--data", str(data), "-q"]) == 0


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    build_crawled(folder / "crawled")
    build_ingested(folder / "ingested", folder / "files")
    crawl(folder / "small", (page for _, page in news("technode")))
    return {name: folder / name for name in ("crawled", "ingested", "small")}


@pytest.fixture
def crawled(templates: dict[str, Path], tmp_path: Path) -> Path:
    """Data as crawls of the newsroom leave it."""
    return shutil.copytree(templates["crawled"], tmp_path / "data")


@pytest.fixture(params=["crawled", pytest.param("ingested", marks=pytest.mark.soak)])
def data(templates: dict[str, Path], tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Data as crawls leave it, and as ``ingest`` does."""
    return shutil.copytree(templates[request.param], tmp_path / "data")


def contents(data: Path) -> dict[str, list[str]]:
    """Every derived row, with its instants; of printed slugs what they lead to."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(killing, "TIMES", ())
        found = killing.contents(data)
    found["batch_slugs"] = sorted(
        f"{row['slug']} {row['batch']}" for row in rows(data, "SELECT * FROM batch_slugs")
    )
    return found


def rows(data: Path, sql: str) -> list[Row]:
    with RecordStore.open_read_only(store_path(data)) as store:
        return store.rows(sql)


def write(data: Path, sql: str, *params: Any) -> None:
    with RecordStore.open(store_path(data)) as store, store.transaction():
        store.write(sql, [params])


def lose_store(data: Path) -> None:
    for path in data.glob("batchwatch.db*"):
        path.unlink()


def member_of(data: Path, wanted: bytes) -> tuple[Path, Member]:
    """Where the archive has the first page or file whose body holds some bytes."""
    for path in archive_files(data):
        for member in sound(path):
            capture = capture_of(member)
            if capture is not None and wanted in capture.body and capture.about.kind != "other":
                return path, member
    raise AssertionError(wanted)


def spoil(data: Path, wanted: bytes = ONCE.encode()) -> int:
    """Flip a byte of a page's record; return where it begins."""
    path, member = member_of(data, wanted)
    content = bytearray(path.read_bytes())
    content[(member.start + member.end) // 2] ^= 0xFF
    path.write_bytes(content)
    return member.start


@dataclass(frozen=True)
class State:
    """What a directory holds and answers."""

    contents: dict[str, list[str]]
    runs: list[Row]
    batches: bytes


def state(data: Path) -> State:
    with RecordStore.open_read_only(store_path(data)) as store:
        answered = json.dumps(answers.batches(store)).encode()
    return State(contents(data), rows(data, "SELECT * FROM runs ORDER BY started_at, id"), answered)


@pytest.fixture(scope="module", params=["crawled", "ingested"])
def replayed(
    templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, request: Any
) -> tuple[State, Path]:
    """Data before and after a replay."""
    data = tmp_path_factory.mktemp("replayed") / "data"
    shutil.copytree(templates[request.param], data)
    before = state(data)
    assert main(["replay", "--data", str(data), "-q"]) == 0
    return before, data


def test_every_derived_row_is_the_same(replayed: tuple[State, Path]) -> None:
    before, data = replayed
    assert len(before.contents["articles"]) > 30
    assert len(before.contents["batches"]) >= 3
    assert contents(data) == before.contents


def test_answers_are_the_same_byte_for_byte(replayed: tuple[State, Path]) -> None:
    before, data = replayed
    assert state(data).batches == before.batches


def test_runs_are_kept_and_the_replay_is_one(replayed: tuple[State, Path]) -> None:
    before, data = replayed
    *kept, last = rows(data, "SELECT * FROM runs ORDER BY verb = 'replay', started_at, id")
    assert kept == before.runs
    assert (last["verb"], last["outcome"], last["outlet"]) == ("replay", "ok", None)
    assert json.loads(last["counters"])["store/new"] > 30


def test_alerts_deliveries_and_printed_slugs_are_kept(
    batchwatch: Batchwatch, crawled: Path
) -> None:
    alert = (1, "k", "new_batch", BATCH, "{}", "2024-02-01T00:00:00Z")
    columns = "id, key, kind, batch, payload, created_at"
    write(crawled, f"INSERT INTO alerts ({columns}) VALUES (?, ?, ?, ?, ?, ?)", *alert)
    sql = "INSERT INTO deliveries (alert, channel, state) VALUES (1, 'desk', 'pending')"
    write(crawled, sql)
    before = contents(crawled)
    assert len(before["alerts"]) == len(before["deliveries"]) == 1
    batchwatch("replay", "--data", crawled, "-q")
    assert contents(crawled) == before
    assert forwarded(batchwatch, crawled)


@pytest.mark.parametrize("verb", ["batches", "articles", "outlets", "runs", f"batch {BATCH}"])
def test_without_its_store_a_directory_answers_nothing(
    batchwatch: Batchwatch, crawled: Path, verb: str
) -> None:
    lose_store(crawled)
    ran = batchwatch(*verb.split(), "--json", "--data", crawled)
    assert (ran.status, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert "replay" in ran.err
    assert not store_path(crawled).exists()


def test_a_lost_store_is_rebuilt(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    lose_store(data)
    ran = batchwatch("replay", "--data", data)
    assert (ran.status, ran.err.count("\n")) == (0, 1)
    assert "runs, alerts and deliveries of before are lost" in ran.err
    found = contents(data)
    assert found == before | {"outlets": found["outlets"]}


def forwarded(batchwatch: Batchwatch, data: Path) -> bool:
    """Whether a slug that was printed once is answered with the batch of today."""
    assert FORWARDED not in {row["slug"] for row in rows(data, "SELECT slug FROM batches")}
    asked = [batchwatch("batch", slug, "--json", "--data", data) for slug in (FORWARDED, BATCH)]
    return all((ran.status, json.loads(ran.out)["slug"]) == (0, BATCH) for ran in asked)


def test_a_lost_ledger_and_store_are_rebuilt(batchwatch: Batchwatch, crawled: Path) -> None:
    before = contents(crawled)
    assert len(before["outlets"]) == len(PAPERS)
    assert len(before["article_revisions"]) == 1
    lose_store(crawled)
    ledger_path(crawled).unlink()
    ran = batchwatch("replay", "--data", crawled, "-q")
    assert ran.status == 0
    assert contents(crawled) == before
    assert forwarded(batchwatch, crawled)


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules under which no article says anything."""

    def hears_nothing(article: Article, *, names: bool = True) -> Extraction:
        return Extraction(False)

    monkeypatch.setattr("pipelines.read.read", hears_nothing)


def relevant(data: Path) -> Counter[str]:
    found = rows(data, "SELECT outlet, published_at FROM articles WHERE relevant")
    return Counter(row["outlet"] for row in found)


@pytest.mark.usefixtures("deaf")
def test_today_s_rules_are_applied(batchwatch: Batchwatch, data: Path) -> None:
    batchwatch("replay", "--data", data, "-q")
    assert relevant(data) == Counter()
    assert rows(data, "SELECT * FROM batches") == []


@pytest.mark.usefixtures("deaf")
def test_only_the_outlet_asked_for_is_read_again(batchwatch: Batchwatch, crawled: Path) -> None:
    before, articles = relevant(crawled), rows(crawled, "SELECT key FROM articles ORDER BY key")
    ran = batchwatch("replay", "--outlet", "technode", "--data", crawled, "-q")
    assert (ran.status, ran.err) == (0, "")
    assert before["technode"] > 0
    assert relevant(crawled) == before - Counter(technode=before["technode"])
    assert rows(crawled, "SELECT key FROM articles ORDER BY key") == articles
    run = rows(crawled, "SELECT outlet FROM runs WHERE verb = 'replay'")
    assert run == [{"outlet": "technode"}]


@pytest.mark.usefixtures("deaf")
def test_only_articles_since_a_day_are_read_again(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("replay", "--since", "2025-01-01", "--data", data, "-q")
    assert (ran.status, ran.err) == (0, "")
    left = rows(data, "SELECT published_at FROM articles WHERE relevant")
    assert left
    assert all(row["published_at"] < "2025" for row in left)
    (batch,) = rows(data, "SELECT slug, scheme, event_date FROM batches")
    assert (batch["scheme"], batch["event_date"][:7]) == ("genai_filing", "2024-01")


def test_a_part_read_again_by_the_same_rules_changes_nothing(
    batchwatch: Batchwatch, data: Path
) -> None:
    before = contents(data)
    for options in (["--outlet", "tmtpost"], ["--since", "2025"]):
        assert batchwatch("replay", *options, "--data", data, "-q").status == 0
        assert contents(data) == before


@pytest.mark.parametrize("options", [["--outlet", "tmtpost"], ["--since", "2025"]])
def test_a_part_needs_the_store_that_has_the_rest(
    batchwatch: Batchwatch, crawled: Path, options: list[str]
) -> None:
    lose_store(crawled)
    ran = batchwatch("replay", *options, "--data", crawled)
    assert (ran.status, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert not store_path(crawled).exists()


def test_as_of_a_day_nothing_later_is_known(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("replay", "--as-of", "2025-02-20", "--data", data, "-q")
    assert (ran.status, ran.err) == (0, "")
    days = [row["published_at"] for row in rows(data, "SELECT published_at FROM articles")]
    assert days
    assert all(day < "2025-02-20T16:00:00Z" for day in days)
    seen = [row["first_seen"][:10] for row in rows(data, "SELECT first_seen FROM batches")]
    assert len(seen) in (2, 3)
    assert max(seen) <= "2025-02-20"


def test_as_of_a_day_drops_nothing_that_only_the_store_has(
    batchwatch: Batchwatch, data: Path
) -> None:
    before = contents(data)
    shutil.rmtree(data / "archive")
    ran = batchwatch("replay", "--as-of", "2025-02-20", "--data", data, "-q")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "not in the archive" in ran.err
    assert contents(data) == before


def test_as_of_and_an_outlet(batchwatch: Batchwatch, crawled: Path) -> None:
    batchwatch("replay", "--as-of", "2025-02-20", "--outlet", "tmtpost", "--data", crawled, "-q")
    latest = "SELECT max(published_at) AS last FROM articles WHERE outlet {} 'tmtpost'"
    assert rows(crawled, latest.format("="))[0]["last"] < "2025-02-20T16:00:00Z"
    assert rows(crawled, latest.format("!="))[0]["last"] > "2026"


def test_what_was_left_out_as_of_a_day_comes_back(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    batchwatch("replay", "--as-of", "2025-02-20", "--data", data, "-q")
    assert contents(data) != before
    batchwatch("replay", "--data", data, "-q")
    assert contents(data) == before


def test_a_damaged_record_is_named_and_its_article_kept(batchwatch: Batchwatch, data: Path) -> None:
    before = contents(data)
    start = spoil(data)
    ran = batchwatch("replay", "--data", data, "-q")
    assert ran.status == 1
    damage, kept = ran.err.splitlines()
    assert f"is damaged at byte {start}" in damage
    assert kept == "batchwatch: 1 article is not in the archive and kept as stored"
    assert contents(data) == before
    run = rows(data, "SELECT outcome FROM runs WHERE verb = 'replay'")
    assert run == [{"outcome": "partial"}]


def test_a_damaged_later_version_is_kept_from_the_store(
    batchwatch: Batchwatch, crawled: Path
) -> None:
    (edited,) = (page for story, page in news(*PAPERS, edition=2) if story.slug in EDITED)
    before = contents(crawled)
    spoil(crawled, edited.body)
    ran = batchwatch("replay", "--data", crawled, "-q")
    assert ran.status == 1
    assert contents(crawled) == before


def test_articles_that_only_the_store_has_are_carried_over(
    batchwatch: Batchwatch, data: Path
) -> None:
    before = contents(data)
    articles = len(before["articles"])
    shutil.rmtree(data / "archive")
    ran = batchwatch("replay", "--data", data, "-q")
    assert ran.status == 0
    said = f"batchwatch: {articles} articles are not in the archive and kept as stored\n"
    assert ran.err == said
    found = contents(data)
    assert found["articles"] == before["articles"]
    assert found["batches"] == before["batches"]
    assert found["registrations"] == before["registrations"]


def test_what_is_carried_over_keeps_its_first_and_its_last_sighting(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    page = next(page for _, page in news("technode"))
    again = replace(page, body=page.body + b"<!-- 2 -->", fetched_at="2026-10-01T10:00:00Z")
    crawl(tmp_path, [page, again])
    before = contents(tmp_path)
    (seen,) = rows(tmp_path, "SELECT fetched_at, last_seen FROM articles")
    assert tuple(seen.values()) == (page.fetched_at, again.fetched_at)
    shutil.rmtree(tmp_path / "archive")
    batchwatch("replay", "--data", tmp_path, "-q")
    assert contents(tmp_path) == before


def test_a_response_that_cannot_be_decoded_stops_nothing(
    batchwatch: Batchwatch, crawled: Path
) -> None:
    before = contents(crawled)
    with keeping(crawled) as keeper:
        for coding in ("utf-8", "gzip"):
            fields = (("Content-Encoding", coding),)
            keeper.keep(response(coding, fields=fields, status=404, about=About()))
    assert batchwatch("replay", "--data", crawled, "-q").status == 0
    assert contents(crawled) == before


def test_what_waits_for_the_store_is_stored(batchwatch: Batchwatch, tmp_path: Path) -> None:
    pages = [page for story, page in news("technode") if story.kind.startswith("batch")]
    with keeping(tmp_path) as keeper:
        for page in pages:
            keeper.keep(page)
    RecordStore.open(store_path(tmp_path), anew=True).close()
    assert batchwatch("replay", "--data", tmp_path, "-q").status == 0
    assert len(rows(tmp_path, "SELECT * FROM articles")) == len(pages)
    with keeping(tmp_path) as keeper:
        assert keeper.ledger.waiting("technode") == []


def test_what_a_day_leaves_out_goes_on_waiting(batchwatch: Batchwatch, tmp_path: Path) -> None:
    with keeping(tmp_path) as keeper:
        for _, page in news("technode"):
            keeper.keep(page)
    RecordStore.open(store_path(tmp_path), anew=True).close()
    batchwatch("replay", "--as-of", "2025-02-20", "--data", tmp_path, "-q")
    with keeping(tmp_path) as keeper:
        waiting = {page.url for page in keeper.ledger.waiting("technode")}
    stored = {row["url"] for row in rows(tmp_path, "SELECT url FROM articles")}
    assert waiting
    assert stored
    assert waiting | stored == {story.url for story, _ in news("technode")}
    assert not waiting & stored


def test_pages_outside_the_dates_of_a_crawl_stay_out(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    pages = [page for _, page in news("technode")]
    crawl(tmp_path, pages[1:])
    with keeping(tmp_path) as keeper:
        key = keeper.keep(pages[0]).key
        keeper.ledger.settle(key, "outside_dates", final=False)
    batchwatch("replay", "--data", tmp_path, "-q")
    assert len(rows(tmp_path, "SELECT * FROM articles")) == len(pages) - 1


@pytest.fixture(scope="module")
def replays(commands: Prepared, templates: dict[str, Path]) -> Callable[..., Ended]:
    """Replay the data in the folder of a number; kill it after ``wait`` seconds, if any."""

    def act(number: int, wait: float = 0.0) -> Ended:
        data, began = templates["small"].with_name(str(number)), time.monotonic()
        running = commands.start("replay", "--data", data, "-q")
        while wait and not running.ended():
            if time.monotonic() > began + wait:
                running.kill()
                break
            time.sleep(0.002)
        return Ended(running.wait().status, time.monotonic() - began)

    return act


def numbered(templates: dict[str, Path], number: int) -> Path:
    return shutil.copytree(templates["small"], templates["small"].with_name(str(number)))


def test_a_killed_replay_leaves_the_old_store(
    templates: dict[str, Path], replays: Callable[..., Ended]
) -> None:
    kill_replays(templates, replays, kills=1)


@pytest.mark.soak
def test_thirty_killed_replays(templates: dict[str, Path], replays: Callable[..., Ended]) -> None:
    kill_replays(templates, replays, kills=30)


def kill_replays(templates: dict[str, Path], replays: Callable[..., Ended], kills: int) -> None:
    data = numbered(templates, kills)
    before = contents(data)
    whole = replays(kills)
    assert whole.status == 0
    chance = moments(whole.seconds, seed=7)
    killed = 0
    while killed < kills:
        killed += replays(kills, wait=next(chance)).status == KILLED
        assert killing.unsound(data) == []
        assert contents(data) == before
    assert replays(kills).status == 0
    assert contents(data) == before
    own = {
        "archive",
        "deliver.lock",
        "ledger.db",
        "lock",
        *(f"batchwatch.db{end}" for end in ("", "-wal", "-shm")),
    }
    assert {path.name for path in data.iterdir()} <= own


def test_readers_see_the_old_state_or_the_new(
    templates: dict[str, Path], replays: Callable[..., Ended]
) -> None:
    data = numbered(templates, 2)
    new = len(contents(data)["announcements"])
    write(data, "DELETE FROM announcements")
    states = [0]
    replay = threading.Thread(target=replays, args=(2,))
    replay.start()
    while replay.is_alive():
        states.append(len(contents(data)["announcements"]))
    replay.join()
    states.append(len(contents(data)["announcements"]))
    assert states == [0] * states.count(0) + [new] * states.count(new)
    assert len(states) > 4
    assert states[-1] == new > 5


@pytest.mark.parametrize("made", [False, True], ids=["absent", "empty"])
def test_nothing_to_replay(batchwatch: Batchwatch, tmp_path: Path, made: bool) -> None:
    data = tmp_path / "data"
    if made:
        data.mkdir()
    ran = batchwatch("replay", "--data", data)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"batchwatch: {data} has no archive, so there is nothing to replay\n"
    assert data.exists() == made
    assert not made or list(data.iterdir()) == []


def test_an_unknown_outlet_is_wrong_usage(batchwatch: Batchwatch, crawled: Path) -> None:
    before = store_path(crawled).read_bytes()
    ran = batchwatch("replay", "--outlet", "globaltimes", "--data", crawled)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "globaltimes" in ran.err
    assert store_path(crawled).read_bytes() == before


def test_a_day_that_is_none_is_wrong_usage(batchwatch: Batchwatch, crawled: Path) -> None:
    assert batchwatch("replay", "--as-of", "yesterday-ish", "--data", crawled).status == 2


@pytest.fixture
def locked(crawled: Path) -> Iterator[Path]:
    """A directory that another process writes into."""
    with (crawled / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield crawled


def test_a_locked_directory(batchwatch: Batchwatch, locked: Path) -> None:
    before = contents(locked)
    ran = batchwatch("replay", "--data", locked)
    assert (ran.status, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert contents(locked) == before


def test_json_is_one_document(batchwatch: Batchwatch, crawled: Path) -> None:
    spoil(crawled)
    ran = batchwatch("replay", "--json", "--data", crawled)
    document = json.loads(ran.out)
    assert (ran.status, list(document)) == (1, ["counters", "alerts"])
    assert document["counters"]["read/unreadable"] == 1


def test_runs_of_killed_processes_end_as_failed(batchwatch: Batchwatch, crawled: Path) -> None:
    began = "2024-01-30T10:00:00Z"
    sql = "INSERT INTO runs (id, verb, started_at, counters) VALUES ('dead', 'crawl', ?, '{}')"
    write(crawled, sql, began)
    batchwatch("replay", "--data", crawled, "-q")
    (run,) = rows(crawled, "SELECT * FROM runs WHERE id = 'dead'")
    assert (run["outcome"], run["started_at"]) == ("failed", began)
    assert run["finished_at"] is not None
    assert json.loads(run["counters"]) == {"killed": 1}


def test_a_run_of_this_process_is_left_alone(batchwatch: Batchwatch, crawled: Path) -> None:
    with Flow(store_path(crawled), verb="crawl"):
        batchwatch("replay", "--outlet", "technode", "--data", crawled, "-q")
        (run,) = rows(crawled, "SELECT * FROM runs WHERE finished_at IS NULL")
    assert run["verb"] == "crawl"
