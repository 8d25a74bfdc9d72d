"""A table of cases as one test that names every case that fails: as a test of its own, a case
costs pytest more than it asks itself.
"""

import inspect
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]
Ids = Callable[[Any], object] | Iterable[object] | None


def each(
    names: str | Sequence[str], cases: Iterable[Any], ids: Ids = None
) -> Callable[[Test], Test]:
    """Written as ``pytest.mark.parametrize``: the cases share the test's fixtures."""
    keys = names.replace(" ", "").split(",") if isinstance(names, str) else list(names)
    rows = [(case,) if len(keys) == 1 else tuple(case) for case in cases]
    assert rows
    called = list(_names(rows, ids))

    def over(test: Test) -> Test:
        @wraps(test)
        def run(**given: Any) -> None:
            tried = zip(called, rows, strict=True)
            found = [
                (name, _failure(test, given | dict(zip(keys, row, strict=True))))
                for name, row in tried
            ]
            failed = [f"{name}\n{why}" for name, why in found if why]
            if failed:
                told = "\n".join(failed)
                pytest.fail(f"{len(failed)} of {len(rows)} cases fail\n{told}", pytrace=False)

        # Pytest reads here which fixtures are wanted.
        del run.__dict__["__wrapped__"]
        run.__dict__["__signature__"] = _without(test, keys)
        return run

    return over


def _names(rows: Sequence[tuple[Any, ...]], ids: Ids) -> Iterator[str]:
    if ids is None:
        yield from (f"[{number}] {repr(row)[:300]}" for number, row in enumerate(rows))
    elif callable(ids):
        yield from ("-".join(str(ids(value)) for value in row) for row in rows)
    else:
        yield from map(str, ids)


def _failure(test: Test, given: Mapping[str, Any]) -> str:
    """Why a case fails, with the lines that led there; empty where it holds."""
    try:
        test(**given)
    except (Exception, pytest.fail.Exception) as error:
        below = error.__traceback__.tb_next if error.__traceback__ else None
        return "".join(traceback.format_exception(type(error), error, below))
    return ""


def _without(test: Test, keys: Sequence[str]) -> inspect.Signature:
    signature = inspect.signature(test)
    assert set(keys) <= set(signature.parameters)
    left = [one for name, one in signature.parameters.items() if name not in keys]
    return signature.replace(parameters=left)
