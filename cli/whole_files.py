"""Files that a verb writes where it is told: whole, or not at all."""

from pathlib import Path

from cli.errors import Failure

HEAD = 1000
"""Bytes in which a file of ours has its mark."""


def write_whole(file: Path, content: bytes) -> None:
    """Gives the file its new content in one step; Failure where that cannot be written."""
    from db.workplace import move_into_place, workplace

    if not file.parent.is_dir():
        raise Failure(f"{file}: there is no folder {file.parent}")
    try:
        with workplace(file.parent) as place:
            new = place / file.name
            new.write_bytes(content)
            move_into_place(new, file)
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror}") from error


def refuse_other(file: Path, mark: bytes, what: str) -> None:
    """Failure where the file is there and its first bytes lack the mark of what may be replaced."""
    if not file.exists() or (file.is_file() and not file.stat().st_size):
        return
    try:
        with file.open("rb") as stream:
            ours = mark in stream.read(HEAD)
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror}") from error
    if not ours:
        raise Failure(f"{file} is there and is no {what}: name another file")
