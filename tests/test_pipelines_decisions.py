"""Rows of decisions: which are refused, what they are about, and how they part and join claims."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from each import each
from told import Told, announcement, claims, service, told

from extract.errors import RuleError
from extract.extraction import Quantity
from pipelines.cluster import cluster
from pipelines.deciding import write_batch_decisions
from pipelines.decision_files import COLUMNS, PACKAGE, Decision, of_cells, read_decisions
from pipelines.ruling import Anchors, decided

HEAD = ",".join(COLUMNS) + "\n"
GOOD = "2025-01-02,merge,x,,y,,,,one list,https://a.example\n"


def row(action: str, **cells: str) -> Decision:
    return of_cells({"date": "2025-01-02", "action": action, "reason": "so", **cells})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("yesterday,merge,x,,y,,,,why,", "date is 'yesterday': write the day as 2024-01-29"),
        ("2025-02-30,merge,x,,y,,,,why,", "date is '2025-02-30'"),
        ("20250102,merge,x,,y,,,,why,", "date is '20250102'"),
        ("2025-01-02,join,x,,y,,,,why,", "action is 'join': write merge, split, correct, accept"),
        ("2025-01-02,merge,,,y,,,,why,", "batch and article are empty"),
        ("2025-01-02,merge,x,,,,,,why,", "other and other_article are empty"),
        ("2025-01-02,merge,x,,x,,,,why,", "merged with itself"),
        ("2025-01-02,split,x,,,,,,why,", "article is empty"),
        ("2025-01-02,split,x,a,,a,,,why,", "parted from itself"),
        ("2025-01-02,split,,a,,,,,why,", "batch and other_article are empty"),
        ("2025-01-02,reject,x,,y,,,,why,", "other and other_article mean nothing to reject"),
        ("2025-01-02,reject,x,,,,level,city,why,", "field and value mean nothing to reject"),
        ("2025-01-02,reject,x,,,,,,,", "reason is empty"),
        ("2025-01-02,correct,x,,,,colour,red,why,", "field is 'colour': write event_date, scheme"),
        ("2025-01-02,correct,x,,,,event_date,2025-1-2,why,", "write a day as 2024-01-29 or a mon"),
        ("2025-01-02,correct,x,,,,scheme,filing,why,", "for scheme write genai_filing, genai_reg"),
        ("2025-01-02,correct,x,,,,province,Bavaria,why,", "write a province as 北京 or Beijing"),
        ("2025-01-02,correct,x,,,,ordinal,fourth,why,", "for ordinal write a number"),
        ("2025-01-02,correct,x,,,,services,over 40,why,", "before it nothing or more than, at le"),
        ("2025-01-02,correct,x,,,,title,,why,", "a title has 1 to 300 characters"),
        ("2025-01-02,merge,x,,y,,,,why", "9 cells where the first line has 10"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "batches.csv"
    path.write_text(HEAD + GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_decisions(path)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert said in str(caught.value)


@each(
    ("field", "text", "value"),
    [
        ("event_date", "2025-01", "2025-01"),
        ("province", "Inner Mongolia", "内蒙古"),
        ("province", "北京", "北京"),
        ("province", "", None),
        ("services", "40", Quantity(40)),
        ("services", "more than 40", Quantity(40, "more_than")),
        ("cumulative", "at_least 40", Quantity(40, "at_least")),
        ("ordinal", "4", 4),
    ],
)
def test_values_as_a_batch_has_them(field: str, text: str, value: object) -> None:
    assert row("correct", field=field, value=text).corrected == value


def test_the_package_has_a_file_of_its_own() -> None:
    assert PACKAGE.read_text(encoding="utf-8").startswith(HEAD)
    assert all(found.file.startswith("pipelines/") for found in read_decisions(PACKAGE))


def test_many_may_write_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    writers = [
        threading.Thread(
            target=write_batch_decisions,
            args=(folder, [row("accept", batch=f"b{n}", reason="x,y")]),
        )
        for n in range(24)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = read_decisions(folder / "batches.csv")
    assert {decision.batch for decision in found} == {f"b{n}" for n in range(24)}
    assert [path.name for path in folder.iterdir()] == ["batches.csv"]


SHANGHAI = {"services_in_batch": 9, "province": "上海", "event_date": "2024-03-01"}
BEIJING = {"services_in_batch": 12, "province": "北京", "event_date": "2024-03-20"}
STORIES = [
    told("a", announcement(**SHANGHAI), published_at="2024-03-02"),
    told("a2", announcement(**SHANGHAI), services=[service("Alpha")], published_at="2024-03-02"),
    told("b", announcement(**BEIJING), published_at="2024-03-21"),
    told("b2", announcement(**BEIJING), services=[service("Beta")], published_at="2024-03-22"),
    told("both", announcement(**SHANGHAI), announcement(**BEIJING), published_at="2024-03-22"),
]


def anchors(stories: list[Told]) -> Callable[[Decision], tuple[str, ...]]:
    """Says by its article and province which claims a row is about."""
    given = claims(*stories)
    docs = {item.id: claims((item, said))[0].doc for item, said in stories}
    names = {doc: name for name, doc in docs.items()}
    find = Anchors(given, {name: [doc] for name, doc in docs.items()}, {})

    def about(decision: Decision) -> tuple[str, ...]:
        (ruling,) = find.rulings([decision])
        there = {claim.order: claim for claim in given}
        return tuple(f"{names[o[0]]} {there[o].province}" for o in ruling.claims)

    return about


def test_an_article_of_two_batches_stands_for_the_one_of_the_slug() -> None:
    about = anchors(STORIES)
    slug = "genai-filing-shanghai-2024-03-01"
    assert about(row("accept", batch=slug, article="both")) == ("both 上海",)
    assert about(row("accept", batch="genai-filing-2024-03-20", article="both")) == ("both 北京",)
    assert sorted(about(row("accept", article="both"))) == ["both 上海", "both 北京"]
    assert about(row("accept", batch=slug, article="nobody")) == ()


def groups(stories: list[Told], *rows: Decision) -> list[list[str]]:
    """The outlets' names of each group."""
    given = claims(*stories)
    docs = {item.id: [claims((item, said))[0].doc] for item, said in stories}
    says = decided(Anchors(given, docs, {}).rulings(rows))
    found = cluster(given, says)
    return sorted(sorted((c.outlet or "").removeprefix("outlet-") for c in g) for g in found)


