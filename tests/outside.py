"""The services of the world, answered by a receiver on loopback: only the host is exchanged."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import requests
from endpoint import Receiver

HOST = "X-Outside-Host"


def redirect(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    """Send every request of ``requests`` to the receiver; the header says where it was to go."""
    real = requests.adapters.HTTPAdapter.send

    def send(
        adapter: requests.adapters.HTTPAdapter, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        parts = urlsplit(str(request.url))
        request.headers[HOST] = parts.netloc
        request.url = urlunsplit(("http", receiver.host, parts.path, parts.query, ""))
        return real(adapter, request, **options)

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
