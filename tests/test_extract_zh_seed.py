"""The story that started the project, told in Chinese twice: to the last count."""

import pytest
from each import each
from reading import article, main_of, told

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
from extract.read import read

LISTED = """新一批国产大模型完成备案 垂直应用提速

据北京商报1月29日报道，新一批通过《生成式人工智能服务管理暂行办法》备案的大模型共有14个，来自13家国内企业。

该办法于去年7月公布，自2023年8月15日起施行。

名单中有北京值得买科技的AI问答机器人、北京创业公司衔远科技的AI模型商拍工具“摹小仙”，以及零一万物的大模型、掌阅科技的AI对话微信小程序“阅爱聊”和新壹科技首个聚焦视频领域的大模型。

天使投资人、资深人工智能专家郭涛周二接受采访时表示，本批备案的产品覆盖多类企业和技术路线，显示出国内企业的创新能力。

据钛媒体统计，目前国内已有40余款大模型产品获批提供生成式人工智能服务；与此同时，超过240个项目完成境内深度合成服务算法备案。

北京社会科学院副研究员王鹏此前在采访中表示，2024年人工智能应用有望加快落地。
"""
TOLD_BY_SCENE = """13家公司的14款大模型拿到“准考证”，看点在场景

又有一批大模型可以面向公众提供服务了。北京商报周一的报道显示，最新一批完成生成式人工智能服务备案的国产大模型为14款，涉及13家公司。

这份名单里，通用底座不多，更多是长在具体业务里的工具：北京值得买科技拿出的是一个AI问答机器人；衔远科技的产品叫“摹小仙”，是一款AI模型商拍工具；掌阅科技的AI对话微信小程序名为“阅爱聊”；新壹科技的是首个聚焦视频领域的大模型。此外，零一万物的大模型也已完成备案。

“有备案，用户权益才有保障。”天使投资人、资深人工智能专家郭涛对记者说。他呼吁，不论产品大小，都应当履行备案手续。

钛媒体报道称，截至目前，我国获批的大模型产品已超过40款，另有240多项人工智能技术完成了深度合成服务算法备案。

王鹏是北京社会科学院副研究员，他认为，监管与创新可以并行。
"""
SERVICES = {
    ("北京值得买科技", None, "AI问答机器人"),
    ("衔远科技", "摹小仙", "AI模型商拍工具"),
    ("零一万物", None, "大模型"),
    ("掌阅科技", "阅爱聊", "AI对话微信小程序"),
    ("新壹科技", None, "首个聚焦视频领域的大模型"),
}
TELLINGS = {"listed": LISTED, "by scene": TOLD_BY_SCENE}


@pytest.fixture(params=list(TELLINGS.values()), ids=list(TELLINGS))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def found(text: str) -> Extraction:
    return told(text, language="zh", published="2024-01-30T12:20:00Z")


def test_one_main_announcement_with_exact_counts(found: Extraction) -> None:
    main = main_of(found)
    assert (main.scheme, main.kind) == ("genai_filing", "batch")
    assert main.services_in_batch == Quantity(14)
    assert main.companies_in_batch == Quantity(13)
    assert main.cumulative_services == Quantity(40, "more_than")


def test_the_day_of_the_report_is_not_the_day_of_the_event(found: Extraction) -> None:
    assert main_of(found).event_date == "2024-01"


def test_deep_synthesis_is_a_count_of_its_own(found: Extraction) -> None:
    deep = [c for c in found.counts if c.scheme == "deep_synthesis"]
    assert [(c.value, c.qualifier, c.of) for c in deep] == [(240, "more_than", "services")]
    assert [a.scheme for a in found.announcements if a.role == "main"] == ["genai_filing"]


def test_exactly_five_services(found: Extraction) -> None:
    assert {(s.company, s.model, s.description) for s in found.services} == SERVICES
    assert len(found.services) == len(SERVICES)
    assert {s.announcement for s in found.services} == {0}


def test_sources_and_people(found: Extraction) -> None:
    assert [s.name for s in found.cited_sources] == ["北京商报", "钛媒体"]
    assert {(p.name, p.role) for p in found.people} == {
        ("郭涛", "天使投资人、资深人工智能专家"),
        ("王鹏", "北京社会科学院副研究员"),
    }


def test_every_span_is_the_slice_it_names(text: str, found: Extraction) -> None:
    records: list[Announcement | Count | Service | Mention]
    records = [*found.announcements, *found.counts, *found.services, *found.mentions]
    for record in records:
        assert text[record.start : record.end] == record.text
    voices: list[CitedSource | Person] = [*found.cited_sources, *found.people]
    for voice in voices:
        assert text[voice.start : voice.end] == voice.name


def test_traditional_script_and_half_width_marks_change_nothing() -> None:
    text = "上海市網信辦3月5日公告,上海市新增兩款已完成備案的生成式人工智能服務,累計已完成130款。"
    main = main_of(told(text, language="zh", published="2026-03-06"))
    assert main.services_in_batch == Quantity(2)
    assert main.cumulative_services == Quantity(130)
    assert (main.level, main.province, main.event_date) == ("province", "上海", "2026-03-05")


def test_names_unknown_to_the_gazetteer_are_read_from_structure() -> None:
    text = (
        "国家网信办3月2日公布新一批生成式人工智能服务备案信息，共有3款大模型通过备案。\n"
        "序号 | 模型名称 | 备案单位\n1 | 蓝鹊话事 | 杭州鹊桥言事科技有限公司\n"
        "2 | 砚台问答大模型 | 北京砚边智能科技有限公司\n"
        "此外，甘棠“棠梨”大模型也在名单之中。"
    )
    found = read(article(text, language="zh", published="2026-03-03"), names=False)
    pairs = {(s.company, s.model) for s in found.services}
    assert ("杭州鹊桥言事科技有限公司", "蓝鹊话事") in pairs
    assert ("甘棠", "棠梨") in pairs
    assert len(pairs) == 3


@each(
    "text",
    [
        "关于注销9款算法备案信息的公告。经备案主体申请，现对9款深度合成算法的备案信息予以注销。",
        "生成式人工智能服务备案怎么办理？企业应当先准备材料，再向属地网信办提交申请。",
        "三家大模型公司完成上市辅导备案，拟在科创板上市。",
        "新闻出版署公布新一批游戏版号，共60款游戏过审，其中两款接入了大模型。",
        "该公司的大模型仍未通过备案，目前正在排队。",
        "董事会批准投资一亿元，用于采购生成式人工智能服务所需的服务器。",
    ],
)
def test_look_alikes_are_no_announcements(text: str) -> None:
    assert not told(text, language="zh", published="2026-03-03").relevant
