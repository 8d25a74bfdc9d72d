"""The outlets that ship: those that the modules of ``spiders`` declare."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from crawler import spiders
from crawler.outlet import Outlet


@cache
def bundled() -> dict[str, type[Outlet]]:
    """Return the outlets that ship, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(spiders.__path__))
    found = (_declared(f"{spiders.__name__}.{name}") for name in names)
    return {outlet.name: outlet for outlets in found for outlet in outlets}


def _declared(module: str) -> Iterator[type[Outlet]]:
    """Yield the outlets that a module itself declares."""
    for value in vars(import_module(module)).values():
        if isinstance(value, type) and issubclass(value, Outlet) and value.__module__ == module:
            yield value
