"""What a chart shows, in words: its description for those who do not see it."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from db.charts.accessible import fit
from db.charts.marks import Row
from db.charts.words import counted, in_order, scheme_word, words

_MOST: Final = 12
"""Parts of a description; the table behind the chart has the rest."""


def description(name: str, rows: Sequence[Row], language: str) -> str:
    """One sentence or two with the numbers of the chart."""
    said = words(language)
    if not rows:
        return str(said["empty"])
    parts = {"timeline": _months, "schemes": _schemes, "provinces": _provinces, "lag": _lags}[name](
        rows, language
    )
    shown = parts[:_MOST] + (["…"] if len(parts) > _MOST else [])
    return str(said["sentence"]).format(parts=said["comma"].join(shown))


def _months(rows: Sequence[Row], language: str) -> list[str]:
    parts = []
    for scheme in in_order(row["scheme"] for row in rows):
        own = [row for row in rows if row["scheme"] == scheme and row["source"] == "official"]
        if own:
            best = max(own, key=lambda row: row["new"] or 0)
            first, last = min(r["month"] for r in own), max(r["month"] for r in own)
            parts.append(
                words(language)["told_months"].format(
                    scheme=scheme_word(language, scheme),
                    count=f"{max(row['cumulative'] or 0 for row in own):,}",
                    first=first,
                    last=last,
                    most=f"{best['new'] or 0:,}",
                    month=best["month"],
                )
            )
    return parts


def _schemes(rows: Sequence[Row], language: str) -> list[str]:
    said = words(language)
    parts = []
    for row in sorted(
        rows, key=lambda row: in_order(r["scheme"] for r in rows).index(row["scheme"])
    ):
        form = said["listed"] if row["source"] == "official" else said["named"]
        told = form.format(count=f"{row['services']:,}")
        parts.append(f"{scheme_word(language, row['scheme'])}{said['colon']}{told}")
    return parts


def _provinces(rows: Sequence[Row], language: str) -> list[str]:
    totals: Counter[str] = Counter()
    for row in rows:
        totals[place(row, language)] += row["services"]
    return [f"{name} {number:,}" for name, number in totals.most_common()]


def place(row: Row, language: str) -> str:
    """A province as the chart names it."""
    said = words(language)
    if not row["province"]:
        return str(said["no_province"])
    english = row.get("english") if language == "en" else None
    return fit(str(english or said["places"].get(row["province"], row["province"])))


def _lags(rows: Sequence[Row], language: str) -> list[str]:
    days: dict[str, list[int]] = {}
    for row in rows:
        days.setdefault(row["outlet"] or "?", []).append(row["days"])
    told = sorted(days.items(), key=lambda item: (median(item[1]), item[0]))
    return [
        f"{outlet}{words(language)['colon']}"
        + words(language)["median"].format(
            days=counted(language, "day", median(own)), batches=counted(language, "batch", len(own))
        )
        for outlet, own in told
    ]
