"""A reprint is told from a notice of the same template, whatever else its page prints."""

import random
import re

import pytest
from each import each
from zhconv_rs import zhconv

from pipelines.likeness import Story
from pipelines.shingles import SHARED, Text, bands

EN = (
    "The cyberspace office said on January 29 that 14 more services for the public had completed"
    " their filing. Among them are Willow Talk of Harbour Lantern Technology and a model for"
    " clinics. The office reminded firms that a filed service must show its name where every"
    " visitor sees it. Two of the firms had waited for more than half a year, people close to the"
    " process said. Analysts expect the next list in spring. By then the total may pass 60."
)
ZH = (
    "网信部门1月29日表示，又有14款面向公众的服务完成了备案。其中包括港湾灯火科技的柳语大模型，"
    "以及一款用于诊所的模型。该部门提醒企业，已备案的服务应当在显著位置公示名称。知情人士说，"
    "有两家企业已经等待了半年多。分析人士预计下一份名单将在春季公布，届时总数或超过60款。"
)
CHROME = {
    "en": "The Morning Paper\nPublished 2024-01-31 09:{n}\n{text}\nEditor: A. Person\n"
    "Read more: 12 ways to save energy at home this winter",
    "zh": "来源：早报 2024-01-31 09:{n}\n{text}\n责任编辑：某某\n相关阅读：12个城市发布高温预警",
}
FILLER = {
    "en": " Elsewhere the harbour festival drew crowds, and the museum kept its doors open late.",
    "zh": "此外，海港节吸引了大批游客，博物馆也延长了开放时间，市民可以预约参观。",
}
SENTENCE = re.compile(r"[^.。]+[.。]\s*")
TEXTS = {"en": EN, "zh": ZH}
NOTICE = {
    "en": "Notice {n} of the office: on {month} {day} it added {count} services that completed"
    " their filing. Providers whose services can shape opinion must be assessed before launch, the"
    " notice says, and must name the model that they call. The list this month has {name} and"
    " can be read in full on the page of the office, which will be brought up to date.",
    "zh": "第{n}号公告：{month}月{day}日，新增{count}款服务完成备案。公告称，面向公众的服务应当在"
    "上线前完成安全评估，并在显著位置公示所调用模型的名称。本月名单包括{name}，全文见该办网页，"
    "名单将及时更新。",
}
MONTHS = {"en": ("March", "April"), "zh": ("三", "四")}
NAMES = {
    "en": ("Amber Field Copper Gate Silver Reed", "Stone Bridge North Quay Plain Oak"),
    "zh": ("青禾星图与墨石文曲", "北辰云帆与松涛灵犀"),
}


def alike(language: str, one: str, other: str) -> bool:
    mine, others = Text(language, one), Text(language, other)
    found = Story(mine).copies(Story(others))
    assert Story(others).copies(Story(mine)) == found
    return found and len({*bands(mine)} & {*bands(others)}) >= SHARED


def edited(language: str, text: str) -> str:
    chance = random.Random(11)
    words = list(text) if language == "zh" else text.split(" ")
    letters = [n for n, word in enumerate(words) if word.isalpha()]
    for n in chance.sample(letters, len(words) // 20):
        words[n] = "某" if language == "zh" else "reportedly"
    return ("" if language == "zh" else " ").join(words)


def shuffled(text: str) -> str:
    parts = SENTENCE.findall(text)
    random.Random(5).shuffle(parts)
    return " ".join(parts)


@each("language", ["en", "zh"])
@each("kind", ["chrome", "edited", "cut", "longer", "shuffled", "script"])
def test_every_kind_of_reprint_is_a_copy(language: str, kind: str) -> None:
    text = TEXTS[language]
    reprint = {
        "chrome": CHROME[language].format(n=17, text=text),
        "edited": edited(language, text),
        "cut": text[: len(text) * 6 // 10],
        "longer": text + (FILLER[language] * 9)[: len(text) * 3 // 10],
        "shuffled": shuffled(text),
        "script": zhconv(text, "zh-hant") if language == "zh" else text.upper(),
    }[kind]
    assert reprint != text
    assert alike(language, text, reprint)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_reprints_with_pages_of_their_own_are_copies(language: str) -> None:
    pages = [CHROME[language].format(n=n, text=TEXTS[language]) for n in (17, 42)]
    assert alike(language, *pages)


@each("language", ["en", "zh"])
@each("changed", ["n", "day", "count", "month", "name"])
def test_notices_of_one_template_are_no_copies(language: str, changed: str) -> None:
    first, second = MONTHS[language]
    one = {"n": 12, "day": 5, "count": 9, "month": first, "name": NAMES[language][0]}
    other = {"n": 13, "day": 7, "count": 8, "month": second, "name": NAMES[language][1]}
    form = NOTICE[language]
    assert not alike(language, form.format(**one), form.format(**one | {changed: other[changed]}))
    assert alike(language, form.format(**one), form.format(**one) + FILLER[language])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_stated_facts_part_texts_that_read_alike(language: str) -> None:
    texts = Text(language, TEXTS[language]), Text(language, TEXTS[language] + FILLER[language])
    facts = [{"services_in_batch": frozenset[object]({n})} for n in (14, 15)]
    assert Story(texts[0], facts[0]).copies(Story(texts[1], facts[0]))
    assert not Story(texts[0], facts[0]).copies(Story(texts[1], facts[1]))
    assert Story(texts[0], facts[0]).copies(Story(texts[1]))


def test_a_name_that_the_other_lacks_on_both_sides_parts_them() -> None:
    mine, others = Text("en", EN), Text("en", EN.replace("Willow", "Alder"))
    assert Story(mine).copies(Story(others))
    named = Story(mine, names=frozenset({"Willow Talk"}))
    assert not named.copies(Story(others, names=frozenset({"Alder Talk"})))
    assert named.copies(Story(others))


def test_a_quoted_notice_makes_no_copy_of_an_analysis() -> None:
    chance = random.Random(3)
    analysis = " ".join(f"word{chance.randint(0, 10**9)}" for _ in range(400))
    assert not alike("en", EN, f"{analysis} {EN}")


def test_no_text_makes_it_raise() -> None:
    odd = "\ue000 14 \ue000\n\ue000" + "㍿ﷺé１２：３０" * 40 + "\ud800 \n\n" + EN
    for language in ("en", "zh"):
        assert alike(language, odd, odd + " 15 more")
        assert not alike(language, "", "")


def test_the_bands_of_a_known_text_are_those_that_stores_hold() -> None:
    """A library that counts otherwise needs a migration which lets all bands be made anew."""
    assert bands(Text("en", EN))[:2] == [4350563313637051576, 5722950590790689105]
