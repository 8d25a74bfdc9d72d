"""What a measurement yields, and how two pieces of work are compared fairly."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """``ours`` against ``reference``, both in ``unit``; more is better."""

    what: str
    ours: float
    reference_name: str
    reference: float
    unit: str
    target: float | None = None

    @property
    def value(self) -> float:
        """Ours divided by the reference."""
        return self.ours / self.reference if self.reference else 0.0

    @property
    def met(self) -> bool:
        """True where there is no target or it is reached."""
        return self.target is None or self.value >= self.target


def alternate(
    ours: Callable[[], float], reference: Callable[[], float], *, rounds: int = 3
) -> tuple[float, float]:
    """The medians of both, measured in turn so that a busy machine disturbs both alike."""
    pairs = [(reference(), ours()) for _ in range(rounds)]
    return statistics.median(b for _, b in pairs), statistics.median(a for a, _ in pairs)


def per_cpu_second(number: int, work: Callable[[], object]) -> float:
    """How many of ``number`` things ``work`` does in a second of this process's CPU time."""
    began = time.process_time()
    work()
    return number / max(time.process_time() - began, 1e-9)
