"""The folder of a user's own names and rules in use, and who has to know when it changes."""

from collections.abc import Callable
from pathlib import Path

ALIASES, REFUSED, APART = "aliases.csv", "refused.csv", "apart.csv"
BATCHES = "batches.csv"
FILES = (ALIASES, REFUSED, APART, BATCHES)
LANGUAGES = ("en", "zh")
_chosen: list[Path] = []
_forgetting: list[Callable[[], None]] = []
_forgetting_names: list[Callable[[], None]] = []


def folder() -> Path | None:
    """The folder in use; None where the package's own data is all there is."""
    return _chosen[0] if _chosen else None


def when_changed(forget: Callable[[], None]) -> None:
    """Has ``forget`` called whenever another folder comes into use."""
    _forgetting.append(forget)


def when_names_change(forget: Callable[[], None]) -> None:
    """Has ``forget`` called whenever other names are known: by a folder, a day or a list."""
    _forgetting_names.append(forget)


def forget_names() -> None:
    """Has everything that was made of the known names made anew when it is asked for."""
    for forget in _forgetting_names:
        forget()


def own_file(name: str) -> Path | None:
    """A file of the folder in use, where there is one."""
    here = folder()
    path = here / name if here else None
    return path if path is not None and path.is_file() else None


def own_rule_files(language: str) -> list[Path]:
    """The rule files of the folder in use."""
    here = folder()
    return sorted((here / language).glob("*.jsonl")) if here else []


def choose(path: Path | None) -> None:
    """Has names and rules of ``path`` known from now on, unchecked; None: the package's alone."""
    _chosen[:] = [] if path is None else [path]
    for forget in _forgetting:
        forget()
    forget_names()
