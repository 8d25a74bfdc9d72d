"""A parcel through one of Apprise's services; what the service answered counts, not Apprise alone.

Apprise says only whether it is content, and it is content with a status of 200 of services that
answer 200 to everything. So its plugins are watched and the answers are read again.
"""

from typing import Final

import requests

from pipelines.delivery.answers import Answer, answered
from pipelines.delivery.bodies import PROOFS, refusal
from pipelines.delivery.endpoints import Endpoint
from pipelines.delivery.faults import broken
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.plugins import SEEN, Seen, plugin


def notify(endpoint: Endpoint, parcel: Parcel) -> Answer:
    """Have the plugin send title and text; an Answer whatever goes wrong."""
    found = plugin(endpoint.target)
    if found is None:
        return Answer(False, "Apprise cannot read the address", fault="endpoint")
    from apprise import Apprise, NotifyFormat

    text = fitting(parcel, endpoint.room)
    form = NotifyFormat.TEXT
    if found.resolve_format(form) == NotifyFormat.MARKDOWN:
        # Messages hold no markup, and Apprise would escape every dot of their addresses.
        form = NotifyFormat.MARKDOWN
    service, seen = Apprise(), Seen()
    service.add(found)
    token = SEEN.set(seen)
    try:
        content = bool(service.notify(title=parcel.title, body=text, body_format=form))
    finally:
        SEEN.reset(token)
    return _verdict(endpoint.schema, content, seen)


def fitting(parcel: Parcel, room: int) -> str:
    """The text that fits beside the title into so many bytes of UTF-8: full, short or cut.

    Services count bytes or characters; what fits by bytes fits by both.
    """
    left = max(room - len(parcel.title.encode()), 0)
    for text in (parcel.text, parcel.short):
        if len(text.encode()) <= left:
            return text
    return parcel.short.encode()[:left].decode("utf-8", "ignore")


def _verdict(schema: str, content: bool, seen: Seen) -> Answer:
    """Apprise's word, unless a body says the contrary; a refusal on the way may be none of that."""
    read = [_read(schema, answer) for answer in seen.answers]
    refused = [one for one in read if not one.ok]
    if content:
        denied = [one for one in refused if one.status is not None and one.status < 300]
        if denied or (schema in PROOFS and not read):
            return denied[0] if denied else Answer(False, "no answer was seen")
        return read[-1] if read else Answer(True, "sent")
    if refused:
        return refused[-1]
    if seen.errors:
        return broken(seen.errors[-1])
    if not read:
        return Answer(False, _UNSENT)
    said = f"{read[-1].said}, and Apprise takes it for a failure"
    return Answer(False, said, told=read[-1].told)


_UNSENT: Final = "Apprise could not send it"


def _read(schema: str, answer: requests.Response) -> Answer:
    try:
        content = answer.content or b""
    except RuntimeError:
        content = b""  # the plugin has read it as a stream
    asked = answer.headers.get("Retry-After")
    return answered(answer.status_code, content, refusal(schema, content), asked)
