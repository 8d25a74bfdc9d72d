"""What is no list, or would harm the reader, is refused with one clear line."""

import io
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from each import each
from official_files import FILINGS, docx_of, html_of, listed, pdf_of, xlsx_of
from reportlab.pdfgen.canvas import Canvas

from extract.errors import NotAList
from extract.register import grids, kinds, pdf, read, read_file

TABLE = [FILINGS, *listed("genai_filing/2024-04", most=3)]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(body: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(NotAList) as caught:
        read_file(body, name="list.pdf")
    said = str(caught.value)
    assert said
    assert "\n" not in said
    return said


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@each(
    ("body", "said"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"\x89PNG\r\n" + bytes(100), "PNG"),
        ("序号 模型名称".encode(), "plain text"),
        (b'{"errno": 1}', "JSON"),
        (b"\x1f\x8b" + bytes(10), "gzip"),
        (bytes(range(256)), "unknown type"),
        (OLE + bytes(504) + utf16("EncryptedPackage"), "encrypted office file"),
        (OLE + bytes(504) + utf16("WordDocument"), "old Word file"),
        (OLE + bytes(504), "encrypted or of an old kind"),
        (b"PK\x05\x06" + bytes(18), "zip archive, no list"),
        (b"<html><script>challenge()</script></html>", "scripts without a table"),
        (b"<html><body><p>" + b"text " * 100 + b"</p></body></html>", "without a table"),
    ],
)
def test_wrong_types(body: bytes, said: str) -> None:
    assert said in refusal(body)


def test_a_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 1_000_000)
    assert refusal(bytes(1_000_001)) == "larger than 1 MB (1,000,001 bytes)"


@each("part", [0.2, 0.5, 0.9, 0.99])
@each("kind", ["docx", "xlsx", "pdf"])
def test_damaged_files(kind: str, part: float) -> None:
    body = {"docx": docx_of, "xlsx": xlsx_of, "pdf": pdf_of}[kind](TABLE)
    assert "damaged" in refusal(body[: int(len(body) * part)])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_changed_byte_in_an_archive(kind: str) -> None:
    body = bytearray({"docx": docx_of, "xlsx": xlsx_of}[kind](TABLE))
    with zipfile.ZipFile(io.BytesIO(bytes(body))) as archive:
        member = max(archive.infolist(), key=lambda m: m.compress_size)
    body[member.header_offset + 200] ^= 0xFF
    assert "damaged" in refusal(bytes(body))


def test_a_pdf_with_a_damaged_stream() -> None:
    body = pdf_of(TABLE)
    place = body.index(b"stream\n") + 40
    letter = b"#" if body[place : place + 1] != b"#" else b"$"
    assert "damaged" in refusal(body[:place] + letter + body[place + 1 :])


def test_an_encrypted_pdf() -> None:
    assert refusal(pdf_of(TABLE, password="secret")) == "an encrypted PDF: it needs a password"


def test_a_pdf_without_text() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert "scan" in refusal(out.getvalue())


def test_a_pdf_of_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 2)
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(3):
        canvas.drawString(10, 10, "page")
        canvas.showPage()
    canvas.save()
    assert refusal(out.getvalue()) == "a PDF of 3 pages, more than 2"


def test_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "SECONDS", 0.05)
    assert "more than 0.05 s" in refusal(pdf_of([FILINGS, *listed("genai_filing")[:100]]))


