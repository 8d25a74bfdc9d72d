"""Files that a verb writes where it is told: whole, or not at all."""

from pathlib import Path

from cli.errors import Failure


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
