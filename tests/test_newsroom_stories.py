"""The sample stories are complete, distinct and varied enough to show what the product does."""

import json
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from crawler.bundled import bundled
from crawler.newsroom.story import STORIES, Story, StoryError, load_stories, read_story

BATCHES = ("batch-1", "batch-2", "batch-3")
TELLING = {"global_times", "technode", "ithome", "tmtpost"}


def language(story: Story) -> str:
    return "zh" if story.template == "zh" else bundled()[story.outlet].language or "en"


def of_kind(*kinds: str) -> list[Story]:
    return [story for story in load_stories() if story.kind in kinds]


def test_every_file_is_read_and_nothing_is_told_twice() -> None:
    stories = load_stories()
    assert len(stories) == len(list(STORIES.glob("*.json"))) >= 40
    assert len({story.slug for story in stories}) == len(stories)
    assert len({story.url for story in stories}) == len(stories)
    assert len({story.title for story in stories}) == len(stories)


@pytest.mark.parametrize("kind", BATCHES)
def test_a_batch_is_told_in_both_languages_by_several_outlets(kind: str) -> None:
    stories = of_kind(kind)
    assert {story.outlet for story in stories} >= TELLING
    assert set(map(language, stories)) == {"en", "zh"}


def test_there_are_look_alikes_and_ordinary_news_in_both_languages() -> None:
    look_alikes = Counter(map(language, of_kind("look-alike")))
    news = Counter(map(language, of_kind("news")))
    assert min(look_alikes["en"], look_alikes["zh"]) >= 4
    assert news.total() >= 14
    assert min(news["en"], news["zh"]) >= 5


def test_a_reprint_copies_its_original_under_another_headline() -> None:
    originals = {story.slug: story for story in load_stories()}
    reprints = of_kind("reprint")
    assert len(reprints) >= 2
    for story in reprints:
        original = originals[story.of or ""]
        ours, theirs = ([block.plain for block in each.blocks] for each in (story, original))
        assert story.title != original.title
        assert story.published > original.published
        assert len(set(ours) & set(theirs)) >= len(ours) - 1
        assert SequenceMatcher(None, story.title, original.title).ratio() < 0.9


def test_one_story_is_edited_and_gains_facts() -> None:
    edited = [story for story in load_stories() if story.revision]
    assert [story.kind for story in edited] == ["batch-2"]
    first, second = edited[0].edition(1), edited[0].edition(2)
    assert first.url == second.url
    assert second.updated is not None
    assert second.updated > first.published
    assert "74" not in first.text
    assert "74" in second.text
    assert "KnowS" in second.text


def test_no_text_holds_a_replacement_character() -> None:
    assert not [story.slug for story in load_stories() if "\ufffd" in story.text]


def test_what_must_not_be_crawled_announces_no_batch() -> None:
    passed = [story for story in load_stories() if story.passed]
    assert {story.passed for story in passed} == {"promoted", "paid"}
    assert {(story.outlet, story.kind) for story in passed} == {("tmtpost", "news")}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "rumour"},
        {"published": "2024-01-30T20:20:00"},
        {"colour": "red"},
        {"traits": ["paid"]},
        {"outlet": "tmtpost", "traits": ["blue"]},
    ],
)
def test_a_faulty_story_is_refused(tmp_path: Path, fault: dict[str, object]) -> None:
    raw = json.loads((STORIES / "vertical-models-join-register.json").read_text("utf-8"))
    path = tmp_path / "vertical-models-join-register.json"
    path.write_text(json.dumps(raw | fault), encoding="utf-8")
    with pytest.raises(StoryError):
        read_story(path)
