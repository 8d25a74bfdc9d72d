"""Whatever text passes the keyword gate, a page with it passes the gate on pages."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.encoding import decode
from extract.gate import ACT, PLACE, SUBJECT, passes
from extract.needles import may_pass

GOLD = sorted(Path(__file__).parent.glob("*/*/*.json"))
ENGLISH = "Shanghai approved 9 large language models"
CHINESE = "浙江新增9款已备案的生成式人工智能服务"


def page(text: str) -> str:
    """A page around a text."""
    return f"<html><body><nav>Home</nav><p>{html.escape(text)}</p></body></html>"


def texts() -> list[tuple[str, str]]:
    """The articles of the tests that pass the gate, with their language."""
    found = []
    for path in GOLD:
        told = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, dict) and {"text", "language"} <= told.keys():
            whole = f"{told.get('title') or ''}\n{told['text']}"
            if told["language"] in ("en", "zh") and passes(whole, told["language"]):
                found.append((whole, told["language"]))
    return found


def test_every_article_of_the_tests_passes() -> None:
    found = texts()
    assert {language for _, language in found} == {"en", "zh"}
    assert [text[:60] for text, _ in found if not may_pass(page(text))] == []


SPELT: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "tags between words": lambda text: text.replace(" ", "</b> <i class='x'>"),
    "line ends between words": lambda text: text.replace(" ", "\n    "),
    "no-break spaces": lambda text: text.replace(" ", "&nbsp;"),
    "references": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal references": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "escapes": lambda text: json.dumps({"articleBody": text}),
    "soft hyphens": lambda text: re.sub(r"(?<=\w\w)(?=\w)", "\u00ad", text),
    "tags inside Chinese words": lambda text: re.sub("([^\x00-\x7f])", r"\1<wbr><em></em>", text),
}


@each("how", SPELT)
@each("text", [ENGLISH, CHINESE])
def test_words_are_found_however_they_are_written(how: str, text: str) -> None:
    assert may_pass(f"<html><p>{SPELT[how](text)}</p></html>")


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le"])
def test_words_are_found_in_any_charset(charset: str) -> None:
    text = (
        "台北新增9款大語言模型完成備案的服務，上海市網信辦發布公告"
        if charset == "big5"
        else CHINESE
    )
    assert may_pass(decode(page(text * 3).encode(charset), "text/html"))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["en", "zh"]),
    st.data(),
    st.text(alphabet="ab 。,'<&\n一", max_size=12),
)
def test_any_words_of_the_gate_are_enough(language: str, data: st.DataObject, other: str) -> None:
    patterns = [SUBJECT[language], ACT[language], *([PLACE] if language == "en" else [])]
    words = [data.draw(st.from_regex(one, fullmatch=True)) for one in patterns]
    text = other.join(f" {word} " for word in words)
    if passes(text, language) and "\x00" not in text:
        assert may_pass(page(text))


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board opened a new pier on a rainy morning.",
        "渡口的船夫在下雨的早晨修好了木桥，邻居们都来观看。",
        "A company in Oslo trained a model.",
        "京ICP备案 天气晴朗",
    ],
)
def test_ordinary_news_is_kept_out(text: str) -> None:
    assert not may_pass(page(text))
