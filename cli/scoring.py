"""From gold articles and what extraction says of them to precision, recall and F1.

A gold document is a ``.json`` article with a ``gold`` object; a prediction is the JSON object that
``batchwatch extract`` prints. Figures are kept for each language and field; cited sources and
people, which are few, for all languages together.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from cli.comparing import distinct, distinct_pairs, matched, same, same_pair
from cli.counted import Json, gold_counts, mains, recalled, said_counts

OVER_ALL = {"sources", "people"}
NAMED = ("companies", "models", "pairs", "sources", "people")


@dataclass(slots=True)
class Found:
    """How many were found, missed, and reported without being there."""

    hit: int = 0
    missed: int = 0
    false: int = 0

    def add(self, hit: int, missed: int, false: int) -> None:
        """Add one article's numbers."""
        self.hit += hit
        self.missed += missed
        self.false += false

    def figures(self) -> Json:
        """Precision, recall, F1 and the number of gold items."""
        precision = self.hit / (self.hit + self.false) if self.hit + self.false else 0.0
        recall = self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "n": self.hit + self.missed,
        }


@dataclass(slots=True)
class Right:
    """How many of the judged values are right."""

    right: int = 0
    judged: int = 0

    def add(self, right: bool) -> None:
        """Add one judgement."""
        self.right += right
        self.judged += 1

    def figures(self) -> Json:
        """Accuracy and the number judged."""
        return {"accuracy": round(self.right / self.judged, 4), "n": self.judged}


class Scores:
    """The figures of all articles added so far."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Found] = defaultdict(Found)
        self.right: dict[tuple[str, str], Right] = defaultdict(Right)

    def add(self, document: Json, prediction: Json | None) -> None:
        """Score one article; a missing prediction counts as an empty one."""
        language, gold, said = document["language"], document["gold"], prediction or {}
        if not gold.get("borderline"):
            wanted, got = bool(gold["relevant"]), bool(said.get("relevant"))
            self.found[language, "relevant"].add(
                wanted and got, wanted and not got, got and not wanted
            )
        if not gold["relevant"]:
            self._all_false(language, said)
            return
        self._counts(language, gold, said)
        self._names(language, gold, said)
        self._announcements(language, document, said)

    def figures(self) -> dict[str, dict[str, Json]]:
        """Language, field, figures; in a stable order."""
        tallies: dict[tuple[str, str], Found | Right] = {**self.found, **self.right}
        report: dict[str, dict[str, Json]] = {}
        for (language, field), tally in sorted(tallies.items()):
            report.setdefault(language, {})[field] = tally.figures()
        return report

    def _all_false(self, language: str, said: Json) -> None:
        services = said.get("services", [])
        named = [row for row in services if row.get("company") and row.get("model")]
        false = {
            "counts": len(said_counts(said)),
            "companies": len(distinct(row.get("company") for row in services)),
            "models": len(distinct(row.get("model") for row in services)),
            "pairs": len(named),
        }
        for field, number in false.items():
            self.found[language, field].add(0, 0, number)

    def _counts(self, language: str, gold: Json, said: Json) -> None:
        wanted, got = gold_counts(gold), said_counts(said)
        background = recalled(gold)
        judged = {
            slot: qualifier
            for slot, qualifier in got.items()
            if slot[1] != "deep_synthesis" or slot in wanted or slot[2] not in background
        }
        hits = [slot for slot in wanted if slot in judged]
        self.found[language, "counts"].add(
            len(hits), len(wanted) - len(hits), len(judged) - len(hits)
        )
        for slot in hits:
            if wanted[slot]:
                self.right[language, "qualifier"].add(wanted[slot] == judged[slot])

    def _names(self, language: str, gold: Json, said: Json) -> None:
        for field in NAMED:
            pair = field == "pairs"
            hit, missed, false = matched(
                _named(gold, field), _named(said, field), same_pair if pair else same
            )
            place = "all" if field in OVER_ALL else language
            self.found[place, field].add(hit, missed, false)

    def _announcements(self, language: str, document: Json, said: Json) -> None:
        wanted, got = mains(document["gold"]), mains(said)
        if wanted:
            schemes = {row.get("scheme") for row in wanted} == {row.get("scheme") for row in got}
            self.right[language, "scheme"].add(schemes)
        for row in wanted:
            day = row.get("event_date")
            if day and (document.get("published") or day[:4] in document["text"]):
                dates = [str(other.get("event_date") or "") for other in got]
                self.right[language, "event_date"].add(any(d[: len(day)] == day for d in dates))


def _named(said: Json, field: str) -> list[Any]:
    services = said.get("services", [])
    if field == "pairs":
        return distinct_pairs((row.get("company"), row.get("model")) for row in services)
    if field in ("companies", "models"):
        key = {"companies": "company", "models": "model"}[field]
        return distinct(row.get(key) for row in services)
    items = said.get({"sources": "cited_sources", "people": "people"}[field]) or []
    return distinct(item if isinstance(item, str) else item.get("name") for item in items)
