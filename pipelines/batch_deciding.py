"""What a person says of batches in, the row of his decision out, anchored by articles."""

from collections.abc import Sequence
from datetime import date

from db import queries
from db.answers import near_slugs
from db.store import RecordStore, Row
from pipelines.decision_files import COLUMNS, Action, Decision, of_cells, wrong

MOST_NAMED = 5


class WrongDecision(ValueError):
    """A decision that cannot be written: says why, and what may have been meant."""


def decision(
    store: RecordStore | None,
    action: Action,
    words: Sequence[str],
    *,
    reason: str,
    source: str,
    day: date,
) -> Decision:
    """The row for what a person said: batches, articles, a field and its value, by action.

    WrongDecision where a batch or an article is not known, or the row would be refused.
    """
    if store is None:
        raise WrongDecision("there are no batches yet")
    slug = known_slug(store, words[0])
    parts = {"batch": slug, "article": _anchor(store, slug)}
    if action == "merge":
        other = known_slug(store, words[1])
        if other == slug:
            raise WrongDecision(f"{words[0]!r} and {words[1]!r} are one batch already: {slug}")
        parts |= {"other": other, "other_article": _anchor(store, other)}
    elif action == "split":
        parts |= _parted(store, slug, words[1], *words[2:])
    elif action == "correct":
        parts |= {"field": words[1], "value": words[2]}
    parts = dict.fromkeys(COLUMNS, "") | parts | {"date": day.isoformat(), "action": action}
    row = of_cells(parts | {"reason": reason, "source": source})
    if said := wrong(row):
        raise WrongDecision(said)
    return row


def names_batches(store: RecordStore | None, words: Sequence[str]) -> bool:
    """Whether any of some words is a slug that was ever printed or lives."""
    if store is None:
        return False
    sql = "SELECT slug FROM {} WHERE slug IN (?)"
    return any(store.rows_for(sql.format(table), words) for table in ("batches", "batch_slugs"))


def known_slug(store: RecordStore, slug: str) -> str:
    """The present slug of a batch that lives or was rejected."""
    if store.rows("SELECT 1 FROM batches WHERE slug = ?", (slug,)):
        return slug
    for row in store.rows("SELECT batch, rejected FROM batch_slugs WHERE slug = ?", (slug,)):
        if row["batch"] or row["rejected"]:
            return str(row["batch"] or row["rejected"])
    near = near_slugs(store, slug)
    meant = f"did you mean {' or '.join(near)}?" if near else "batchwatch batches lists them"
    raise WrongDecision(f"no batch {slug!r}; {meant}")


def _anchor(store: RecordStore, slug: str) -> str:
    """The article by which a batch is known from now on; none for one that does not live."""
    found = queries.run(store, "batch_anchors", slug=slug)
    return str(found[0]["name"]) if found else ""


def _parted(store: RecordStore, slug: str, wanted: str, other: str = "") -> dict[str, str]:
    there = queries.run(store, "batch_anchors", slug=slug)
    article = _one_of(there, slug, wanted)
    rest = [row for row in there if row["doc"] != article["doc"]]
    if not rest:
        raise WrongDecision(f"{wanted!r} is the only article of {slug}")
    stays = _one_of(rest, slug, other) if other else rest[0]
    return {"article": article["name"], "other_article": stays["name"]}


def _one_of(there: Sequence[Row], slug: str, wanted: str) -> Row:
    for row in there:
        if wanted in (row["id"], row["url"], row["key"]):
            return row
    names = ", ".join(row["name"] for row in there[:MOST_NAMED])
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    raise WrongDecision(f"no article {wanted!r} in {slug}; it has {names}{more}")
