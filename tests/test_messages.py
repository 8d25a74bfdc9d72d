"""Messages say what is known in both languages; what others wrote is harmless in them."""

import json
from typing import Any

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from pipelines.harmless import harmless, link
from pipelines.messages import render, webhook_body

ARTICLE = {
    "id": "a", "url": "https://www.globaltimes.cn/page/202401/1306359.shtml",
    "outlet": "global_times", "language": "en", "published_at": "2024-01-29T12:20:00Z",
    "role": "main",
}  # fmt: skip
PAYLOAD: dict[str, Any] = {
    "batch": {
        "slug": "genai-filing-beijing-2024-01-17",
        "scheme": "genai_filing",
        "level": "province",
        "province": "北京",
        "event_date": "2024-01-17",
        "title": "Generative-AI service filing, Beijing: 14 services",
        "services_stated": {"value": 14, "qualifier": "exact"},
        "companies_stated": {"value": 13, "qualifier": "at_least"},
        "cumulative_stated": {"value": 40, "qualifier": "more_than"},
        "services_found": 2, "services_listed": None, "status": "stated_only", "voices": 1,
        "first_seen": "2024-01-29T12:20:00Z",
        "articles": [ARTICLE],
    },
    "services": [
        {"company": "Harbour Lantern", "service": "Willow Talk", "description": None},
        {"company": "石榴巷", "service": None, "description": "a reading companion"},
    ],
    "sentences": [
        {"language": "en", "outlet": "global_times", "url": ARTICLE["url"], "text": "14 models."},
        {"language": "zh", "outlet": "ithome", "url": "https://www.ithome.com/1", "text": "14款。"},
    ],
    "lists": [],
    "url": "http://127.0.0.1:8001/batchwatch/batches/genai-filing-beijing-2024-01-17",
    "confidence": 0.85,
}  # fmt: skip
CHANGES = [
    {"field": "services", "before": {"value": 14}, "after": {"value": 16, "qualifier": "exact"}},
    {"field": "scheme", "before": "genai_filing", "after": "genai_registration"},
    {"field": "names", "before": ["Old Name"], "after": ["New Name"]},
]
HOSTILE = [
    "@everyone look",
    "<!channel> <at user_id=\"all\">all</at> <script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\")",
    "[click](http://evil.example) *bold* `code`",
    "one\ntwo\r\nthree\u202egnp\u0000\ud800",
    "&lt;b&gt;",
    "@所有人 @all",
]  # fmt: skip


def test_english_says_what_is_known() -> None:
    message = render("new_batch", PAYLOAD, "en")
    assert message.title == (
        "New batch: Generative-AI service filing, Beijing:"
        " 14 services of at least 13 companies, 2024-01-17"
    )
    for words in (
        "Named: Harbour Lantern Willow Talk; 石榴巷 a reading companion",
        "Total so far: more than 40",
        "Reported by: global_times 2024-01-29",
        "“14 models.” (global_times)",
        "Official register: not listed yet",
        f"Page: {PAYLOAD['url']}",
        f"Source: {ARTICLE['url']}",
    ):
        assert words in message.text.splitlines()
    assert message.short.startswith(message.title)
    assert message.short.endswith(PAYLOAD["url"])


def test_chinese_says_the_same() -> None:
    message = render("new_batch", PAYLOAD, "zh")
    assert message.title == (
        "新批次：生成式人工智能服务备案（北京）：14款服务、至少13家企业，2024-01-17"
    )
    for words in (
        "累计：超过40",
        "官方清单：尚未列入",
        "“14款。”（ithome）",
        "原文：https://www.ithome.com/1",
    ):
        assert words in message.text.splitlines()


def test_a_correction_says_what_was_told_before() -> None:
    lines = render("correction", PAYLOAD | {"changes": CHANGES}, "en").text.splitlines()
    assert lines[2:6] == [
        "Services: 16 (told before: 14)",
        "Register: Generative-AI application registration"
        " (told before: Generative-AI service filing)",
        "No longer named: Old Name",
        "Named now: New Name",
    ]


