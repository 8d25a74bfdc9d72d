"""``extract`` prints one JSON object an article, stores nothing, and names what it cannot read."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch

GOLD = Path(__file__).parent / "scored"
KEYS = [
    *("id", "url", "outlet", "language", "title", "published_at", "sha256", "relevant"),
    *("announcements", "counts", "services", "cited_sources", "people"),
]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_object_an_article(batchwatch: Batchwatch) -> None:
    ran = batchwatch("extract", GOLD / "en" / "batch.json", GOLD / "zh" / "howto.json")
    assert (ran.status, ran.err) == (0, "")
    batch, howto = lines(ran.out)
    assert list(batch) == KEYS
    assert (batch["id"], batch["relevant"]) == ("gold-en-batch", True)
    assert (howto["relevant"], howto["announcements"]) == (False, [])


def test_every_span_equals_its_slice(batchwatch: Batchwatch) -> None:
    for path in sorted(GOLD.glob("*/*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        (found,) = lines(batchwatch("extract", path).out)
        for row in (*found["announcements"], *found["counts"], *found["services"]):
            assert text[row["start"] : row["end"]] == row["text"]
        for row in (*found["cited_sources"], *found["people"]):
            assert text[row["start"] : row["end"]]


def test_stdin_with_what_it_cannot_say(
    batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.loads((GOLD / "en" / "batch.json").read_text(encoding="utf-8"))["text"]
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    ran = batchwatch(
        "extract",
        "-",
        *("--url", "https://example.org/a", "--published", "2025-03-12T09:00+08:00"),
    )
    (found,) = lines(ran.out)
    assert ran.status == 0
    assert found["url"] == "https://example.org/a"
    assert found["published_at"] == "2025-03-12T01:00:00Z"
    assert found["language"] == "en"


def test_what_cannot_be_read_is_named_and_the_rest_printed(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    ran = batchwatch("extract", broken, GOLD / "en" / "batch.json")
    assert ran.status == 1
    assert len(lines(ran.out)) == 1
    assert "broken.json" in ran.err
    assert ran.err.count("\n") == 1


def test_a_page_without_an_article_is_one_line(batchwatch: Batchwatch, tmp_path: Path) -> None:
    page = tmp_path / "noise.html"
    page.write_bytes(bytes(range(256)) * 20)
    ran = batchwatch("extract", page)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_nothing_is_stored(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    batchwatch("extract", GOLD / "en" / "batch.json", "--data", tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--published", "last Monday"),
        ("--language", "fr"),
        ("--url", "https://example.org/a", GOLD / "en" / "pending.json"),
    ],
)
def test_wrong_options(batchwatch: Batchwatch, options: tuple[object, ...]) -> None:
    ran = batchwatch("extract", GOLD / "en" / "batch.json", *options)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
