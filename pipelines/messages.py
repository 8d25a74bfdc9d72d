"""A notice's payload in, its title, short text and full text out, in English or Chinese.

All is plain text; what others wrote is made harmless, whatever service the text goes to.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from db.days import china_day
from pipelines.harmless import harmless, link
from pipelines.wording import WORDS, Language, Words, place, scheme

Row = Mapping[str, Any]
MOST_NAMES: Final = 30
MOST_REPORTERS: Final = 8
_SHORT: Final = 280
_NAME: Final = 80
_ABOUT_BATCHES: Final = ("new_batch", "correction", "confirmation")


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is given."""

    title: str
    """One line."""
    short: str
    """One line with the link, for places that hold little."""
    text: str
    """The full form, several lines, with the title in the first one."""


def render(kind: str, payload: Row, language: Language = "en") -> Message:
    """The message of a notice; what the payload lacks is left out."""
    words = WORDS[language]
    if kind not in _ABOUT_BATCHES:
        return _of_operation(kind, payload, words)
    batch = payload.get("batch") or {}
    gone = any(one["field"] == "withdrawn" and one["after"] for one in payload.get("changes", ()))
    head = words.heads["withdrawn" if gone else kind]
    title = f"{head}{words.stop}{_title(batch, payload, words, language)}"
    lines = [line for line in _lines(kind, payload, batch, words, language) if line]
    page = link(payload.get("url"))
    told = next((line for line in lines[:1] if kind != "new_batch"), None)
    said = told or words.reported.format(_reporters(batch, words, 3)) * bool(batch.get("articles"))
    short = _cut(words.end.join(part for part in (title, said) if part))
    short = " ".join(part for part in (short, page) if part)
    return Message(title, short, "\n".join([title, "", *lines]))


def headline(payload: Row, language: Language = "en") -> str:
    """What the batch of a payload is, in one line."""
    return _title(payload.get("batch") or {}, payload, WORDS[language], language)


def webhook_body(alert: Row, language: Language = "en") -> dict[str, Any]:
    """The JSON body of a webhook, for a row of ``alerts``."""
    payload = json.loads(alert["payload"])
    message = render(alert["kind"], payload, language)
    beside = {key: value for key, value in payload.items() if key not in ("batch", "url")}
    return {
        "key": alert["key"],
        "kind": alert["kind"],
        "batch": payload.get("batch"),
        "title": message.title,
        "text": message.text,
        "url": payload.get("url"),
        "created_at": alert["created_at"],
        "short": message.short,
        "details": beside,
    }