def test_a_merge_takes_all_of_both_batches() -> None:
    some = STORIES[:4]
    assert groups(some) == [["a", "a2"], ["b", "b2"]]
    assert groups(some, row("merge", article="a", other_article="b")) == [["a", "a2", "b", "b2"]]


def test_a_split_leaves_the_others_together_and_lets_the_one_find_its_own() -> None:
    stray = told("s", announcement(**SHANGHAI), services=[service("Beta")])
    some = [*STORIES[:2], stray]
    assert groups(some) == [["a", "a2", "s"]]
    split = row("split", article="s", other_article="a")
    assert groups(some, split) == [["a", "a2"], ["s"]]
    own = told(
        "s2", announcement(**SHANGHAI), services=[service("Beta")], published_at="2024-03-09"
    )
    with_own = row("split", article="s2", other_article="a")
    assert groups([*some, own], split, with_own) == [["a", "a2"], ["s", "s2"]]


def test_of_two_decisions_on_a_pair_the_later_holds() -> None:
    some = STORIES[:4]
    merge, split = row("merge", article="a", other_article="b"), row(
        "split", article="a", other_article="b"
    )  # fmt: skip
    assert groups(some, merge, split) == [["a", "a2"], ["b", "b2"]]
    assert groups(some, split, merge) == [["a", "a2", "b", "b2"]]


def test_one_article_of_what_was_merged_is_parted_again() -> None:
    merge = row("merge", article="a", other_article="b")
    split = row("split", article="b2", other_article="a")
    assert groups(STORIES[:4], merge, split) == [["a", "a2", "b"], ["b2"]]


def test_a_running_total_goes_where_a_person_puts_it() -> None:
    total = told("t", announcement(kind="cumulative", cumulative_services=900, province="广东"))
    some = [*STORIES[:4], total]
    assert ["t"] in groups(some)
    found = groups(some, row("merge", article="t", other_article="b"))
    assert found == [["a", "a2"], ["b", "b2", "t"]]
    joined = [*STORIES[:2], told("u", announcement(kind="cumulative", **SHANGHAI))]
    assert groups(joined) == [["a", "a2", "u"]]
    apart = row("split", article="u", other_article="a2")
    assert groups(joined, apart) == [["a", "a2"], ["u"]]
