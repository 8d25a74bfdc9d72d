"""What waits for a person's decision about names, as a page of text and as JSON."""

from typing import TYPE_CHECKING, Any

from cli.output import print_heading, print_table

if TYPE_CHECKING:
    from pipelines.resemblances import Resemblance
    from pipelines.reviewing import Candidate


def print_names(shown: "list[Candidate]", total: int, offset: int) -> None:
    """Names that wait, each with the sentences that print it."""
    rows = [
        [c.kind, c.name, f"{c.confidence:.2f}", c.times, len(c.articles), "; ".join(c.reasons)]
        for c in shown
    ]
    columns = ["kind", "name", "sure", "times", "articles", "because"]
    print_table(columns, rows, empty="no new name waits for a decision", folds="because")
    for candidate in shown:
        print_heading(f"\n{candidate.name} ({candidate.kind})")
        for place in candidate.places:
            said = [place["published_at"] or "-", place["outlet"] or "-", place["article"]]
            print("  " + " ".join(said))
            print(f"    {place['sentence']}")
    if offset + len(shown) < total:
        print(f"\n{len(shown)} of {total}; --offset {offset + len(shown)} goes on")


def print_pairs(shown: "list[Resemblance]", total: int, offset: int) -> None:
    """Pairs that may be one, with why."""
    if not shown:
        return
    print_heading("\nMay be one")
    rows = [[p.kind, p.name, p.other, len(p.articles), "; ".join(p.reasons)] for p in shown]
    print_table(["kind", "name", "other", "articles", "because"], rows, empty="", folds="because")
    if offset + len(shown) < total:
        print(f"\n{len(shown)} of {total}; --offset {offset + len(shown)} goes on")


def pair_as_json(pair: "Resemblance") -> dict[str, Any]:
    """A pair as the JSON document has it."""
    return {
        "kind": pair.kind,
        "name": pair.name,
        "other": pair.other,
        "because": pair.reasons,
        "articles": len(pair.articles),
        "places": pair.places,
    }


def name_as_json(candidate: "Candidate") -> dict[str, Any]:
    """A name as the JSON document has it."""
    return {
        "kind": candidate.kind,
        "name": candidate.name,
        "confidence": candidate.confidence,
        "because": candidate.reasons,
        "times": candidate.times,
        "articles": len(candidate.articles),
        "outlets": len(candidate.outlets),
        "beside": candidate.beside,
        "places": candidate.places,
    }
