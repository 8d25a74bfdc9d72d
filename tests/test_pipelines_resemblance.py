"""How alike a named service and an official entry are follows the names that are known now."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.own_folder import use_folder
from pipelines.official.listed import Entry
from pipelines.official.resemblance import FIRM, likeness
from pipelines.registration import Registered

NAMED = Registered(None, None, "Quorvex", None, None, (), (("Quorvex", None),))
ENTRY = Entry("genai_filing", "A-1", 1, None, "问岚", "昊岚科技有限公司", "2024-01-02", None, "")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    use_folder(None)


def test_a_name_that_a_person_gives_to_a_firm_tells_at_once(folder: Path) -> None:
    assert likeness(NAMED, ENTRY).points == 0
    text = "kind,canonical,aliases\ncompany,Quorvex,昊岚\n"
    (folder / "aliases.csv").write_text(text, "utf-8")
    use_folder(folder)
    assert likeness(NAMED, ENTRY).firm == FIRM
