"""Whatever goes wrong is one line on stderr and one exit status of the contract."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import Batchwatch
from each import each

from cli import main as door
from cli.errors import explain
from crawler.errors import (
    ArchiveError,
    ConfigError,
    CrawlBusy,
    DamagedLedger,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    NewerLedger,
    UnknownOutlet,
)
from db.errors import (
    DamagedStore,
    ForeignStore,
    MissingStore,
    NewerStore,
    StoreError,
    StoreFull,
    StoreLocked,
)


@each(
    ("error", "status"),
    [
        (DamagedStore, 4),
        (NewerStore, 4),
        (ForeignStore, 4),
        (MissingStore, 4),
        (StoreLocked, 3),
        (StoreFull, 1),
        (ConfigError, 2),
        (CrawlBusy, 3),
        (DamagedLedger, 4),
        (NewerLedger, 4),
        (LedgerLocked, 3),
        (LedgerFull, 1),
        (LedgerError, 1),
        (ArchiveError, 1),
    ],
)
def test_errors_of_the_rooms(error: type[Exception], status: int) -> None:
    # Whatever an error's constructor takes, its message is what a person reads.
    raised = error.__new__(error)
    Exception.__init__(raised, "what happened")
    known = explain(raised)
    assert known is not None
    assert known[1] == status
    assert "what happened" in known[0]


def test_an_unknown_outlet_is_wrong_usage() -> None:
    known = explain(UnknownOutlet("globaltimes", ("global_times", "ithome")))
    assert known is not None
    assert known[1] == 2
    assert "global_times" in known[0]


def test_a_system_error_names_the_file() -> None:
    known = explain(PermissionError(13, "Permission denied", "/x/batchwatch.db"))
    assert known is not None
    assert known[0].startswith("/x/batchwatch.db: Permission denied; ")
    assert known[1] == 1
    known = explain(OSError(30, "Read-only file system", "/x/lock"))
    hint = "name a directory that you may write with --data DIR"
    assert known == (f"/x/lock: Read-only file system; {hint}", 1)


def test_store_errors_are_all_covered() -> None:
    known = {DamagedStore, MissingStore, NewerStore, ForeignStore, StoreLocked, StoreFull}
    assert known <= set(StoreError.__subclasses__())


def test_an_unforeseen_error_is_one_line(
    batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(self: click.Group, ctx: click.Context, cmd_name: str) -> click.Command:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(door.Verbs, "get_command", burst)
    ran = batchwatch("batches")
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "RuntimeError: first line second line" in ran.err


def test_a_reader_that_had_enough_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom cli import main as door\nfrom cli.output import print_table\n"
        "import click\n"
        "@click.command()\ndef batches():\n"
        "    print_table(['n'], [[n] for n in range(200000)], empty='')\n"
        "door.Verbs.get_command = lambda self, ctx, name: batches\n"
        "sys.exit(door.main(['batches']))\n"
    )
    script = tmp_path / "many.py"
    script.write_text(code, encoding="utf-8")
    writer = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    said = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(timeout=30), said) == (0, b"")
