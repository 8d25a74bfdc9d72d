"""``register`` prints the rows of official lists and names what it cannot read."""

from pathlib import Path

from conftest import Batchwatch


def test_no_path_is_wrong_usage(batchwatch: Batchwatch) -> None:
    assert batchwatch("register").status == 2


def test_plain_text_is_refused(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    path.write_text("生成式人工智能服务已备案信息", encoding="utf-8")
    ran = batchwatch("register", path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"batchwatch: refused {path}: plain text, no list in HTML, docx, PDF or xlsx\n"
    )
