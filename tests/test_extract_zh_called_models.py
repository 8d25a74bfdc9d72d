"""A filed model that a Chinese service calls is no approval of its own; its register is."""

import pytest
from reading import main_of, told

from extract.extraction import Quantity

REGISTERED = "翻译功能用的是别家已经备案的大模型。8月1日，6款应用在市网信办完成登记。"
CALLS = "直接调用别人家已备案模型（比如通义千问、豆包）的应用，审核要快一些。"


def test_what_calls_a_filed_model_is_registered() -> None:
    main = main_of(told(REGISTERED, language="zh", published="2025-08-02"))
    assert (main.scheme, main.services_in_batch) == ("genai_registration", Quantity(6))


def test_a_called_model_alone_is_no_news() -> None:
    assert not told(CALLS, language="zh", published="2025-08-02").relevant


def test_those_that_wait_beside_a_total_leave_it_one() -> None:
    text = "市网信办公布，6款AI应用完成登记。如今全市已累计74款，另有数十款在排队。"
    main = main_of(told(text, language="zh", published="2025-08-02"))
    assert main.cumulative_services == Quantity(74)


@pytest.mark.parametrize(
    "text",
    [
        "记者证实，新一批11家大模型当天完成备案，可向社会提供服务。",
        "8月31日，首批过审的大模型已经敲定，总数为11家。",
        "首批可以面向公众上线的国产大模型共有11家，今日陆续开放。",
    ],
)
def test_firms_stand_for_their_models(text: str) -> None:
    main = main_of(told(text, language="zh", published="2023-08-31", title="大模型获批"))
    assert (main.companies_in_batch, main.services_in_batch) == (Quantity(11), None)


def test_a_list_that_follows_its_number_is_the_batch() -> None:
    text = "市网信办对生成式人工智能服务实施登记。现将1月24日完成登记的五款服务予以公布。"
    main = main_of(told(text, language="zh", published="2025-01-24"))
    assert main.services_in_batch == Quantity(5)
