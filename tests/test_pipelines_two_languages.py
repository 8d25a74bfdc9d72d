"""One event told in English and in Chinese ends in one batch with each service once."""

from pathlib import Path

import test_extract_seed_en as english
import test_extract_zh_seed as chinese

from crawler.items import Article
from db import answers
from db.store import RecordStore
from pipelines.flow import Flow


def article(name: str, language: str, text: str, outlet: str) -> Article:
    return Article(name, name, None, outlet, language, None, text, "2024-01-30T12:20:00Z")


def test_four_tellings_are_one_batch_with_five_services(tmp_path: Path) -> None:
    told = [
        article("a", "en", english.TOLD, "global_times"),
        *(article(n, "zh", text, n) for n, text in chinese.TELLINGS.items()),
    ]
    path = tmp_path / "batchwatch.db"
    with Flow(path, verb="ingest") as flow:
        for one in told:
            flow.add(one)
    with RecordStore.open_read_only(path) as store:
        (batch,) = answers.batches(store)["batches"]
        whole = answers.batch(store, batch["slug"])
    assert whole is not None
    assert (batch["scheme"], batch["event_date"]) == ("genai_filing", "2024-01")
    assert batch["services_stated"] == {"value": 14, "qualifier": "exact"}
    assert batch["companies_stated"] == {"value": 13, "qualifier": "exact"}
    assert batch["cumulative_stated"] == {"value": 40, "qualifier": "more_than"}
    assert batch["voices"] == len(told)
    assert len(whole["services"]) == 5
    assert all(service["evidence"] for service in whole["services"])
