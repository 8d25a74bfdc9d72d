"""The page of figures is what its figures make of it, and names every field that is scored."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.accuracy import FIGURES, GOLD, HELD_OUT, MEANINGS, PAGE, kept, page
from cli.evaluate import gold_articles, measured

LOOSE = 0.02
"""How far a figure on the page may be from what is measured now."""
REMEDY = "run make accuracy"


def figures() -> dict[str, Any]:
    found = kept(FIGURES)
    assert found is not None
    return found


def test_the_page_is_written_from_its_figures() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(figures(), kept(HELD_OUT)), REMEDY


def test_every_scored_field_is_explained_and_shown() -> None:
    scores = figures()["scores"]
    assert {field for row in scores.values() for field in row} == set(MEANINGS), REMEDY
    assert set(scores) == {"en", "zh", "all"}
    assert set(figures()["articles"]) == {"en", "zh"}


def test_held_out_figures_fill_their_section(tmp_path: Path) -> None:
    bare = page(figures(), None)
    assert "Not measured yet" in bare
    file = tmp_path / "held.json"
    file.write_text(json.dumps(measured(gold_articles([GOLD.parent / "scored"]))), encoding="utf-8")
    filled = page(figures(), kept(file))
    assert "Not measured yet" not in filled
    assert filled.startswith(bare[: bare.index("Not measured yet")])
    assert filled.count("### English") == 2


@pytest.mark.soak
def test_the_figures_are_those_of_today() -> None:
    now = measured(gold_articles([GOLD]))
    told = figures()
    assert now["articles"] == told["articles"], REMEDY
    for run in ("scores", "scores_without_names"):
        for language, fields in now[run].items():
            for field, row in fields.items():
                shown = told[run][language][field]
                assert all(abs(row[key] - shown[key]) <= LOOSE for key in row if key != "n"), (
                    f"{run} {language} {field}: {row} now, {shown} on the page; {REMEDY}"
                )
