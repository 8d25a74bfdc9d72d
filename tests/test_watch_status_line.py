"""A service manager that started the watch is told how it stands."""

import socket
from pathlib import Path

import pytest

from cli.status_line import status_line, to_manager


def test_the_manager_hears_that_it_is_ready_and_what_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        with status_line(quiet=False) as tell:
            tell("watching 2 outlets;\nnext a at 10:15 UTC")
        assert manager.recv(1000) == (b"READY=1\nSTATUS=watching 2 outlets; next a at 10:15 UTC")


def test_without_a_manager_or_with_one_that_is_gone_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    to_manager("watching")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    to_manager("watching")
    assert capsys.readouterr() == ("", "")
