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
    """The figures of all articles added so far, and what was missed and false in them."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Found] = defaultdict(Found)
        self.right: dict[tuple[str, str], Right] = defaultdict(Right)
        self.wrong: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
        """Language, field and ``missed``, ``false`` or ``wrong`` to (article, what)."""

    def add(self, document: Json, prediction: Json | None) -> None:
        """Score one article; a missing prediction counts as an empty one."""
        gold, said = document["gold"], prediction or {}
        if not gold.get("borderline"):
            title = [document.get("title") or document["text"][:60]]
            wanted = title if gold["relevant"] else []
            got = title if said.get("relevant") else []
            self._tally(document, "relevant", matched(wanted, got, same))
        if not gold["relevant"]:
            self._all_false(document, said)
            return
        self._counts(document, said)
        self._names(document, said)
        self._announcements(document, said)

    def figures(self) -> dict[str, dict[str, Json]]:
        """Language, field, figures; in a stable order."""
        tallies: dict[tuple[str, str], Found | Right] = {**self.found, **self.right}
        report: dict[str, dict[str, Json]] = {}
        for (language, field), tally in sorted(tallies.items()):
            report.setdefault(language, {})[field] = tally.figures()
        return report

    def errors(self, most: int) -> Json:
        """Language, field, kind to its first errors, each with the article's id."""
        report: Json = {}
        for (language, field, kind), items in sorted(self.wrong.items()):
            kinds = report.setdefault(language, {}).setdefault(field, {})
            kinds[kind] = [{"article": article, "what": what} for article, what in items[:most]]
        return report

    def _tally(self, document: Json, field: str, outcome: tuple[int, list[Any], list[Any]]) -> None:
        place = "all" if field in OVER_ALL else document["language"]
        hits, missed, false = outcome
        self.found[place, field].add(hits, len(missed), len(false))
        for kind, items in (("missed", missed), ("false", false)):
            self._note(document, field, kind, items)

    def _note(self, document: Json, field: str, kind: str, items: list[Any]) -> None:
        for item in items:
            what = " / ".join(map(str, item)) if isinstance(item, tuple) else str(item)
            self.wrong[document["language"], field, kind].append((str(document["id"]), what))

    def _judge(self, document: Json, field: str, right: bool, said: str) -> None:
        self.right[document["language"], field].add(right)
        if not right:
            self._note(document, field, "wrong", [said])

    def _all_false(self, document: Json, said: Json) -> None:
        self._tally(document, "counts", (0, [], list(said_counts(said))))
        services = said.get("services", [])
        for field in ("companies", "models"):
            self._tally(document, field, (0, [], _named(said, field)))
        named = [
            (r["company"], r["model"]) for r in services if r.get("company") and r.get("model")
        ]
        self._tally(document, "pairs", (0, [], named))

    def _counts(self, document: Json, said: Json) -> None:
        gold = document["gold"]
        wanted, got = gold_counts(gold), said_counts(said)
        background = recalled(gold)
        judged = {
            slot: qualifier
            for slot, qualifier in got.items()
            if slot[1] != "deep_synthesis" or slot in wanted or slot[2] not in background
        }
        hits = [slot for slot in wanted if slot in judged]
        missed = [slot for slot in wanted if slot not in judged]
        false = [slot for slot in judged if slot not in wanted]
        self._tally(document, "counts", (len(hits), missed, false))
        for slot in hits:
            if wanted[slot]:
                right = wanted[slot] == judged[slot]
                said_so = f"{slot[-1]}: {wanted[slot]}, said {judged[slot]}"
                self._judge(document, "qualifier", right, said_so)

    def _names(self, document: Json, said: Json) -> None:
        for field in NAMED:
            equal = same_pair if field == "pairs" else same
            wanted = _named(document["gold"], field)
            self._tally(document, field, matched(wanted, _named(said, field), equal))

    def _announcements(self, document: Json, said: Json) -> None:
        wanted, got = mains(document["gold"]), mains(said)
        if wanted:
            schemes, own = ({str(row.get("scheme")) for row in rows} for rows in (wanted, got))
            told = f"{', '.join(sorted(schemes))}, said {', '.join(sorted(own)) or 'nothing'}"
            self._judge(document, "scheme", schemes == own, told)
        dates = [str(other.get("event_date") or "") for other in got]
        for row in wanted:
            day = row.get("event_date")
            if day and (document.get("published") or day[:4] in document["text"]):
                right = any(date[: len(day)] == day for date in dates)
                told = f"{day}, said {', '.join(filter(None, dates)) or 'nothing'}"
                self._judge(document, "event_date", right, told)


def _named(said: Json, field: str) -> list[Any]:
    services = said.get("services", [])
    if field == "pairs":
        return distinct_pairs((row.get("company"), row.get("model")) for row in services)
    if field in ("companies", "models"):
        key = {"companies": "company", "models": "model"}[field]
        return distinct(row.get(key) for row in services)
    items = said.get({"sources": "cited_sources", "people": "people"}[field]) or []
    return distinct(item if isinstance(item, str) else item.get("name") for item in items)
