"""What the page on exports shows of pandas and DuckDB runs on an export."""

import re
from pathlib import Path

import pytest
from exported import fill

from cli.main import main

PAGE = Path(__file__).parent.parent / "docs" / "exporting.md"
BLOCK = re.compile(r"^```(python|sql)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("documented")
    fill(made / "data", ("=智谱", "-Zhipu"))
    out = str(made / "out")
    assert (
        main(
            [
                "export",
                out,
                "--format",
                "csv,jsonl,parquet,xlsx",
                "--data",
                str(made / "data"),
                "-q",
            ]
        )
        == 0
    )
    return made / "out"


def test_the_page_shows_both() -> None:
    assert [kind for kind, _ in BLOCKS] == ["python"] * 3 + ["sql"] * 3


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "python"])
def test_pandas(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas

    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    exec(code, names)
    found = [name for name, value in names.items() if isinstance(value, pandas.DataFrame)]
    assert found
    register = names.get("register")
    if isinstance(register, pandas.DataFrame):
        assert list(register["name"]) == ["=智谱", "-Zhipu"]
        assert str(register["seq"].dtype) == "Int64"


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "sql"])
def test_duckdb(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(folder)
    with duckdb.connect() as conn:
        assert conn.execute(code).fetchall()
