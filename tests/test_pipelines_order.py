"""The store converges to the same rows for any order of arrival, in one run or in many."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import announcement, contents, ingest, service, told

from extract.own_folder import use_folder

FIRMS = [service("Alpha Technology", "Onyx"), service("Beta"), service(None, "Topaz")]
STORIES = [
    told("a", announcement(services_in_batch=14, event_date="2024-01"), services=FIRMS,
         published_at="2024-01-30T12:20:00Z"),
    told("b", announcement(services_in_batch=14, companies_in_batch=13, event_date="2024-01-17"),
         announcement(role="background", kind=None, event_date="2023-11"),
         services=FIRMS[:2], language="zh", published_at="2024-01-29T12:00:00Z"),
    told("c", announcement(services_in_batch=11, event_date="2023-11-03"),
         published_at="2023-11-04T01:00:00Z"),
    told("copy", announcement(services_in_batch=11, event_date="2023-11-03"), key="x.example/1",
         published_at="2023-11-03", text="A story called c of the services that were registered."),
    told("d", announcement(kind="cumulative", cumulative_services=40, event_date="2024-01-30")),
    told("e"),
    told("f", announcement(services_in_batch=9, event_date="2024-03-01"),
         fetched_at="2024-03-02T00:00:00Z"),
    told("f", announcement(services_in_batch=10, event_date="2024-03-01"),
         text="An edited story of ten services.", fetched_at="2024-03-03T00:00:00Z"),
    told("f2", announcement(services_in_batch=9, event_date="2024-03-01"), key="news.example/f",
         url="https://m.news.example/f?from=feed", outlet="outlet-f", title="Story f",
         text="A story called f of the services that were registered.",
         fetched_at="2024-03-02T12:00:00Z"),
    *(told("h", announcement(services_in_batch=90 + n, event_date="2024-05-01"),
           text=f"A story of {90 + n} services.", published_at="2024-05-02",
           fetched_at=f"2024-05-{day:02}T00:00:00Z")
      for n, day in ((0, 2), (1, 6), (1, 4), (2, 8))),
    told("g", announcement(services_in_batch=9, event_date="2024-03-01", province="上海")),
]  # fmt: skip


DECISIONS = """date,action,batch,article,other,other_article,field,value,reason
2024-05-01,merge,genai-filing-2023-11-03,c,genai-filing-2024-01,a,,,one
2024-05-02,split,genai-filing-2024-01,b,,c,,,two
2024-05-03,correct,,a,,,services,more than 13,as the list says
2024-05-03,correct,,g,,,event_date,2024-02-29,as the list says
2024-05-04,reject,,news.example/f,,,,,none
2024-05-05,accept,,nobody,,,,,never told
"""
UNKNOWN = re.compile("'state': 'unknown'")


@pytest.fixture(scope="module", params=["", DECISIONS], ids=["plain", "decided"], autouse=True)
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder of a person's decisions, or none."""
    if not request.param:
        return None
    folder = tmp_path_factory.mktemp("own")
    (folder / "batches.csv").write_text(request.param, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _followed(_own_environment: None, own: Path | None) -> None:
    use_folder(own)


@pytest.fixture(scope="module")
def expected(own: Path | None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("order") / "s.db"
    use_folder(own)
    ingest(path, STORIES)
    found = contents(path)
    assert len(UNKNOWN.findall(str(found))) == (own is not None)
    return found


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(STORIES), cut=st.integers(0, len(STORIES)))
def test_any_order_in_one_run_or_two_gives_the_same_rows(
    expected: dict[str, list[str]], order: list[object], cut: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        ingest(path, order[:cut])  # type: ignore[arg-type]  # permutations() loses the item type
        ingest(path, order[cut:])  # type: ignore[arg-type]  # as above
        assert contents(path) == expected


def test_the_same_again_writes_nothing(tmp_path: Path, expected: dict[str, list[str]]) -> None:
    path = tmp_path / "s.db"
    ingest(path, STORIES)
    before = contents(path, without=["runs"])
    counters = ingest(path, STORIES)
    assert contents(path, without=["runs"]) == before
    assert counters.pop("store/decisions_unknown", 0) == len(UNKNOWN.findall(str(expected)))
    assert {k: v for k, v in counters.items() if k.startswith("store/")} == {
        "store/commits": 1,
        "store/unchanged": len(STORIES),
    }


def test_commits_of_any_size_give_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: dict[str, list[str]]
) -> None:
    path = tmp_path / "s.db"
    monkeypatch.setattr("pipelines.store.AT_MOST_ARTICLES", 1)
    ingest(path, STORIES[::-1])
    assert contents(path) == expected
