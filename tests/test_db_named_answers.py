"""Every named question answers rightly on a small store, and says null where nothing is known."""

from pathlib import Path
from typing import Any

import pytest
from asked import SLUG
from each import each

from db.named import Rows, answer, named_queries, named_query
from db.store import RecordStore, store_path

LIST = "genai_filing/2024-04"
LONG = "北京琥珀鹿科技股份有限公司"
ANSWERS: dict[str, tuple[dict[str, str], list[dict[str, Any]]]] = {
    "approval-days": (
        {"least": "5"},
        [{"date": "2024-03-01", "province": "北京", "services": 5, "companies": 4, "batch": SLUG}],
    ),
    "batches-between": (
        {"since": "2024-03", "until": "2024-03-01", "province": "Beijing"},
        [{"batch": SLUG, "services_stated": 5, "services_listed": 5, "companies_stated": None}],
    ),
    "batches-without-list": ({}, [{"batch": "genai-registration-2024-09-10", "named": 2}]),
    "cancelled": ({}, [{"service": "旧灯算法", "cancelled_on": "2025-07-14", "filed_on": None}]),
    "cited-sources": ({}, [{"source": "竹篱晚报", "articles": 1, "example": "a"}]),
    "companies-several-provinces": (
        {},
        [{"company": "琥珀鹿", "provinces": 2, "names": "上海 北京", "last_date": "2024-07-01"}],
    ),
    "company-history": (
        {"company": LONG},
        [
            {"day": "2024-03-01", "service": "琥珀鹿写作大模型", "source": "official"},
            {"day": "2024-07-01", "service": "琥珀鹿朗读", "told_in": "genai_filing/2024-08"},
        ],
    ),
    "contradicted-claims": (
        {},
        [{"batch": SLUG, "field": "services", "stated": 7, "listed": 5, "outlets": "outlet-b"}],
    ),
    "days-to-approval": (
        {"least": "2"},
        [{"province": "北京", "services": 5, "median_days": 10.0, "most_days": 20, "unknown": 0}],
    ),
    "disputes": ({"field": "services"}, [{"value": 5, "chosen": 1}, {"value": 7, "chosen": 0}]),
    "exclusives": ({}, [{"outlet": "outlet-c", "services_stated": 2, "services_listed": None}]),
    "first-of-province": (
        {},
        [
            {"province": "上海", "english": "Shanghai", "service": "白鹭", "services": 2},
            {"province": "北京", "date": "2024-03-01", "services": 5},
        ],
    ),
    "first-of-sector": (
        {"word": "医"},
        [{"word": "医", "sector": "medicine", "service": "柳絮问诊", "services": 2}],
    ),
    "lag": (
        {"scheme": "genai_filing"},
        [{"outlet": "outlet-a", "days": 1}, {"outlet": "outlet-b", "days": 3}],
    ),
    "most-covered-companies": (
        {"limit": "1"},
        [{"company": "竹篱", "articles": 2, "outlets": 2, "first_told": "2024-03-02T02:00:00Z"}],
    ),
    "most-entries": (
        {"limit": "1", "province": "上海市"},
        [{"company": "上海白鹭洲科技有限公司", "services": 1, "filings": 1, "registrations": 0}],
    ),
    "official-lists": (
        {"scheme": "genai_filing", "until": "2024-04"},
        [{"list": LIST, "rows": 6, "stated_new": None, "includes": None, "as_of": "2024-03-01"}],
    ),
    "other-firm": (
        {},
        [{"company": "北京松烟科技有限公司", "register_company": "北京石榴巷网络科技有限公司"}],
    ),
    "outlet-speed": (
        {"scheme": "genai_filing"},
        [
            {"outlet": "outlet-a", "median_days": 1.0, "first_to_tell": 1, "alone": 0},
            {"outlet": "outlet-b", "median_days": 3.0, "first_to_tell": 0},
        ],
    ),
    "press-before-register": (
        {},
        [{"batch": SLUG, "days_after_approval": 1, "days_before_list": 31}],
    ),
    "provinces": (
        {"until": "2024-05"},
        [{"province": "北京", "services": 5}, {"province": "上海", "services": 1}],
    ),
    "registrations-by-month": (
        {"scheme": "genai_filing", "since": "2024-03"},
        [
            {"month": "2024-03", "services": 5, "companies": 4, "new_companies": 4},
            {"month": "2024-07", "services": 1, "new_companies": 0},
        ],
    ),
    "renamed-companies": (
        {},
        [
            {"official_name": "北京琥珀鹿科技有限公司", "last_date": "2024-03-01"},
            {"official_name": LONG, "first_date": "2024-07-01"},
        ],
    ),
    "running-totals": ({}, [{"province": "北京", "stated": 5, "listed": 5, "difference": 0}]),
    "schemes": (
        {"until": "2024-06"},
        [
            {"source": "official", "services": 6, "companies": 5},
            {"source": "press", "services": 4, "companies": 4},
        ],
    ),
    "stated-numbers": (
        {"batch": SLUG},
        [{"article": "a", "services": 5, "cumulative": 5}, {"services": 7, "cumulative": None}],
    ),
    "timeline": (
        {"scheme": "genai_filing"},
        [
            {"month": "2024-02", "source": "official", "new": 1, "cumulative": 1},
            {"month": "2024-03", "source": "official", "new": 5, "cumulative": 6},
            {"month": "2024-03", "source": "press", "new": 4, "cumulative": None},
            {"month": "2024-07", "source": "official", "new": 1, "cumulative": 7},
        ],
    ),
    "unlisted-services": (
        {},
        [{"service": "Haitang Notes", "articles": 1}, {"service": "Haitang Talk"}],
    ),
    "unreported-entries": (
        {"province": "Shanghai"},
        [{"service": "琥珀鹿朗读"}, {"service": "白鹭", "date": "2024-02-02"}],
    ),
    "whats-new": (
        {"until": "2024-03-09", "days": "7"},
        [
            {"day": "2024-03-04", "what": "changed", "field": "voices", "before": 1, "after": 2},
        ],
    ),
}


@pytest.fixture(scope="module")
def asking(small: Path) -> Any:
    with RecordStore.open_read_only(store_path(small)) as store:
        yield lambda name, params: answer(store.conn, name, params)


@each("name", named_queries())
def test_a_question_is_answered(asking: Any, name: str) -> None:
    params, expected = ANSWERS[name]
    rows: Rows = asking(name, params)
    found = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
    shown = [{key: row[key] for key in wanted} for row, wanted in zip(found, expected, strict=True)]
    assert shown == expected


@each("name", named_queries())
def test_a_question_and_its_example_are_answered_with_the_columns_told(
    asking: Any, name: str
) -> None:
    query = named_query(name)
    told = tuple(column.name for column in query.columns)
    for params in (ANSWERS[name][0], dict(query.example)):
        assert asking(name, params).columns == told


def test_a_span_that_ends_before_anything_is_empty(asking: Any) -> None:
    spans = [name for name, query in named_queries().items() if "until" in _names(query)]
    assert len(spans) > 15
    assert [name for name in spans if asking(name, {"until": "2001"}).rows] == []


def _names(query: Any) -> set[str]:
    return {parameter.name for parameter in query.parameters}
