"""``evaluate`` scores what ``extract`` says of gold articles."""

import json
from pathlib import Path

from conftest import Batchwatch

GOLD = Path(__file__).parent / "scored"


def test_figures_for_each_language(batchwatch: Batchwatch) -> None:
    ran = batchwatch("evaluate", GOLD, "--json")
    assert (ran.status, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert (document["documents"], document["without_prediction"]) == (4, 0)
    for language in ("en", "zh"):
        assert document["scores"][language]["relevant"]["f1"] == 1.0
        assert document["scores"][language]["counts"]["f1"] == 1.0


def test_figures_for_people(batchwatch: Batchwatch) -> None:
    out = batchwatch("evaluate", GOLD).out.splitlines()
    assert out[0] == "4 articles, 0 that could not be read"
    assert out[1].split() == ["language", "field", "precision", "recall", "F1", "accuracy", "of"]


def test_a_directory_without_gold(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("evaluate", tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
