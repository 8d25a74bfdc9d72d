"""The numbers that gold and extraction state, in slots that can be compared."""

from typing import Any

Json = dict[str, Any]
Slot = tuple[object, ...]

SPELLINGS = {"over": "more_than", "almost": "nearly", "around": "about"}
STATED = (
    ("batch", "services", "models_in_batch", "models_in_batch_qualifier", "services_in_batch"),
    ("batch", "companies", "companies_in_batch", "companies_in_batch_qualifier", None),
    ("cumulative", "services", "cumulative_models", "cumulative_qualifier", "cumulative_services"),
)


def gold_counts(gold: Json) -> dict[Slot, str | None]:
    """What gold counts, each with its qualifier (None: not judged)."""
    slots: dict[Slot, str | None] = {}
    for row in gold.get("announcements", []):
        if row.get("deep_synthesis_count") is not None:
            slots.setdefault(("any", "deep_synthesis", row["deep_synthesis_count"]), None)
        for scope, of, key, qualifier, _ in STATED if _main(row) else ():
            if row.get(key) is not None:
                slots[_slot(row.get("scheme"), scope, of, row[key])] = _spelled(row.get(qualifier))
    return slots


def said_counts(said: Json) -> dict[Slot, str | None]:
    """What the extraction counts, in the same slots."""
    slots: dict[Slot, str | None] = {}
    for row in mains(said):
        for scope, of, gold_key, _, own_key in STATED:
            value = row.get(own_key or gold_key)
            if isinstance(value, dict) and value.get("value") is not None:
                slot = _slot(row.get("scheme"), scope, of, value["value"])
                slots[slot] = _spelled(value.get("qualifier"))
    for row in said.get("counts", []):
        counted = row.get("of", "services") != "companies"
        covered = row.get("scope", "batch") in ("batch", "cumulative")
        if row.get("scheme") == "deep_synthesis" and counted and covered:
            slots.setdefault(
                ("any", "deep_synthesis", row["value"]), _spelled(row.get("qualifier"))
            )
    return slots


def _slot(scheme: str | None, scope: str, of: str, value: int) -> Slot:
    """Deep-synthesis algorithms have one slot, whether the text means a batch or a total."""
    if scheme == "deep_synthesis" and of == "services":
        return ("any", "deep_synthesis", value)
    return (scope, of, value)


def _spelled(qualifier: str | None) -> str:
    words = (qualifier or "exact").replace("_", " ").strip().lower()
    return SPELLINGS.get(words, words.replace(" ", "_"))


def recalled(gold: Json) -> set[object]:
    """Numbers that gold keeps as background: reporting one is no error."""
    rows = gold.get("announcements", [])
    numbers = {count.get("value") for row in rows for count in row.get("other_counts") or []}
    background = [row for row in rows if row.get("role") == "background"]
    return numbers | {r.get("deep_synthesis_count") or r.get("models_in_batch") for r in background}


def _main(row: Json) -> bool:
    return bool(row.get("role", "main") == "main")


def mains(said: Json) -> list[Json]:
    """The main announcements."""
    return [row for row in said.get("announcements", []) if _main(row)]
