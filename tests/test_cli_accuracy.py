"""The page of figures is what its figures make of it, and names every field that is scored."""

from pathlib import Path

import pytest

from cli.accuracy import FIGURES, FIGURES_UNSEEN, GOLD, MEANINGS, PAGE, UNSEEN, kept, page
from cli.evaluate import gold_articles, measured

LOOSE = 0.02
"""How far a figure on the page may be from what is measured now."""
REMEDY = "run make accuracy"


def test_the_page_is_written_from_its_figures() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(kept(FIGURES), kept(FIGURES_UNSEEN)), REMEDY


@pytest.mark.parametrize("path", [FIGURES, FIGURES_UNSEEN], ids=["gold", "unseen"])
def test_every_scored_field_is_explained_and_shown(path: Path) -> None:
    figures = kept(path)
    assert {field for row in figures["scores"].values() for field in row} == set(MEANINGS), REMEDY
    assert set(figures["scores"]) == {"en", "zh", "all"}
    assert set(figures["articles"]) == {"en", "zh"}


def test_both_sets_have_their_tables() -> None:
    figures = measured(gold_articles([GOLD.parent / "scored"]))
    assert page(kept(FIGURES), figures).count("### English") == 2


@pytest.mark.soak
@pytest.mark.parametrize(("articles", "path"), [(GOLD, FIGURES), (UNSEEN, FIGURES_UNSEEN)])
def test_the_figures_are_those_of_today(articles: Path, path: Path) -> None:
    now = measured(gold_articles([articles]))
    told = kept(path)
    assert now["articles"] == told["articles"], REMEDY
    for run in ("scores", "scores_without_names"):
        for language, fields in now[run].items():
            for field, row in fields.items():
                shown = told[run][language][field]
                assert all(abs(row[key] - shown[key]) <= LOOSE for key in row if key != "n"), (
                    f"{run} {language} {field}: {row} now, {shown} on the page; {REMEDY}"
                )
