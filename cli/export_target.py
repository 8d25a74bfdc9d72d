"""Which folders an export may make or replace."""

import json
from pathlib import Path

import click


def refuse_target(data: Path, folder: Path) -> None:
    """What an export must not replace is wrong usage."""
    target, home = folder.resolve(), data.resolve()
    if target == home or home.is_relative_to(target) or target.is_relative_to(home / "archive"):
        raise click.UsageError(f"{folder} holds the data directory; name a folder for the export")
    if target == Path.cwd():
        raise click.UsageError(f"{folder} is the present folder; name one inside it")
    if not target.parent.is_dir():
        raise click.UsageError(f"there is no folder {folder.parent}")
    if target.exists() and (strange := _strange(target)):
        raise click.UsageError(
            f"{folder} is there and is no batchwatch export ({strange}); name another folder"
        )


def _strange(target: Path) -> str:
    """Why a folder must not be replaced; empty for an export of ours and for an empty folder."""
    from db.exports.provenance import FORMAT, NOTE, SUMS

    there = sorted(path.name for path in target.iterdir())
    if not there:
        return ""
    try:
        told = json.loads((target / NOTE).read_text(encoding="utf-8"))
        ours = {*told["files"], NOTE, SUMS} if told["format"] == FORMAT else set()
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    strange = [name for name in there if name not in ours]
    return f"it has {strange[0]}" if strange else ""
