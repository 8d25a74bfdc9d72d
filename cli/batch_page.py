"""One batch, company or service as a page of text for a person."""

from collections.abc import Callable
from typing import Any

from cli.batch_story import print_disputes
from cli.evidence import LONGEST, sentence
from cli.output import counted, moment, plain, print_heading, print_table, quantity

Texts = Callable[[str], str | None]


def print_batch(batch: dict[str, Any], texts: Texts) -> None:
    """Stated counts, claims by source, and each service with the sentence that names it."""
    print_heading(batch["title"] or batch["slug"])
    _print_facts(_facts(batch))
    print_disputes(batch)
    _print_decisions(batch)
    print_heading("\nClaims by source")
    print_table(_CLAIM, [_claim(row) for row in batch["claims"]], empty="  none")
    print_heading("\nServices")
    for row in batch["services"]:
        print_service(row, texts)
    if not batch["services"]:
        print("  no article names any")
    print_heading("\nArticles")
    articles = [
        [moment(row["published_at"]), row["outlet"], row["role"], row["url"] or row["id"]]
        for row in batch["articles"]
    ]
    print_table(["published (UTC)", "outlet", "role", "address"], articles, empty="  none")


def print_rejected(batch: dict[str, Any]) -> None:
    """A slug whose batch a person rejected."""
    said = batch["rejected"]
    source = f" ({said['source']})" if said["source"] else ""
    print(plain(f"{batch['slug']} was rejected on {said['date']}: {said['reason']}{source}"))


def _print_decisions(batch: dict[str, Any]) -> None:
    decided = [reason for reason in batch["reasons"] if reason.get("decision")]
    if decided:
        print_heading("\nDecided by people")
    for reason in decided:
        print("  " + plain("; ".join(reason["evidence"])))


def print_summary(batch: dict[str, Any], texts: Texts, *, longest: int) -> None:
    """A batch in a few lines, with evidence cut to ``longest`` characters."""
    print_heading(batch["title"] or batch["slug"])
    outlets = sorted({row["outlet"] for row in batch["articles"] if row["outlet"]})
    _print_facts([("stated", stated(batch)), ("sources", f"{_told(batch)}: {', '.join(outlets)}")])
    claim = _counting(batch)
    if claim is not None:
        print(f"    {_quoted(claim, texts, 2 * longest)}")
    for row in batch["services"]:
        print_service(row, texts, longest=longest)


def _print_facts(facts: list[tuple[str, object]]) -> None:
    for name, value in facts:
        print(f"  {name:<11}{plain(value)}")


def _counting(batch: dict[str, Any]) -> dict[str, Any] | None:
    """The first main claim that states the batch's number of services, else the first of all."""
    mains = [row for row in batch["claims"] if row["role"] == "main"]
    counting = (row for row in mains if row["services_in_batch"] == batch["services_stated"])
    return next(counting, mains[0] if mains else None)


def _facts(batch: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        ("batch", batch["slug"]),
        ("scheme", batch["scheme"]),
        ("date", batch["event_date"]),
        ("where", " ".join(part for part in (batch["level"], batch["province"]) if part) or None),
        ("stated", stated(batch)),
        ("named", _named(batch)),
        ("register", listed(batch)),
        *([("so far", _totals(batch))] if batch["cumulative_listed"] is not None else []),
        ("status", str(batch["status"]).replace("_", " ")),
        ("sources", _told(batch)),
        ("first seen", f"{moment(batch['first_seen']) or '?'} UTC"),
        *_lists(batch),
        *([("as of", batch["as_of"])] if "as_of" in batch else []),
    ]


def listed(batch: dict[str, Any]) -> str:
    """What the register has, against what is stated: ``14 of 14 services, 13 of 13 companies``."""
    if batch["services_listed"] is None:
        return "nothing linked"
    return ", ".join(
        _against(batch[f"{part}_listed"], batch[f"{part}_stated"], one, many)
        for part, one, many in (
            ("services", "service", "services"),
            ("companies", "company", "companies"),
        )
    )


def _against(number: int, said: dict[str, Any] | None, one: str, many: str) -> str:
    if said is None:
        return counted(number, one, many)
    return f"{number} of {quantity(said)} {one if said['value'] == 1 else many}"


def _totals(batch: dict[str, Any]) -> str:
    """The running total that is stated beside the register's own."""
    said = batch["cumulative_stated"]
    number = f"{batch['cumulative_listed']} in the register by {batch['cumulative_listed_on']}"
    return f"{quantity(said)} stated, {number}" if said else number


def _lists(batch: dict[str, Any]) -> list[tuple[str, object]]:
    """A line a list in which entries of the batch stand."""
    label = "lists"
    lines: list[tuple[str, object]] = []
    for row in batch["lists"]:
        role = "is this list" if row["relation"] == "is" else f"{row['rows']} entries"
        known = f", public since {row['known_from']}" if row["known_from"] else ""
        lines.append((label, f"{row['list']}: {role}{known}"))
        label = ""
    return lines


def _told(batch: dict[str, Any]) -> str:
    articles = counted(len(batch["articles"]), "article", "articles")
    return f"{articles}, {counted(batch['voices'], 'independent voice', 'independent voices')}"


def _named(batch: dict[str, Any]) -> str:
    services = counted(batch["services_found"], "service", "services")
    return f"{services} of {counted(batch['companies_found'], 'company', 'companies')}"


def stated(batch: dict[str, Any]) -> str:
    """The numbers that the sources state, in words."""
    parts = [
        f"{quantity(batch[key])} {one if batch[key]['value'] == 1 else many}"
        for key, one, many in (
            ("services_stated", "service", "services"),
            ("companies_stated", "company", "companies"),
            ("cumulative_stated", "so far", "so far"),
        )
        if batch[key]
    ]
    return ", ".join(parts) or "no number"


_CLAIM = ["published (UTC)", "outlet", "role", "date", "services", "companies", "so far"]


def _claim(row: dict[str, Any]) -> list[object]:
    return [
        moment(row["published_at"]),
        row["outlet"],
        row["role"],
        row["event_date"],
        quantity(row["services_in_batch"]),
        quantity(row["companies_in_batch"]),
        quantity(row["cumulative_services"]),
    ]


def print_service(row: dict[str, Any], texts: Texts, *, longest: int = LONGEST) -> None:
    """One service of a batch with the sentence that says most about it."""
    name = row["service"] or row["description"] or "(no name given)"
    about = f" ({row['description']})" if row["service"] and row["description"] else ""
    print("  " + plain(f"{row['company'] or '?'}: {name}{about} [{row['status']}]"))
    if row.get("number"):
        print("    " + plain(_official(row)))
    if row["evidence"]:
        fullest = max(row["evidence"], key=lambda evidence: len(evidence["text"]))
        print(f"    {_quoted(fullest, texts, longest)}")


def _official(row: dict[str, Any]) -> str:
    """The entry of the register that a service is."""
    day = f", {row['date']}" if row["date"] else ""
    number = f"{row['number']}{day}"
    if row["status"] == "listed":
        return f"register: {number}"
    return f"register: {row['register_name']} of {row['register_company']}, {number}"


def _quoted(row: dict[str, Any], texts: Texts, longest: int) -> str:
    text = texts(row["article"])
    said = row["text"]
    if text is not None:
        said = sentence(text, row["start"], row["end"], longest=longest)
    return plain(f'"{said}" ({row.get("outlet") or row["article"]})')
