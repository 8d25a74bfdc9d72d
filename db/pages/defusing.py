"""Datasette's CSV as it is written, row by row, with every cell made safe for spreadsheets."""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from datasette import Response
from datasette.utils.asgi import AsgiStream

from db.defused import defused


class _Out(Protocol):
    async def write(self, chunk: str) -> None: ...


class _Defusing:
    """Takes one row of CSV at each call, which is how Datasette writes."""

    def __init__(self, out: _Out) -> None:
        self._out = out

    async def write(self, chunk: str) -> None:
        """Passes a row on with its cells defused."""
        told = io.StringIO()
        writer = csv.writer(told)
        for row in csv.reader(io.StringIO(chunk, newline="")):
            writer.writerow([defused(cell) for cell in row])
        await self._out.write(told.getvalue())


def defusing(response: Any) -> Response:
    """The same answer; one that is no stream stays as it is."""
    if isinstance(response, AsgiStream):
        stream: Callable[[Any], Awaitable[None]] = response.stream_fn

        async def written(out: _Out) -> None:
            await stream(_Defusing(out))

        response.stream_fn = written
    return response
