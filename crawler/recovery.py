"""What a kill, a restore or a loss took from the ledger, noted again out of the archive."""

import logging
from pathlib import Path

from crawler.archive.capture import Place, archive_files, newest_own
from crawler.archive.reading import Member, capture_of, members
from crawler.archive.records import payload_digest
from crawler.ledger.ledger import Ledger
from crawler.noting import has_content, key_of, note_answer, note_content, note_found

logger = logging.getLogger(__name__)


def recover(ledger: Ledger, data: Path, *, anew: bool) -> set[str]:
    """Note what the archive has beyond the ledger; return the files whose end is damaged.

    ``anew`` where there was no ledger before.
    """
    sizes, damaged = ledger.sizes(), set()
    files = archive_files(data)
    newest = newest_own(files)
    if files and anew:
        logger.warning("%s is made anew from the archive", ledger.path)
    for path in files:
        known, size = sizes.get(path.name, 0), path.stat().st_size
        if size < known:
            logger.warning("%s is %d bytes shorter than it was", path, known - size)
            damaged.add(path.name)
        if size <= known:
            continue
        end = known
        for found in members(path, known):
            end = found.end
            if isinstance(found, Member):
                _note_record(ledger, path, found)
            elif found.cut and path == newest:
                logger.info("%s: cut off a half record of %d bytes", path, size - found.start)
                with path.open("r+b") as file:
                    file.truncate(found.start)
                end = found.start
            else:
                logger.warning("%s is damaged at byte %d", path, found.start)
                damaged.add(path.name)
        ledger.note_size(path.name, end, damaged=path.name in damaged)
    return damaged | ledger.damaged()


def is_behind(ledger: Ledger, data: Path) -> bool:
    """Whether the archive's last file holds more than the ledger accounts for."""
    newest = newest_own(archive_files(data))
    return newest is not None and newest.stat().st_size > ledger.sizes().get(newest.name, 0)


def _note_record(ledger: Ledger, path: Path, member: Member) -> None:
    try:
        capture = capture_of(member)
    except ValueError as error:
        logger.warning("%s: the record at byte %d: %s", path, member.start, error)
        return
    if capture is None:
        return
    key = key_of(capture.about, capture.url, capture)
    note_found(ledger, key, capture)
    if has_content(capture):
        place = Place(path.name, member.start)
        digest = capture.digest or payload_digest(capture.body)
        note_content(ledger, key, capture, place, digest)
    else:
        note_answer(ledger, key, capture)
