"""What ``doctor`` finds: one line each, with how bad it is."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "error", "damaged"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; a warning is worth knowing and not wrong."""

    check: str
    state: State
    text: str
