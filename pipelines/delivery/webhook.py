"""A parcel posted as JSON, signed where the channel has a secret; only a 2xx is a delivery."""

import hashlib
import hmac
from typing import Final
from urllib.parse import quote

import requests

from pipelines.delivery.answers import Answer, answered
from pipelines.delivery.bodies import refusal
from pipelines.delivery.endpoints import Endpoint, basic
from pipelines.delivery.faults import broken
from pipelines.delivery.parcel import Parcel

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
SIGNATURE: Final = "X-Batchwatch-Signature"
KEY: Final = "Idempotency-Key"
_MOST: Final = 65536
"""Bytes of an answer that are looked at."""


def post(endpoint: Endpoint, parcel: Parcel, secret: str | None) -> Answer:
    """Post the parcel's body; whatever goes wrong on the way is an Answer as well."""
    body = parcel.line()
    try:
        with requests.post(
            endpoint.target,
            data=body,
            headers=_headers(endpoint, parcel, body, secret),
            auth=_as_it_is,
            verify=endpoint.verify,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            content = _beginning(response)
            status, asked = response.status_code, response.headers.get("Retry-After")
    except (requests.RequestException, OSError, ValueError) as error:
        return broken(error)
    return answered(status, content, refusal(endpoint.schema, content), asked)


def signature(body: bytes, secret: str) -> str:
    """HMAC-SHA256 of the body in hex."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _headers(
    endpoint: Endpoint, parcel: Parcel, body: bytes, secret: str | None
) -> dict[str, str | bytes]:
    headers: dict[str, str | bytes] = {"User-Agent": "batchwatch"}
    headers |= {name: value.encode() for name, value in endpoint.headers}
    if endpoint.login is not None:
        headers["Authorization"] = f"Basic {basic(*endpoint.login)}"
    headers |= {"Content-Type": "application/json", KEY: quote(parcel.key, safe=" ~:/,;=+@()")}
    if secret is not None:
        headers[SIGNATURE] = signature(body, secret)
    return headers


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps the login of some file in the home directory out of the request."""
    return request


def _beginning(response: requests.Response) -> bytes:
    content = b""
    for piece in response.iter_content(8192):
        content += piece
        if len(content) >= _MOST:
            break
    return content
