"""English firms that supply what another one's approved service runs on."""

from each import each
from reading import named, told

LEAD = (
    "China's Cyberspace Administration on July 8, 2026 filed three on-device services: Honor YOYO,"
    " Lenovo Tianxi and Haida's Xinghai. "
)
SOLE = "Haida's assistant Lanhe was approved by the Cyberspace Administration of China on July 8, "


@each(
    "text",
    [
        "ModelBest supplied parts of the Honor stack, Caixin reported.",
        "Minfeng said that Yunhe runs inside two of the products.",
        "DeepSeek said its models handle document summaries in Tianxi.",
        "Lenovo confirmed DeepSeek will run parts of Tianxi for mainland users.",
        "Zhipu confirmed that its GLM models power parts of the assistant.",
        "The language models come from Baidu and Tencent.",
        "Reuters added that Minfeng supplies part of the cloud functions.",
    ],
)
def test_a_supplier_behind_a_list_is_not_on_it(text: str) -> None:
    firms = {company for company, _ in named(told(LEAD + text, published="2026-07-09"))}
    assert firms == {"Honor", "Lenovo", "Haida"}


@each(
    "text",
    [
        "2026, and will be offered on phones with search from Minfeng and models from ModelBest.",
        "2026, and will ship in October, with DeepSeek models handling long documents and a search"
        " function supplied by Baidu.",
        "2026, and will use ByteDance's Doubao for images and Baidu for translation and search.",
        "2026, and will launch through partnerships with Alibaba's Qwen for text and image"
        " generation and Baidu for AI search.",
        "2026, with Zhipu as a supplier of the model.",
    ],
)
def test_a_supplier_of_one_service_has_none_of_its_own(text: str) -> None:
    assert named(told(SOLE + text, published="2026-07-09")) == [("Haida", "Lanhe")]


@each(
    "text",
    [
        "Haida's Lanhe has been downloaded more than 10 million times.",
        "Lanhe, a chatbot made by Haida, had over 12 million visits in March, analysts say.",
        "Haida unveiled its Lanhe assistant in October.",
    ],
)
def test_what_the_public_has_long_had_was_not_approved_by_that(text: str) -> None:
    lead = "China has approved 11 more large language models, among them those of Haida and Luma. "
    assert named(told(lead + text)) == [("Haida", None), ("Luma", None)]


@each(
    "text",
    [
        "According to Reuters, the step suggests that the company has obtained regulatory approval"
        " from the government to offer the model to a mass audience.",
        "The move appears to show that the firm has received permission to open the chatbot.",
        "Bloomberg reports that Haida has been given regulatory approval to market the model.",
    ],
)
def test_what_a_firm_may_offer_is_what_it_opened(text: str) -> None:
    lead = "Haida opened its Lanhe chatbot to all users in China this week. "
    found = named(told(lead + text, title="Haida opens Lanhe to everyone"))
    assert found == [("Haida", "Lanhe")]
