"""What a process knows by its names and rules in, the same knowledge in another process out."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Final

from cli.backfill.files import put

_ROOMS: Final = ("crawler", "extract")
_KINDS: Final = frozenset({".py", ".jsonl", ".csv"})
_used: list[str] = []


def knowledge() -> str:
    """What this process knows beside what ships, as JSON that is the same for the same names."""
    from extract.known import official

    told = {
        "horizon": official.horizon(),
        "lists": [astuple(name) for name in official.stored()],
        "own": {name: hashlib.sha256(content).hexdigest() for name, content in _own_files()},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def fingerprint(known: str, *, names: bool = True) -> str:
    """What changes whenever another reader, rule or name could read an article differently."""
    told = f"{_program()} {names} ".encode() + known.encode()
    return hashlib.sha256(told).hexdigest()[:32]


def leave(folder: Path, known: str) -> str:
    """Write the knowledge of this process where workers find it; return the name of its file."""
    name = f"known-{hashlib.sha256(known.encode()).hexdigest()[:16]}.json"
    for own, content in _own_files():
        (folder / _own(name) / own).parent.mkdir(parents=True, exist_ok=True)
        put(folder / _own(name) / own, content)
    put(folder / name, known.encode())
    return name


def use(path: Path) -> None:
    """Know in this process what another one left. OSError where it is not there."""
    from extract.known.official import OfficialName, use_horizon, use_stored
    from extract.own_folder import use_folder

    known = path.read_text(encoding="utf-8")
    if _used == [known]:
        return
    told = json.loads(known)
    use_horizon(told["horizon"])
    use_stored(OfficialName(*name) for name in told["lists"])
    use_folder(path.parent / _own(path.name) if told["own"] else None)
    _used[:] = [known]


def _own(name: str) -> str:
    """The folder of the user's own names beside the file that tells of them."""
    return name.removesuffix(".json")


def _own_files() -> list[tuple[str, bytes]]:
    from extract import own

    if (folder := own.folder()) is None:
        return []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in files]


@cache
def _program() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    home = Path(__file__).parent.parent.parent
    for room in _ROOMS:
        yield from sorted(p for p in (home / room).rglob("*") if p.suffix in _KINDS)
