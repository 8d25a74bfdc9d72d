"""What kind of file some bytes are, told by the bytes alone; what is no list is refused."""

import re

from extract.errors import NotAList
from extract.register.zipped import opened

LARGEST = 50_000_000
"""Bytes of a file; the largest official list has under two million."""
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|meta|title|script|p|h[1-6]|ul|span)[\s>/]",
    re.IGNORECASE,
)
HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or recording"),
    (b"II*\x00", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
)


def too_large(size: int) -> NotAList:
    """The refusal of a file by its size; also for who knows the size before reading."""
    return NotAList(f"larger than {LARGEST // 1_000_000} MB ({size:,} bytes)")


def kind_of(body: bytes) -> str:
    """``docx``, ``xlsx``, ``xls``, ``pdf`` or ``html``; NotAList names what else it is."""
    if len(body) > LARGEST:
        raise too_large(len(body))
    if not body.strip():
        raise NotAList("an empty file")
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(b"PK"):
        return _zipped(body)
    if body.startswith(OLE):
        return _compound(body)
    named = next((what for magic, what in OTHERS if body.startswith(magic)), None)
    if named is None and MARKUP.search(_single(body[:HEAD])):
        return "html"
    raise NotAList(f"{named or _unnamed(body)}, no list in HTML, docx, PDF or xlsx")


def _single(head: bytes) -> bytes:
    """UTF-16 as one byte a character, as far as markup goes."""
    return head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _unnamed(body: bytes) -> str:
    if b"\x00" in body[:HEAD]:
        return "a file of unknown type"
    return "JSON" if body.lstrip()[:1] in (b"{", b"[") else "plain text"


def _zipped(body: bytes) -> str:
    with opened(body) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    raise NotAList("a zip archive, no list in docx or xlsx")


def _compound(body: bytes) -> str:
    """Of the container of old and of encrypted office files."""
    if _has(body, "EncryptedPackage") or _has(body, "EncryptionInfo"):
        raise NotAList("an encrypted office file")
    if _has(body, "WordDocument"):
        raise NotAList("an old Word file (.doc); save it as docx or PDF")
    if _has(body, "Workbook") or _has(body, "Book"):
        return "xls"
    raise NotAList("an office file that is encrypted or of an old kind")


def _has(body: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in body
