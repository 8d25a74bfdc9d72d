"""An answer for a page in, what it is in place of an article out: an outcome for the ledger."""

from typing import Final

from crawler.archive.capture import Capture
from crawler.captured import fault_of
from crawler.instead import ERROR_PAGE, SENT_ON, Instead
from crawler.outcomes import FEW, MANY, Outcome
from crawler.outlet import Outlet

_BLANK: Final = b"\x00 \t\r\n\v\f"


def lacking(capture: Capture) -> Outcome | None:
    """Return why an answer holds no page by its body and status alone."""
    if not capture.body.strip(_BLANK):
        return Outcome("empty", "the server answered nothing")
    if capture.status == 206:
        return Outcome("cut_off", "the server answered a part of the page", MANY)
    return None


def wrong(
    came: Instead | None, files: int, capture: Capture, outlet: type[Outlet]
) -> Outcome | None:
    """Return what a page says that is wrong with it; ``files`` are those that it links to."""
    if came is not None and came.name != SENT_ON and not files:
        return of_instead(came)
    fault = fault_of(capture, {outlet.name: outlet})
    if fault is None:
        return None
    return Outcome(*fault, MANY if fault.name == "cut_off" else FEW)


def of_instead(came: Instead) -> Outcome:
    """Return the outcome of a page that something else was sent in place of."""
    tries = FEW if came.name in (ERROR_PAGE, SENT_ON) else MANY
    return Outcome(came.name, f"the server sent {came.told} instead of the page", tries)