def _cut(text: str) -> str:
    """As much of a line as a short text may hold."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def _title(batch: Row, payload: Row, words: Words, language: Language) -> str:
    """What the batch is: its register, place, numbers and day."""
    where = place(language, batch.get("province"))
    head = scheme(language, batch.get("scheme")) + (words.place.format(where) if where else "")
    services = words.number(batch.get("services_stated"), words.services)
    companies = words.number(batch.get("companies_stated"), words.companies)
    size = words.of.join(part for part in (services, companies) if part)
    if not size and batch.get("services_listed"):
        size = words.services.format(batch["services_listed"])
    services_named = payload.get("services") or []
    if not size and len(services_named) == 1:
        size = _printed(services_named[0])
    when = batch.get("event_date") or (batch.get("first_seen") or "")[:10]
    body = words.joined([size, harmless(when, 10)])
    told = f"{head}{words.stop}{body}" if body else head
    return told.replace(" 1 services", " 1 service").replace(" 1 companies", " 1 company")


def _lines(kind: str, payload: Row, batch: Row, words: Words, language: Language) -> Iterator[str]:
    if kind == "correction":
        yield from _changes(payload.get("changes") or (), words, language)
        if reason := payload.get("reason"):
            yield words.reason.format(harmless(reason))
    if kind == "confirmation":
        yield words.register.format(_status(batch, words))
    if not batch.get("voices") and batch.get("services_listed"):
        yield words.list_entries.format(batch["services_listed"])
    yield _names(payload.get("services") or (), words)
    if total := words.number(batch.get("cumulative_stated")):
        yield words.total.format(total)
    if batch.get("articles"):
        yield words.reported.format(_reporters(batch, words, MOST_REPORTERS))
    yield (sentence := _sentence(payload, words, language))
    if kind != "confirmation" and batch.get("voices"):
        yield words.register.format(_status(batch, words))
    if page := link(payload.get("url")):
        yield words.page.format(page)
    if source := _source(payload, batch, language) if sentence or batch.get("articles") else None:
        yield words.source.format(source)
    for one in (payload.get("lists") or ())[:3]:
        if url := link(one.get("url")):
            yield words.source.format(url)


def _changes(changes: Iterable[Row], words: Words, language: Language) -> Iterator[str]:
    for change in changes:
        field, before, after = change["field"], change["before"], change["after"]
        if field == "withdrawn":
            yield words.withdrawn if after else words.restored
            continue
        if field == "names":
            for text, names in ((words.gone, before), (words.new, after)):
                if names:
                    shown = words.between.join(harmless(name, _NAME) for name in names)
                    yield text.format(shown)
            continue
        both = (_value(field, value, words, language) for value in (after, before))
        label = words.fields.get(field, harmless(field, 20))
        line = words.changed.format(label[:1].upper() + label[1:], *both)
        by = words.edited.format(harmless(change["by"], 60)) if change.get("by") else ""
        yield f"{line}{by}"


def _value(field: str, value: Any, words: Words, language: Language) -> str:
    if field == "scheme":
        return scheme(language, value)
    if field == "province":
        return place(language, value)
    return words.number(value) if isinstance(value, Mapping) else harmless(value, _NAME)


def _status(batch: Row, words: Words) -> str:
    """How the batch stands against the official register."""
    stated = words.number(batch.get("services_stated")) or batch.get("services_found")
    text = words.statuses.get(batch.get("status") or "stated_only", "")
    return text.format(listed=batch.get("services_listed") or 0, stated=stated)


def _names(services: Sequence[Row], words: Words) -> str:
    names = list(dict.fromkeys(filter(None, map(_printed, services))))
    if not names:
        return ""
    left = len(names) - MOST_NAMES
    shown = names[:MOST_NAMES] + ([words.more.format(left)] if left > 0 else [])
    return words.named.format(words.between.join(shown))


def _printed(service: Row) -> str:
    parts = (service.get("company"), service.get("service") or service.get("description"))
    return harmless(" ".join(part for part in parts if part), _NAME)


def _reporters(batch: Row, words: Words, most: int) -> str:
    """The outlets that announce it, each with the day of its first article."""
    first: dict[str, str | None] = {}
    for article in batch.get("articles") or ():
        if article.get("role") == "main" or batch.get("voices") == 0:
            first.setdefault(article.get("outlet") or "?", china_day(article.get("published_at")))
    told = [f"{harmless(name, 60)} {day or ''}".strip() for name, day in first.items()]
    left = len(told) - most
    return words.joined(told[:most] + ([f"+{left}"] if left > 0 else []))


def _sentence(payload: Row, words: Words, language: Language) -> str:
    said = _in_language(payload, language)
    if said is None:
        return ""
    return words.quoted.format(harmless(said["text"]), harmless(said.get("outlet") or "?", 60))


def _in_language(payload: Row, language: Language) -> Row | None:
    """The sentence of the reader's language, else any."""
    found = [one for one in payload.get("sentences") or () if one.get("text")]
    mine = [one for one in found if one.get("language") == language]
    return next(iter(mine or found), None)


def _source(payload: Row, batch: Row, language: Language) -> str | None:
    """The article to read: that of the sentence, else the first that has an address."""
    said = _in_language(payload, language) or {}
    urls = [said.get("url"), *(one.get("url") for one in batch.get("articles") or ())]
    return next(filter(None, map(link, urls)), None)


def _of_operation(kind: str, payload: Row, words: Words) -> Message:
    """What maintainers are told of an outlet or of the system."""
    what = payload.get("what") or ""
    about = harmless(payload.get("outlet") or words.subjects.get(what, what), 60)
    head = words.heads.get(kind, kind)
    title = f"{head}{words.stop}{about}" if about else head
    reasons = [one.get("text") for one in payload.get("reasons") or () if one.get("text")]
    lines = [harmless(text) for text in [payload.get("text"), *reasons] if text]
    if since := payload.get("since"):
        lines.append(words.since.format(_moment(since)))
    if kind == "outlet_broken" and "last_success" in payload:
        last = payload["last_success"]
        lines.append(words.worked.format(_moment(last)) if last else words.never)
    if page := link(payload.get("url")):
        lines.append(words.page.format(page))
    short = _cut(words.end.join([title, *lines[:1]]))
    return Message(title, short, "\n".join([title, "", *lines]))


def _moment(at: str) -> str:
    """An instant of the store as people read it, to the minute."""
    return f"{harmless(at[:16].replace('T', ' '))} UTC"
