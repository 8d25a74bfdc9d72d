"""What one batch's sources name is one registration a service, in any words and languages."""

from told import service

from pipelines.registration import registered
from pipelines.resolve import identified
from pipelines.uniting import Named


def named(doc: int, company: str | None, model: str | None, language: str = "en") -> Named:
    known = identified(service(company, model))
    return Named(
        doc, 0, company, model, None, known.company_id, known.service_id, "2024-01-30", language
    )


def test_one_service_in_two_languages_is_one() -> None:
    found = registered(
        [
            named(1, "Zhangyue Technology", "yueailiao"),
            named(2, "掌阅科技", "阅爱聊", "zh"),
            named(3, "Zhangyue Technology", None),
        ]
    )
    assert [(r.company_id, r.service_id, len(r.mentions)) for r in found] == [
        ("zhangyue", "zhangyue/yueailiao", 3)
    ]


def test_two_services_of_one_firm_stay_two_and_a_nameless_firm_stays() -> None:
    found = registered([named(1, "Alpha", "One"), named(1, "Alpha", "Two"), named(1, "Beta", None)])
    assert sorted((r.company, r.service) for r in found if r.service) == [
        ("Alpha", "One"),
        ("Alpha", "Two"),
    ]
    assert [r.company for r in found if not r.service] == ["Beta"]


def test_a_service_without_its_firm_joins_the_firm_that_has_it() -> None:
    found = registered([named(1, "Alpha", "Onyx"), named(2, None, "Onyx")])
    assert [(r.company, r.service, len(r.mentions)) for r in found] == [("Alpha", "Onyx", 2)]


def test_names_that_no_language_tells_apart_are_one_service() -> None:
    held = registered(
        [
            named(1, "Chuangsi Yuanda", "Rubik"),
            named(1, "Chuangsi Yuanda", "Prism"),
            named(2, "创思远达", "Rubik魔方", "zh"),
        ]
    )
    assert sorted(len(r.mentions) for r in held) == [1, 2]
    renamed = registered([named(1, "Alpha Brand", "Onyx"), named(2, "阿尔法", "Onyx", "zh")])
    assert len(renamed) == 1
    only = registered([named(1, "Xinyi", "Video Maker"), named(2, "新壹科技", "新壹视频", "zh")])
    assert len(only) == 1


def test_two_services_that_one_language_tells_apart_stay_two() -> None:
    found = registered(
        [
            named(1, "Alpha", "Onyx"),
            named(1, "Alpha", "Onyx Pro"),
            named(2, "Alpha", "Topaz", "zh"),
        ]
    )
    assert len(found) == 3


def test_a_firms_long_and_short_name_are_one() -> None:
    found = registered(
        [
            named(1, "广监云", "问策", "zh"),
            named(2, "广州广监云科技有限公司", "问策大模型", "zh"),
            named(3, "Guangjianyun", None),
        ]
    )
    assert [(r.service, len(r.mentions)) for r in found] == [("问策", 3)]


def test_a_short_name_that_fits_two_firms_of_the_batch_joins_neither() -> None:
    found = registered(
        [
            named(1, "广监云", "问策", "zh"),
            named(1, "广州广监云科技有限公司", "问药", "zh"),
            named(1, "北京广监云科技有限公司", "问法", "zh"),
        ]
    )
    assert len(found) == 3


def test_a_brand_in_two_scripts_is_one_firm_though_one_names_no_service() -> None:
    found = registered([named(1, "Nubia", None), named(2, "努比亚", "星云", "zh")])
    assert [(r.company_id, r.service, len(r.mentions)) for r in found] == [("nubia", "星云", 2)]


def test_a_service_is_one_with_and_without_the_firm_in_its_name() -> None:
    found = registered(
        [
            named(1, "脉脉", "脉脉 App 智能问答功能", "zh"),
            named(2, None, "脉脉App智能问答功能", "zh"),
            named(3, "特斯拉", "xBot客户服务", "zh"),
            named(3, "Tesla Shanghai", "特斯拉xBot客户服务", "zh"),
        ]
    )
    assert sorted(len(r.mentions) for r in found) == [2, 2]


def test_a_brand_and_the_owner_that_the_register_names_have_one_service() -> None:
    found = registered(
        [
            named(1, "Nubia", "Doubao phone model"),
            named(2, "努比亚", "豆包手机大模型", "zh"),
            named(3, "昊岚智能终端有限责任公司", "努比亚豆包手机大模型", "zh"),
        ]
    )
    assert [(r.company_id, len(r.mentions)) for r in found] == [("nubia", 3)]


def test_a_brand_without_a_service_has_that_which_its_owner_registered() -> None:
    owner = "上海昊岚智能终端有限责任公司"
    given = [
        named(1, owner, "努比亚豆包手机大模型", "zh"),
        named(2, owner, "努比亚豆包手机大模型", "zh"),
        named(3, "努比亚", "豆包手机大模型", "zh"),
        named(4, "Nubia", None),
        named(5, "Brightpath", None),
    ]
    found = registered(given)
    assert [(r.company, len(r.mentions)) for r in found] == [(owner, 4), ("Brightpath", 1)]


def test_two_firms_with_a_service_of_one_name_have_two() -> None:
    given = [named(1, "Quorvex", "Onyx"), named(1, "Brightpath", "Onyx")]
    assert len(registered(given)) == 2


def test_a_registration_bears_an_id_that_its_mentions_bear() -> None:
    given = [
        named(1, "广监云", "问策", "zh"),
        named(2, "广州广监云科技有限公司", None, "zh"),
        named(3, None, "问策", "zh"),
    ]
    (found,) = registered(given)
    assert found.company_id in {m.company_id for m in given}
    assert found.service_id in {m.service_id for m in given}
