"""How a watch stands, in one line: on the terminal, and in what ``systemctl status`` shows."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from cli.output import plain

Tell = Callable[[str], None]


@contextmanager
def status_line(*, quiet: bool) -> Iterator[Tell]:
    """A line at the foot of the terminal, where stderr is one; what is told last stands there."""
    if quiet or not sys.stderr.isatty():
        yield to_manager
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    with console.status(Text("starting")) as status:

        def tell(text: str) -> None:
            status.update(Text(plain(text)))
            to_manager(text)

        yield tell


def to_manager(text: str) -> None:
    """Tell the service manager that started this process, where one did (``sd_notify(3)``)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out, suppress(OSError):
        out.connect("\0" + address[1:] if address.startswith("@") else address)
        out.sendall(f"READY=1\nSTATUS={plain(text)}".encode())
