"""Office files are zip archives: opened only once they are known to be sound and not too large."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from extract.errors import NotAList

LARGEST = 200_000_000
"""Bytes of all members when inflated."""
LARGEST_XML = 60_000_000
"""Bytes of one XML member; a list of 2,000 rows has about 10 million."""
MEMBERS = 5_000
STEEPEST = 200
"""Times that a member of more than STEEP_FROM bytes may grow."""
STEEP_FROM = 10_000_000
CHUNK = 1 << 16
HEADER = 30
DECLARATIONS = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("ascii", "utf-16-le", "utf-16-be")
)
"""What no office file has: entities that grow when they are read."""


def opened(body: bytes) -> zipfile.ZipFile:
    """The archive, each member inflated once and found to be as large as it says."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotAList(f"a damaged zip archive: {error}") from None
    members = archive.infolist()
    _check_declared(members)
    for member in members:
        _check_content(body, member)
    return archive


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise NotAList(f"a zip archive of {len(members):,} members")
    if any(member.flag_bits & 1 for member in members):
        raise NotAList("an encrypted zip archive")
    total = sum(member.file_size for member in members)
    if total > LARGEST:
        raise NotAList(f"a zip bomb: {total:,} bytes when inflated")
    for member in members:
        if member.file_size > max(STEEP_FROM, STEEPEST * member.compress_size):
            raise NotAList(f"a zip bomb: {member.filename} inflates to {member.file_size:,} bytes")
        if is_xml(member) and member.file_size > LARGEST_XML:
            raise NotAList(f"{member.filename} inflates to {member.file_size:,} bytes")


def is_xml(member: zipfile.ZipInfo) -> bool:
    """Is it one that XML parsers will read?"""
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))


def _check_content(body: bytes, member: zipfile.ZipInfo) -> None:
    """What it inflates to, whatever the archive's directory says."""
    size, checksum, before = 0, 0, b""
    try:
        for chunk in _inflated(body, member):
            size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
            if size > member.file_size:
                raise NotAList(f"a zip bomb: {member.filename} is larger than it says")
            if any(word in before + chunk for word in DECLARATIONS):
                raise NotAList(f"{member.filename} declares a document type or entities")
            before = chunk[-32:]
    except zlib.error as error:
        raise NotAList(f"a damaged zip archive: {member.filename}: {error}") from None
    if size != member.file_size or checksum != member.CRC:
        raise NotAList(f"a damaged zip archive: {member.filename} is not what it was")


def _inflated(body: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    start = member.header_offset
    lengths = body[start + 26 : start + HEADER]
    start += HEADER + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    data = memoryview(body)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(data[at : at + CHUNK]) for at in range(0, len(data), CHUNK))
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotAList(f"{member.filename} is compressed in an unusual way")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = bytes(data)
    while rest and not inflate.eof:
        yield inflate.decompress(rest, CHUNK)
        rest = inflate.unconsumed_tail
    yield inflate.flush(CHUNK)
