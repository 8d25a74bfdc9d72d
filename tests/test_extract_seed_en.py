"""The story that started the project, retold: to the last count."""

import pytest
from reading import main_of, told

from crawler.newsroom.story import load_stories
from extract.extraction import (
    Announcement,
    CitedSource,
    Count,
    Extraction,
    Mention,
    Person,
    Quantity,
    Service,
)

TOLD = """New group of language models enters the register
Published: Jan 30, 2024 08:20 PM

Another set of large language models may now serve the public in China under the interim \
regulation on the management of generative AI services.

The newest batch to complete the procedure holds 14 domestic LLMs from 13 Chinese enterprises, \
Beijing Business Today reported on Monday.

The regulation was issued in July and took effect on August 15, 2023.

On the list are an AI question answering bot made by Beijing Zhidemai Technology and the AI \
model business shooting tool "moxiaoxian" by Beijing-based AI startup Frontis, together with a \
large language model by Lingyi Wanwu Information Technology Company, the AI dialogue WeChat mini \
program "yueailiao" by Zhangyue Technology and the first large AI model focusing on the video \
field by Xinyi Technology.

The variety on the list is a good sign, Guo Tao, an angel investor and veteran AI expert, told \
the Global Times on Tuesday.

More than 40 AI LLM products have been approved for generative AI services in China. Meanwhile, \
more than 240 AI technology projects have registered as domestic deep synthesis service \
algorithms, TMT post reported.

This year will bring more applications, said Wang Peng, an associate research fellow from the \
Beijing Academy of Social Science.
"""


@pytest.fixture(scope="module")
def found() -> Extraction:
    return told(TOLD, published="2024-01-30T12:20:00Z", outlet="global_times")


def test_one_main_announcement_with_exact_counts(found: Extraction) -> None:
    main = main_of(found)
    assert (main.scheme, main.kind) == ("genai_filing", "batch")
    assert main.services_in_batch == Quantity(14)
    assert main.companies_in_batch == Quantity(13)
    assert main.cumulative_services == Quantity(40, "more_than")


def test_the_day_of_the_report_is_not_the_day_of_the_event(found: Extraction) -> None:
    assert main_of(found).event_date == "2024-01"


def test_the_other_register_is_a_count_of_its_own(found: Extraction) -> None:
    (deep,) = [c for c in found.counts if c.scheme == "deep_synthesis"]
    assert (deep.value, deep.qualifier, deep.of) == (240, "more_than", "services")


def test_five_services_each_with_its_company(found: Extraction) -> None:
    assert [(s.company, s.model, s.description) for s in found.services] == [
        ("Beijing Zhidemai Technology", None, "AI question answering bot"),
        ("Frontis", "moxiaoxian", "AI model business shooting tool"),
        ("Lingyi Wanwu Information Technology Company", None, "large language model"),
        ("Zhangyue Technology", "yueailiao", "AI dialogue WeChat mini program"),
        ("Xinyi Technology", None, "large AI model focusing on the video field"),
    ]


def test_media_and_people(found: Extraction) -> None:
    assert [s.name for s in found.cited_sources] == ["Beijing Business Today", "TMT post"]
    assert [(p.name, p.role) for p in found.people] == [
        ("Guo Tao", "an angel investor and veteran AI expert"),
        ("Wang Peng", "an associate research fellow from the Beijing Academy of Social Science"),
    ]


def test_every_span_is_the_slice_it_names(found: Extraction) -> None:
    spans: list[Announcement | Count | Service | Mention]
    spans = [*found.announcements, *found.counts, *found.services, *found.mentions]
    assert spans
    assert all(TOLD[s.start : s.end] == s.text for s in spans)
    named: list[CitedSource | Person] = [*found.cited_sources, *found.people]
    assert all(TOLD[s.start : s.end] == s.name for s in named)


def test_the_newsroom_tells_the_same_facts_in_another_way() -> None:
    story = next(s for s in load_stories() if s.slug == "vertical-models-join-register")
    text = "\n".join(b.text for b in story.blocks if b.text)
    main = main_of(told(text, published="2024-01-30T12:20:00Z", outlet="global_times"))
    assert (main.services_in_batch, main.companies_in_batch) == (Quantity(14), Quantity(13))
    assert main.cumulative_services == Quantity(40, "more_than")
