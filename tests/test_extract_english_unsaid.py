"""English stories that name neither AI nor China: a model is approved, a Chinese firm is known."""

from each import each
from reading import article, told

from extract.read import read


@each(
    "text",
    [
        "Unisound's medical model was approved on Friday. The firm applied in spring.",
        "Ant Group said on Monday that its Bailing model had completed filing.",
        "Zhipu AI has had a fourth model approved. The number came through on Monday.",
        "Kuaishou was told on Tuesday that its assistant for sellers had been cleared.",
        "Eleven models were approved on December 22, among them Yanxi (JD) and KwaiYii (Kuaishou).",
        "Two Hefei software firms got their filing numbers on Monday, Luma and Haida.",
        "Ximalaya has been cleared to open its audio model to listeners in Shanghai.",
        "Of the 17 models that Gansu filed on April 20, eight come from Lanzhou.",
        "Hunan completed 12 filings in May, according to the provincial cyberspace administration.",
        "Luma is free to offer its assistant Lanhe after Beijing's regulator passed it on Monday.",
        "Liaoning's internet regulator reported three registrations for May, Luma's desk for tax"
        " questions among them.",
        "A model that reads X-rays, by Luma of Chengdu, has been approved in Sichuan.",
    ],
)
def test_what_is_not_called_ai_is_told_by_its_approval(text: str) -> None:
    assert told(text, published="2025-06-12").relevant


@each(
    "text",
    [
        "China's industry ministry has approved 23 new car models of BYD and Geely.",
        "Xiaomi won regulatory approval for its second electric car. The model was filed in the"
        " ministry's catalogue in May.",
        "Zhipu AI's GLM model has passed the bar exam in a test run by a university.",
        "Kuaishou has filed a lawsuit against a start-up that copied its Kling model.",
        "MiniMax has filed for an IPO in Hong Kong. Its model M2 was released in October.",
        "The Shenzhen government has approved a plan to support 30 models in manufacturing.",
        "Shanghai approved the business model of 12 pension insurers on Friday.",
        "Baidu's assistant professor programme was approved by a university in Beijing.",
        "Ant Group's new risk model was approved by its board on Tuesday.",
        "Alibaba has passed on price cuts for its models. Tencent filed no objection.",
        "SenseTime said its model had passed the two-trillion mark. The firm was listed in 2021.",
        "Beijing completed 37 filings of standard contracts, according to the municipal cyberspace"
        " administration. Models were not affected.",
        "Apple's assistant was cleared by regulators in Brussels.",
        "Luma's model was approved on Monday, the firm said.",
    ],
)
def test_other_models_and_other_acts_are_none(text: str) -> None:
    assert not told(text, published="2025-06-12").relevant


def test_without_the_gazetteer_a_firm_names_no_country() -> None:
    text = "Unisound's medical model was approved on Friday. The firm applied in spring."
    assert not read(article(text), names=False).relevant
