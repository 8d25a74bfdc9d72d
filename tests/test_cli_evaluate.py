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


def test_both_runs_and_no_names_only_the_one(batchwatch: Batchwatch) -> None:
    both = json.loads(batchwatch("evaluate", GOLD, "--json").out)
    bare = json.loads(batchwatch("evaluate", GOLD, "--json", "--no-names").out)
    assert (both["names"], bare["names"]) == (True, False)
    assert bare["scores"] == both["scores_without_names"]
    assert "scores_without_names" not in bare
    assert both["articles"]["en"] == {"articles": 2, "relevant": 1}


def test_figures_for_people(batchwatch: Batchwatch) -> None:
    out = batchwatch("evaluate", GOLD).out.splitlines()
    assert out[0] == "4 articles, 0 that could not be read"
    columns = ["language", "field", "precision", "recall", "F1", "accuracy", "of"]
    assert [line.split() for line in out].count(columns) == 2
    assert out.index("with the gazetteer") < out.index("without the gazetteer")
    assert "with the gazetteer" not in batchwatch("evaluate", GOLD, "--no-names").out.splitlines()


def test_errors_name_the_article_and_what_is_wrong(batchwatch: Batchwatch, tmp_path: Path) -> None:
    document = json.loads((GOLD / "en" / "batch.json").read_text(encoding="utf-8"))
    gold = document["gold"]
    gold["services"] = [{"company": "Nowhere Labs", "model": "Absent"}]
    gold["announcements"][0] |= {
        "models_in_batch": 9,
        "scheme": "other",
        "event_date": "2025-01-01",
    }
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    errors = json.loads(batchwatch("evaluate", tmp_path, "--errors", 3, "--json").out)["errors"]
    assert {"article": "gold-en-batch", "what": "Nowhere Labs"} in errors["en"]["companies"][
        "missed"
    ]
    assert errors["en"]["pairs"]["missed"][0]["what"] == "Nowhere Labs / Absent"
    assert 0 < len(errors["en"]["companies"]["false"]) <= 3
    assert errors["en"]["scheme"]["wrong"][0]["what"].startswith("other, said ")
    assert errors["en"]["event_date"]["wrong"][0]["what"].startswith("2025-01-01, said ")
    out = batchwatch("evaluate", tmp_path, "--errors", 1).out
    assert "\nen companies, missed\n  gold-en-batch: Nowhere Labs\n" in out
    assert "errors" not in json.loads(batchwatch("evaluate", tmp_path, "--json").out)


def test_a_file_that_is_no_json_is_named_and_the_rest_scored(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text("no JSON", encoding="utf-8")
    (tmp_path / "b.json").write_bytes((GOLD / "en" / "batch.json").read_bytes())
    ran = batchwatch("evaluate", tmp_path, "--json")
    assert (ran.status, json.loads(ran.out)["documents"]) == (1, 1)
    assert ran.err.startswith(f"batchwatch: {tmp_path / 'a.json'} is no JSON: ")
    (tmp_path / "b.json").unlink()
    alone = batchwatch("evaluate", tmp_path)
    assert (alone.status, alone.out, alone.err.count("\n")) == (1, "", 1)


def test_a_directory_without_gold(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("evaluate", tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
