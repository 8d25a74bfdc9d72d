"""``register`` prints the rows of official lists and names what it cannot read."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch
from official_files import FILINGS, SYNTHESIS, docx_of, html_of, listed, pdf_of, xlsx_of

TITLE = "生成式人工智能服务已备案信息（2024年4月）"
ROWS = listed("genai_filing/2024-04", most=4)
KEYS = [
    *("scheme", "seq", "province", "name", "company", "number"),
    *("date", "date_note", "list", "page", "row"),
]


def printed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_rows_as_json_lines(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = tmp_path / f"{TITLE}.pdf"
    path.write_bytes(docx_of([FILINGS, *ROWS]))
    ran = batchwatch("register", path, "--data", tmp_path / "data")
    assert (ran.status, ran.err) == (0, "")
    found = printed(ran.out)
    assert [list(row) for row in found] == [KEYS] * 4
    assert found[0] == {
        **{"scheme": "genai_filing", "seq": 1, "province": "北京市", "name": "文心一言"},
        **{"company": "北京百度网讯科技有限公司", "number": "Beijing-WenXinYiYan-20230821"},
        **{"date": "2023-08-31", "date_note": None},
        **{"list": "genai_filing/2024-04", "page": 1, "row": 1},
    }
    assert not (tmp_path / "data").exists()


def test_details_only_where_there_are_any(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = tmp_path / "list.htm"
    row = ["1", "甲算法", "服务提供者", "甲公司", "甲（APP）", "", "网信算备1101号", ""]
    path.write_bytes(html_of("第十五批深度合成服务算法备案信息", [SYNTHESIS, row]))
    (found,) = printed(batchwatch("register", "--json", path).out)
    assert found["details"] == {"role": "服务提供者", "products": "甲（APP）"}
    assert (found["list"], found["date"]) == ("deep_synthesis/batch-15", None)


def test_a_directory_by_the_bytes_of_its_files(batchwatch: Batchwatch, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2024-08").write_bytes(xlsx_of([FILINGS, *ROWS[:1]]))
    (tmp_path / "a.jsp").write_bytes(docx_of([FILINGS, *ROWS[1:2]]))
    (tmp_path / ".hidden.docx").write_bytes(b"x")
    (tmp_path / "notes.txt").write_text("x")
    ran = batchwatch("register", tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert [row["list"] for row in printed(ran.out)] == ["genai_filing/a", "genai_filing/2024-08"]


def test_an_empty_directory(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("register", tmp_path)
    assert ran.status == 1
    assert ran.err == (f"batchwatch: refused {tmp_path}: holds no HTML, docx, xlsx or PDF file\n")


def test_stdin_with_a_name(batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    body = docx_of([FILINGS, *ROWS])
    for options, name in ((("--name", TITLE), "2024-04"), ((), "unnamed")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
        ran = batchwatch("register", "-", *options)
        assert ran.status == 0
        assert {row["list"] for row in printed(ran.out)} == {f"genai_filing/{name}"}


def test_what_cannot_be_read_is_named_and_the_rest_printed(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(docx_of(TITLE, [FILINGS, ROWS[0], ["2", "北京市", "", "", "", ""], ROWS[2]]))
    ran = batchwatch("register", path)
    assert ran.status == 1
    assert [row["row"] for row in printed(ran.out)] == [1, 3]
    assert ran.err == (
        f"batchwatch: cannot read {path}, page 1, row 2: no name and no number: 2 北京市\n"
    )


def test_a_refused_file_does_not_keep_the_others_away(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    locked, good, large = tmp_path / "locked", tmp_path / "good", tmp_path / "large"
    locked.write_bytes(pdf_of([FILINGS, *ROWS], password="secret"))
    good.write_bytes(pdf_of([FILINGS, *ROWS]))
    with large.open("wb") as file:
        file.truncate(100_000_000)
    ran = batchwatch("register", locked, large, good)
    assert (ran.status, len(printed(ran.out))) == (1, 4)
    assert ran.err.splitlines() == [
        f"batchwatch: refused {locked}: an encrypted PDF: it needs a password",
        f"batchwatch: refused {large}: larger than 50 MB (100,000,000 bytes)",
    ]


def test_a_document_without_rows(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(docx_of("Dear all", [["a", "b"], ["c", "d"]]))
    ran = batchwatch("register", path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"batchwatch: no row of an official list in {path}\n"


def test_plain_text_is_refused(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    path.write_text(TITLE, encoding="utf-8")
    ran = batchwatch("register", path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"batchwatch: refused {path}: plain text, no list in HTML, docx, PDF or xlsx\n"
    )


def test_wrong_usage(batchwatch: Batchwatch, tmp_path: Path) -> None:
    assert batchwatch("register").status == 2
    assert batchwatch("register", tmp_path / "none").status == 2
    assert batchwatch("register", tmp_path, tmp_path, "--name", "x").status == 2
