"""The form rules run on, and the way back to the stored text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import article

from extract.extraction import Announcement, Count, Mention, Service
from extract.layout.form import normalise
from extract.read import read

HAN = ["网信办", "備案", "“", "」", "14款", "（上海）", "大模型", "，", "𠮷"]
PIECES = st.lists(st.sampled_from([*HAN, " ", "\n", "AI", ",", "é", "approved", "’"]), max_size=30)


def test_chinese_is_simplified_and_closed_up() -> None:
    form = normalise("上海市網信辦 7 月 新增「小藝」，", "zh")
    assert form.text == "上海市网信办7月新增“小艺”，"


@given(PIECES, st.sampled_from(["en", "zh"]))
@settings(max_examples=200, deadline=None)
def test_every_span_of_the_form_has_its_span_in_the_text(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    form = normalise(text, language)
    assert len(form.text) == len(form.at)
    assert list(form.at) == sorted(set(form.at))
    for sentence in form.sentences:
        start, end = form.origin(sentence.start, sentence.end)
        assert 0 <= start < end <= len(text)


@given(PIECES, st.sampled_from(["en", "zh"]))
@settings(max_examples=150, deadline=None)
def test_spans_are_slices_whatever_the_text(pieces: list[str], language: str) -> None:
    lead = (
        "China approved 14 AI models, among them Tesla's xBot. "
        if language == "en"
        else "网信办公布14款大模型完成备案，包括小米的“澎湃”。"
    )
    text = lead + "".join(pieces)
    found = read(article(text, language=language))
    spans: list[Announcement | Count | Service | Mention]
    spans = [*found.announcements, *found.counts, *found.services, *found.mentions]
    for span in spans:
        assert text[span.start : span.end] == span.text


def test_an_abbreviation_ends_no_sentence() -> None:
    form = normalise("Xiaomi Corp. won approval. Others wait.", "en")
    assert [form.text[s.start : s.end] for s in form.sentences] == [
        "Xiaomi Corp. won approval.",
        "Others wait.",
    ]
