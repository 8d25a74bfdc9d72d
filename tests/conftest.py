"""What every test may rely on: no setting of the person's own shell reaches it."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from prepared import Prepared

# The process that hands out the tests imports this too, and runs none: what they need of the
# project is imported where they do.


class Ran(NamedTuple):
    """How one command line ended."""

    status: int
    out: str
    err: str


Batchwatch = Callable[..., Ran]


def _know_what_ships() -> None:
    from extract.known.official import use_horizon, use_stored
    from extract.own_folder import use_folder

    use_folder(None)
    use_horizon(None)
    use_stored(())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that take long, so that none is left for the end."""
    items.sort(key=lambda item: "early" not in item.keywords)


TOGETHER = ("tests/browser/", "tests/test_serve_")
"""Modules for one process: they share what takes long to begin."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Hand out modules whole, as ``--dist loadfile`` does, and some of them together."""
    from xdist.scheduler import LoadFileScheduling

    scheduling = LoadFileScheduling(config, log)
    scheduling._split_scope = _unit
    return scheduling


def _unit(nodeid: str) -> str:
    module = nodeid.partition("::")[0]
    return next((one for one in TOGETHER if module.startswith(one)), module)


@pytest.fixture(scope="session", autouse=True)
def _copied_stores() -> None:
    from copied_stores import copy_new_stores

    copy_new_stores()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("BATCHWATCH_DATA", "BATCHWATCH_CONFIG", "BATCHWATCH_VIA"):
        monkeypatch.delenv(name, raising=False)
    _know_what_ships()
    # A command line that ran in this process before may have said -q.
    logging.root.setLevel(logging.WARNING)
    yield
    # The fixtures of the next module come before this one.
    _know_what_ships()


@pytest.fixture(scope="session")
def commands() -> "Iterator[Prepared]":
    """Run a command line as in a process of its own, which a crawl needs."""
    from prepared import prepared

    with prepared() as running:
        yield running


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a small store, which no test may change."""
    from asked import small_store

    return small_store(tmp_path_factory.mktemp("small"))


@pytest.fixture
def batchwatch(capsys: pytest.CaptureFixture[str]) -> Batchwatch:
    """Run a command line in this process: ``batchwatch("batches", "--json")``."""
    from cli.main import main

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
