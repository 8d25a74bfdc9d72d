"""What a service's body says of the message, for some answer 200 to what they refuse."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pipelines.delivery.answers import excerpt

PROOFS: Final[Mapping[str, tuple[tuple[str, ...], int]]] = {
    "wecombot": (("errcode",), 0),
    "dingtalk": (("errcode",), 0),
    "feishu": (("code", "StatusCode"), 0),
    "lark": (("code", "StatusCode"), 0),
    "schan": (("code", "errno"), 0),
    "bark": (("code",), 200),
    "barks": (("code",), 200),
    "pushdeer": (("code",), 0),
    "pushdeers": (("code",), 0),
    "pushplus": (("code",), 200),
}
"""Services whose body must say so: the fields that may be there, one at least, and their value."""
_NUMBERS: Final = ("errcode", "errno", "StatusCode")
"""Fields that hold 0, or no number, wherever a message was taken."""
_TRUTHS: Final = ("ok", "success")
_FAILED: Final = frozenset({"error", "fail", "failed", "failure"})
_TAKEN: Final = frozenset({"ok", "success", "succeeded", "成功"})


def refusal(schema: str, content: bytes) -> str | None:
    """Why the service did not take the message, by its body; None where it took it.

    A service of ``PROOFS`` must say that it did. Of others only a plain failure counts.
    """
    body = _object(content)
    if schema in PROOFS:
        return _unproven(body, *PROOFS[schema], content)
    if body is None:
        return None
    failed = _denies(body) or (schema in _OWN and _own_code(body))
    return excerpt(content) if failed else None


_OWN: Final = frozenset({"json", "jsons", "webhook+http", "webhook+https"})


def _object(content: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _unproven(
    body: dict[str, Any] | None, fields: tuple[str, ...], value: int, content: bytes
) -> str | None:
    """The body, where no field or a wrong one is there; ServerChan has more of them in ``data``."""
    if body is None:
        return f"no word of success: {excerpt(content)}"
    within = body.get("data")
    found = [
        part[field]
        for part in (body, within if isinstance(within, dict) else {})
        for field in fields
        if part.get(field) is not None
    ]
    if not found:
        return f"no word of success: {excerpt(content)}"
    return None if all(_number(one) == value for one in found) else excerpt(content)


def _denies(body: dict[str, Any]) -> bool:
    numbers = (_number(body.get(field)) for field in _NUMBERS)
    if any(number not in (None, 0) and not 200 <= (number or 0) < 300 for number in numbers):
        return True
    return any(body.get(field) is False for field in _TRUTHS)


def _own_code(body: dict[str, Any]) -> bool:
    """Whether a receiver of our own body names an error in one of the ways that are in use."""
    if str(body.get("status", "")).lower() in _FAILED:
        return True
    if isinstance(body.get("error"), str | dict | list) and body["error"]:
        return True
    code = _number(body.get("code"))
    if code is None or code == 0 or 200 <= code < 300:
        return False
    said = body.get("msg") or body.get("message")
    return str(said).lower() not in _TAKEN and body.get("success") is not True


def _number(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None
