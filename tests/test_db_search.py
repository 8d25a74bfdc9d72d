"""Full text finds whole words of English and Chinese words of any length, and follows edits."""

from pathlib import Path

from told import ingest, told

from db.fts import phrase, spaced
from db.store import RecordStore


def found(path: Path, query: str) -> list[str]:
    with RecordStore.open_read_only(path) as store:
        rows = store.rows(
            "SELECT a.id FROM articles_fts AS f JOIN articles AS a ON a.doc = f.rowid"
            " WHERE articles_fts MATCH ? ORDER BY a.id",
            (phrase(query),),
        )
    return [row["id"] for row in rows]


def test_han_characters_stand_alone() -> None:
    assert spaced("智谱AI的14款").split() == ["智", "谱", "AI", "的", "14", "款"]
    assert spaced(None) == ""
    assert phrase('say "备案"') == '"say 备 案"'


def test_two_characters_find_their_articles(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(
        path,
        [
            told("a", language="zh", title="新一批", text="网信办公布了十四款完成备案的服务。"),
            told("b", language="zh", title="案件", text="这则消息与准备方案有关而与登记无关。"),
            told("c", text="Fourteen services were filed with the regulator on Monday."),
        ],
    )
    assert found(path, "备案") == ["a"]
    assert found(path, "网信办") == ["a"]
    assert found(path, "案") == ["a", "b"]
    assert found(path, "Filed with the REGULATOR") == ["c"]
    assert found(path, "regul") == []


def test_an_edit_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    first = told("a", text="The list holds eleven entries.", fetched_at="2024-03-04T03:00:00Z")
    edit = told("a", text="The list holds twelve entries.", fetched_at="2024-03-04T05:00:00Z")
    ingest(path, [first])
    ingest(path, [edit])
    assert found(path, "eleven") == []
    assert found(path, "twelve") == ["a"]