def repacked(body: bytes, members: dict[str, bytes]) -> bytes:
    """An archive with some members in place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in archive.namelist():
            made.writestr(name, members.get(name) or archive.read(name))
        for name in members.keys() - set(archive.namelist()):
            made.writestr(name, members[name])
    return out.getvalue()


def test_a_zip_bomb() -> None:
    bomb = repacked(docx_of(TABLE), {"word/media/a.png": bytes(150_000_000)})
    assert len(bomb) < 300_000
    assert "a zip bomb" in refusal(bomb)


def test_a_zip_bomb_that_lies_about_its_size() -> None:
    body = repacked(xlsx_of(TABLE), {"xl/media/a.png": bytes(20_000_000)})
    size = (20_000_000).to_bytes(4, "little")
    assert body.count(size) >= 1
    said = refusal(body.replace(size, (1000).to_bytes(4, "little")))
    assert "larger than it says" in said


def test_members_that_inflate_to_too_much_together() -> None:
    many = {f"word/media/{i}.png": bytes(9_900_000) for i in range(21)}
    assert "a zip bomb" in refusal(repacked(docx_of(TABLE), many))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_entities_in_office_files(kind: str, encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "'
        + "ha" * 1000
        + '"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    )
    body, member = {
        "docx": (docx_of(TABLE), "word/document.xml"),
        "xlsx": (xlsx_of(TABLE), "xl/sharedStrings.xml"),
    }[kind]
    assert "entities" in refusal(repacked(body, {member: bomb.encode(encoding)}))


def sheet(rows: bytes) -> bytes:
    """A workbook whose one sheet has these rows after its own."""
    body = xlsx_of(TABLE)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        own = archive.read(name)
    made = own.replace(b"</sheetData>", rows + b"</sheetData>")
    return repacked(body, {name: made})


@pytest.mark.parametrize(
    ("far", "said"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "cells is no list"),
        (b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "cells is no list"),
        (b'<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>', "cells is no list"),
        (b'<row r="1048576"><c><v>1</v></c></row>', "cells is no list"),
        (b'<row r="9"><c r="A99999999999"><v>1</v></c></row>', "a cell at 'A99999999999'"),
        (b'<row r="99999999999"><c><v>1</v></c></row>', "a cell in row 99999999999"),
        (b'<row r="9"><c r="A9"><v>1</c></row>', "damaged"),
    ],
)
def test_a_sheet_with_a_far_away_cell(
    far: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "MOST_CELLS", 1_000_000)
    assert said in refusal(sheet(far))


def test_a_sheet_of_empty_rows() -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (i, i) for i in range(5, 50_000))
    body = sheet(empty)
    began = time.process_time()
    assert len(read_file(body, name=None).rows) == 3
    assert time.process_time() - began < 3


def test_a_string_that_every_cell_repeats() -> None:
    text = b"<si><t>" + b"a" * 30_000 + b"</t></si>"
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (i, i) for i in range(5, 10_000)
    )
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="' + space + b'">' + text * 30 + b"</sst>"
    body = repacked(sheet(cells), {"xl/sharedStrings.xml": strings})
    assert "200,000,000 characters" in refusal(body)


@pytest.mark.parametrize(
    "cell", ['<td colspan="999999">', '<td rowspan="999999">', '<td colspan="x" rowspan="-1">']
)
def test_enormous_spans_do_no_harm(cell: str) -> None:
    page = html_of(TABLE).decode().replace("<td>", cell, 1)
    tracemalloc.start()
    with suppress(NotAList):
        assert len(read_file(page.encode(), name=None).rows) == 3
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_page_of_spans() -> None:
    row = "<tr>" + '<td rowspan="60000">x</td>' * 150 + "</tr>" + "<tr></tr>" * 20_000
    assert "cells is no list" in refusal(f"<html><table>{row}</table></html>".encode())
    wide = "<tr>" + "<td>x</td>" * 100_000 + "</tr>"
    assert "columns is no list" in refusal(f"<html><table>{wide}</table></html>".encode())


def test_a_pdf_stream_that_inflates_without_end() -> None:
    packed = zlib.compress(zlib.compress(bytes(70_000_000), 1), 9)
    bomb = pdf_of(TABLE).replace(
        b"endobj",
        b"endobj\n99 0 obj\n<< /Filter [/FlateDecode /FlateDecode] >>\nstream\n"
        + packed
        + b"\nendstream\nendobj",
        1,
    )
    assert "a PDF bomb" in refusal(bomb)