@pytest.mark.parametrize(
    ("status", "listed", "said"),
    [
        ("complete", 14, "all 14 services that are stated are listed"),
        ("partial", 9, "9 of 14 services are listed so far"),
        ("conflict", 15, "15 services are listed, 14 are stated"),
    ],
)
def test_a_confirmation_says_how_many_of_how_many(status: str, listed: int, said: str) -> None:
    batch = PAYLOAD["batch"] | {"status": status, "services_listed": listed}
    message = render("confirmation", PAYLOAD | {"batch": batch}, "en")
    assert f"Official register: {said}" in message.text.splitlines()
    assert said in message.short


def test_an_outlet_that_broke_is_named_with_its_reasons() -> None:
    payload = {
        "outlet": "ithome", "since": "2026-11-27T07:00:00Z",
        "reasons": [{"code": "no_listing", "number": 1, "text": "no article was found"}],
    }  # fmt: skip
    message = render("outlet_broken", payload, "en")
    assert message.title == "Outlet broken: ithome"
    assert "no article was found" in message.text
    assert "Since 2026-11-27 07:00 UTC" in message.text
    for last, said in (
        (None, "从未成功"),
        ("2026-11-26T07:00:00Z", "上次成功：2026-11-26 07:00 UTC"),
    ):
        assert said in render("outlet_broken", payload | {"last_success": last}, "zh").text
    assert render("system", {"what": "network", "text": "down"}, "zh").title == "系统：网络"
    assert render("outlet_recovered", payload, "zh").title == "来源恢复：ithome"


@each("text", HOSTILE)
@each("language", ["en", "zh"])
def test_hostile_words_do_nothing(text: str, language: Any) -> None:
    batch = PAYLOAD["batch"] | {
        "articles": [ARTICLE | {"outlet": text, "url": f"javascript:{text}"}]
    }
    said = {"language": language, "outlet": text, "url": f"https://a.example/{text}", "text": text}
    services = [{"company": text, "service": text, "description": None}]
    payload = PAYLOAD | {"batch": batch, "services": services, "sentences": [said]}
    changes = [{"field": "names", "before": [text], "after": [text]}]
    message = render("correction", payload | {"changes": changes}, language)
    everything = f"{message.title}\n{message.short}\n{message.text}"
    assert not set("<>@`*[]\r\u202e\x00") & set(everything)
    assert "javascript" not in everything
    everything.encode("utf-8")
    for line in everything.splitlines():
        assert not line.startswith(("=", "+", "-"))
    assert "\n" not in message.title + message.short


@given(st.text(max_size=400))
def test_any_words_are_one_line_of_limited_length(text: str) -> None:
    plain = harmless(text, 80)
    assert len(plain) <= 80
    assert plain.splitlines() in ([], [plain])
    plain.encode("utf-8")


@each(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://me:pw@a.example/", "", None],
)
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    assert link(url) is None


def test_a_link_ends_where_it_should() -> None:
    assert link("https://a.example/x y>@all") == "https://a.example/x%20y%3E%40all"
    assert link(ARTICLE["url"]) == ARTICLE["url"]
    assert link("https://a.example/%E4%B8%AD?q=1&r=2#s") == "https://a.example/%E4%B8%AD?q=1&r=2#s"


def test_a_webhook_s_body_is_the_contract_s() -> None:
    row = {
        "key": "new_batch:x", "kind": "new_batch", "created_at": "2024-01-30T00:00:00Z",
        "payload": json.dumps(PAYLOAD),
    }  # fmt: skip
    body = webhook_body(row, "en")
    assert {"key", "kind", "batch", "title", "text", "url", "created_at"} <= body.keys()
    assert body["batch"] == PAYLOAD["batch"]
    assert (body["key"], body["url"]) == ("new_batch:x", PAYLOAD["url"])


def test_nothing_known_is_no_error() -> None:
    for kind in ("new_batch", "correction", "confirmation", "outlet_broken", "system"):
        assert render(kind, {}, "zh").title


@pytest.mark.parametrize("name", ["www.evil.example39", "evil.cn/x", "Evil.AI", "http://10.0.0.1/"])
def test_a_name_is_no_address(name: str) -> None:
    """Chats make links of bare domains; a version stays as it is."""
    assert "." not in harmless(name)
    assert harmless("Qwen2.5, V3.1. It is") == "Qwen2.5, V3.1. It is"
