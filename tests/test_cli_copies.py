"""What ``ingest`` makes of one article met many times: by other addresses, reprinted, edited."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch

from db import queries
from db.store import open_for_reading

URL = "https://www.globaltimes.cn/page/202401/1306359.shtml"
VARIANTS = [
    URL,
    URL.replace("https:", "http:"),
    URL.replace("www.", ""),
    URL.replace("www.", "m."),
    URL + "?utm_source=feed&utm_medium=rss",
    URL + "?print=1",
    URL + "/",
    URL.replace(".shtml", "_2.shtml"),
    URL.replace("page/202401", "content"),
]
PLAIN = "https://www.news.example/2024/01/30/harbour.html"
OTHERS = [
    PLAIN,
    PLAIN.replace("https:", "http:"),
    PLAIN.replace("www.", ""),
    PLAIN.replace("www.", "m."),
    PLAIN + "?fbclid=abc",
    PLAIN + "?print=1",
    PLAIN + "/",
    PLAIN.replace("harbour", "harbour.amp"),
    PLAIN.replace(".html", "_2.html"),
]
TEXT = (
    "China has approved 14 more large language models for public use, the Cyberspace Administration"
    " of China said on January 29, 2024. It is the fourth batch since the interim measures took"
    " effect in August last year. Firms that wait for their turn said the process had become"
    " faster. A researcher in Hangzhou said that he expected the next batch in spring."
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def give(batchwatch: Batchwatch, data: Path, *articles: dict[str, Any]) -> dict[str, int]:
    folder = data.with_name("given")
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, article in enumerate(articles):
        url = f"https://paper.example/{article.get('id')}"
        told = {"published": "2024-01-30T12:20:00Z", "outlet": "one", "text": TEXT, "url": url}
        told |= article
        (folder / f"{number:02}.json").write_text(json.dumps(told), encoding="utf-8")
    ran = batchwatch("ingest", folder, "--data", data, "--json")
    assert (ran.status, ran.err) == (0, "")
    counters: dict[str, int] = json.loads(ran.out)["counters"]
    return counters


def ask(batchwatch: Batchwatch, data: Path, verb: str) -> list[dict[str, Any]]:
    answer: dict[str, list[dict[str, Any]]] = json.loads(
        batchwatch(verb, "--json", "--data", data).out
    )
    return answer[verb]


@pytest.mark.parametrize("urls", [VARIANTS, OTHERS])
def test_nine_variants_of_an_address_are_one_article(
    batchwatch: Batchwatch, data: Path, urls: list[str]
) -> None:
    give(batchwatch, data, *({"url": url} for url in urls))
    (article,) = ask(batchwatch, data, "articles")
    (batch,) = ask(batchwatch, data, "batches")
    assert (article["revision"], article["copy_of"], batch["voices"]) == (1, None, 1)
    assert len(batch["articles"]) == 1


def test_ten_reprints_are_one_voice(batchwatch: Batchwatch, data: Path) -> None:
    pages = ["{}", "From the wire, 2024-01-31 08:{n}\n{}\nEditor: N. Body", "{}\nRead on: {n} tips"]
    reprints = [
        {"id": f"r{n}", "outlet": f"paper{n}", "published": f"2024-01-31T0{n % 9}:00:00Z",
         "text": pages[n % 3].format(TEXT if n % 2 else TEXT[: 280 + n], n=30 + n)}
        for n in range(10)
    ]  # fmt: skip
    give(batchwatch, data, {"id": "origin"}, *reprints)
    (batch,) = ask(batchwatch, data, "batches")
    assert (len(batch["articles"]), batch["voices"]) == (11, 1)
    copies = {a["id"]: a["copy_of"] for a in ask(batchwatch, data, "articles")}
    assert copies == {"origin": None} | {f"r{n}": "origin" for n in range(10)}


def test_an_edit_that_changes_no_fact_changes_no_batch(batchwatch: Batchwatch, data: Path) -> None:
    give(batchwatch, data, {"id": "a"})
    before = batchwatch("batches", "--json", "--data", data).out
    counters = give(batchwatch, data, {"id": "a", "text": TEXT.replace("spring", "early spring")})
    assert counters["store/revised"] == 1
    assert batchwatch("batches", "--json", "--data", data).out == before


def test_an_edited_count_leaves_both_values_with_their_times(
    batchwatch: Batchwatch, data: Path
) -> None:
    give(batchwatch, data, {"id": "a"})
    give(batchwatch, data, {"id": "a", "text": TEXT.replace("14 more", "15 more")})
    # A file that comes again stays where it was.
    assert give(batchwatch, data, {"id": "a"})["store/unchanged"] == 1
    (batch,) = ask(batchwatch, data, "batches")
    assert batch["services_stated"] == {"value": 15, "qualifier": "exact"}
    store = open_for_reading(data)
    assert store is not None
    with store:
        (old,) = queries.run(store, "batch_revisions", slug=batch["slug"])
        (now,) = store.rows("SELECT last_seen FROM articles")
    assert (old["article"], old["services_value"]) == ("a", 14)
    assert "2020" < old["last_seen"] < now["last_seen"]


def test_a_replay_keeps_the_order_of_versions(batchwatch: Batchwatch, data: Path) -> None:
    for count in (14, 16, 15):
        give(batchwatch, data, {"id": "a", "text": TEXT.replace("14 more", f"{count} more")})
    before = batchwatch("batches", "--json", "--data", data).out
    assert '"value": 15' in before
    assert batchwatch("replay", "--data", data, "-q").status == 0
    assert batchwatch("batches", "--json", "--data", data).out == before
