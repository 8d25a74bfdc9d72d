"""The words of the pages: the same keys in both languages, each of them used, none missing."""

import re
from pathlib import Path

from each import each

from db.pages.wording import Speech, lang_of, language_of, words

PAGES = Path(__file__).parents[1] / "db" / "pages"
SOURCES = [*sorted(PAGES.glob("templates/*.html")), *sorted(PAGES.glob("*.py"))]
SAID = re.compile(r'\b(?:t|n)\(\s*f?"([\w.]+)[{"]\s*(~)?')
LABEL = re.compile(r'label\(\s*"([\w.]+)"|status\([^()]*,\s*"(\w+)"\)')


def used() -> tuple[set[str], set[str]]:
    """Keys that the sources name in full, and the beginnings of those that they put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for source in SOURCES:
        text = source.read_text("utf-8")
        for found in SAID.finditer(text):
            (begun if found[1].endswith(".") or found[2] else whole).add(found[1])
        for found in LABEL.finditer(text):
            begun.add(f"{found[1] or found[2]}.")
    return whole, begun | {f"{key}." for key in whole}


def test_both_languages_have_the_same_keys() -> None:
    assert words("en").keys() == words("zh").keys()


def test_a_word_takes_the_same_values_in_both_languages() -> None:
    chinese = words("zh")
    for key, said in words("en").items():
        if not key.endswith(".one"):
            assert set(re.findall(r"{(\w+)}", said)) == set(re.findall(r"{(\w+)}", chinese[key])), (
                key
            )


def test_every_word_that_is_used_is_there_and_every_one_that_is_there_is_used() -> None:
    whole, begun = used()
    there = words("en")
    known = {key for key in whole if key in there or any(k.startswith(f"{key}.") for k in there)}
    assert whole <= known
    idle = [key for key in there if key not in whole and not key.startswith(tuple(begun))]
    assert idle == []


@each(
    ("asked", "accepted", "language"),
    [
        ("zh", None, "zh"),
        ("en", "zh-CN", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "en-GB,en;q=0.5,zh;q=0.4", "en"),
        (None, "fr, zh-TW;q=0.3", "zh"),
        (None, "zh;q=0, en;q=0.1", "en"),
        ("xx", "*", "en"),
        (None, "zh;q=nonsense;;,,", "zh"),
        (None, None, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_one_accepted_first(
    asked: str | None, accepted: str | None, language: str
) -> None:
    assert language_of(asked, accepted) == language


def test_numbers_and_places_are_said_as_people_of_the_language_say_them() -> None:
    english, chinese = Speech("en"), Speech("zh")
    said = {"value": 1209, "qualifier": "more_than"}
    assert (english.quantity(said), chinese.quantity(said)) == ("more than 1,209", "超过 1,209")
    assert (english.place("北京市"), chinese.place("北京市")) == ("Beijing", "北京")
    assert english.place("广西壮族自治区") == "Guangxi"
    assert [lang_of(text) for text in ("智谱AI", "Zhipu", "14", None)] == ["zh", "en", None, None]


def test_a_batch_of_one_is_told_by_its_names_and_others_by_their_numbers() -> None:
    chinese = Speech("zh")
    one = {
        "title": "On-device model filing: 小摩 On-Device, 2026-09-22",
        "event_date": "2026-09-22",
    }
    listed = {"title": "Algorithm cancellation: 10 services, 2026-07-17", "scheme": "on_device"}
    said = {"services_stated": {"value": 40, "qualifier": "more_than"}, "province": "北京"}
    both = said | {"title": "On-device model filing, Beijing: more than 40 services, 2026-07"}
    assert [chinese.single(batch) for batch in (one, listed, both)] == ["小摩 On-Device", "", ""]
    assert chinese.title(listed) == "端侧大模型备案：10 款服务，2026-07-17"
    assert chinese.title(both | {"scheme": "on_device"}) == (
        "端侧大模型备案（北京）：超过 40 款服务，2026-07"
    )


def test_a_value_that_no_word_is_known_for_is_said_as_it_is() -> None:
    assert Speech("en").label("scheme", "brain_chips") == "brain chips"
