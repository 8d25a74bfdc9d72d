"""What every test may rely on: no setting of the person's own shell reaches it."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from asked import small_store
from copied_stores import copy_new_stores
from prepared import Prepared, prepared

from cli.main import main
from extract.official import use_horizon, use_stored
from extract.own import use_folder


class Ran(NamedTuple):
    """How one command line ended."""

    status: int
    out: str
    err: str


Batchwatch = Callable[..., Ran]
copy_new_stores()


def _know_what_ships() -> None:
    use_folder(None)
    use_horizon(None)
    use_stored(())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that take long, so that none is left for the end."""
    items.sort(key=lambda item: "early" not in item.keywords)


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
def commands() -> Iterator[Prepared]:
    """Run a command line as in a process of its own, which a crawl needs."""
    with prepared() as running:
        yield running


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a small store, which no test may change."""
    return small_store(tmp_path_factory.mktemp("small"))


@pytest.fixture
def batchwatch(capsys: pytest.CaptureFixture[str]) -> Batchwatch:
    """Run a command line in this process: ``batchwatch("batches", "--json")``."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
