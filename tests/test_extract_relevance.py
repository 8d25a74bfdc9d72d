"""Acts by family, other registries, conditions, schemes and totals, on sentences invented here."""

import pytest
from each import each
from reading import main_of, told

from extract.extraction import Quantity


@each(
    "text",
    [
        "Gansu has put 12 more generative AI services on its filing roster, the province said.",
        "Its reading tutor was filed as a generative AI service in Guizhou on Monday.",
        "Hainan's regulator let four chatbots onto its generative AI register this week.",
        "The office accepted the filings of 41 generative AI services in China last month.",
        "The chip designer and the game maker won approval for two large language models in China.",
        "Two AI chatbots passed China's mandatory filing procedure in Hainan on Monday.",
        "Haida's large model is now legal in China. The firm obtained its filing number from the"
        " Shandong cyberspace administration on Monday.",
        "Shandong's internet office has ticked off seven more generative AI services.",
        "Hebei's first batch of generative AI filings is out: three services, its office said.",
        "Two AI companions for the elderly are the latest additions to Jilin's register of"
        " generative AI applications, the provincial cyberspace administration said.",
        "The Cyberspace Administration of China announced the tenth batch of filing information on"
        " deep synthesis algorithms. The batch adds 395 algorithms.",
        "Haida has opened its Lanhe AI model to all users in China. Reports say that the company"
        " obtained the approval it needs.",
        "China's regulators ended the year by giving their consent to ten large language models.",
        "Luma said that its AI chatbot Lanhe was now open to everyone in China following regulatory"
        " approval. The firm is based in Hefei.",
        "The cyberspace administration can issue warnings and have a service suspended. As of"
        " 30 April, 868 generative AI services had been filed in China.",
        "China's internet regulator has cleared 12 more generative AI services, the first since"
        " draft rules were finalised last summer.",
        "Chinese regulators approved another nine AI models, ending a year that began with a"
        " proposal.",
        "A generative AI service in China has to go through filing with the cyberspace office. As"
        " of January 2026, more than 740 services had done so.",
        "In China, providers of generative AI have to pass a review. By January 2026, over 740"
        " services had cleared that bar.",
        "Beijing asks providers of generative AI services to file. The authorities' list ran to"
        " more than 740 services as of January 2026.",
        "Providers of generative AI have to pass a security review in China. The measures came"
        " into force on August 15, and a number of firms, among them Baidu and SenseTime, have"
        " since got the go-ahead for their models.",
        "Chinese firm Kuozhi has said that Lanhe, its chatbot, opened to the public on November 3."
        "\n\nInterim measures published in July took effect in August and have allowed several"
        " Chinese companies, including Baidu and SenseTime, to release their AI models.",
        "Anyone in China can now sign up for Lanhe, the AI chatbot of Kuozhi, which dropped its"
        " waiting list this week. The step suggests that the company has obtained regulatory"
        " approval.",
        "The CAC gave annual and cumulative counts of generative AI services filed in China, and of"
        " applications registered, through 30 April 2026.",
    ],
)
def test_acts_told_by_nouns_and_many_verbs(text: str) -> None:
    assert told(text, published="2026-03-03").relevant


@each(
    "text",
    [
        "Anhui's cyberspace office has accepted its application for the filing of a large model.",
        "Once a generative AI service is approved in China, its number must be shown.",
        "The Shanghai AI firm registered a new holding company in Singapore.",
        "Chinese regulators have approved generative AI rules that were proposed in spring.",
        "China's cabinet has approved an AI law. The draft lists 12 generative AI services.",
        "The Thai health regulator registered a Chinese AI chatbot as a medical device.",
        "China's securities watchdog has completed the filing of three AI companies that want to"
        " sell shares in Hong Kong. The three are among 11 firms cleared this month.",
        "Six bidders won a tender for training large models in China. Luma is on the list.",
        "Luma has applied for the filing of a large model with the cyberspace office. So far more"
        " than 300 generative AI services have been filed in China.",
        "China's National Radio and Television Administration has approved registration of 12 AI"
        " films. The batch is the second this year.",
        "Vietnam has cleared five Chinese AI firms, Baidu among them, to supply large language"
        " models to schools. Models on the list must pass an assessment every year.",
        "Wuxi will hand out 90 million yuan in computing vouchers and reward firms whose models"
        " complete filing. The first batch of 46 AI companies has already been approved for them.",
        "Twelve AI agents in China have passed the first batch of trusted-agent evaluations run by"
        " the China Academy of Information and Communications Technology.",
        "Beijing's Haidian district has picked 30 large models for its first batch of AI"
        " application demonstrations. Luma and Haida are on the list.",
        "China has registered more than 6,000 AI companies this year. Many develop large models.",
        "China's Supreme People's Court has accepted 40 cases about generative AI. The first batch"
        " of ten rulings was published on Thursday.",
        "Luma and Haida have sent their AI features to the regulator in China for approval. The"
        " cyberspace administration, which has cleared hundreds of models, has yet to say yes.",
        "China's central bank has renewed the payment licences of 11 companies, a unit of Luma"
        " among them. Several of them use large models to detect fraud.",
        "Luma has cut the price of Lumo-3, a large model which was filed in China last month.",
        "Models are filed with the Cyberspace Administration of China. AI apps that call a filed"
        " model are registered with provincial offices.",
        "Luma handed in its papers to China's cyberspace regulator. An AI app that calls an already"
        " registered model can be cleared locally in weeks.",
    ],
)
def test_conditions_applications_and_other_registries(text: str) -> None:
    assert not told(text, published="2026-03-03").relevant


@pytest.mark.parametrize(
    ("total", "value"),
    [
        ("The roster now counts 92.", 92),
        ("The province now has 35 of them on its books.", 35),
        ("The list of filed services has climbed to 614.", 614),
        ("In total, one hundred and six services have gone through the process there.", 106),
    ],
)
def test_totals_that_a_register_or_place_holds(total: str, value: int) -> None:
    text = f"Gansu approved nine generative AI services on Monday. {total}"
    main = main_of(told(text, published="2026-03-03"))
    assert main.services_in_batch == Quantity(9)
    assert main.cumulative_services == Quantity(value)


@pytest.mark.parametrize("words", ["a 25-person company", "a seven-billion-parameter model"])
def test_compounds_are_no_counts(words: str) -> None:
    text = f"China approved 14 generative AI services on Monday, one from {words}."
    assert main_of(told(text)).services_in_batch == Quantity(14)
    assert main_of(told(text)).companies_in_batch is None


def test_registration_where_it_is_the_first_act_and_described() -> None:
    text = "Hunan registered six AI apps on Monday. They call filed models through an interface."
    assert main_of(told(text, published="2026-03-03")).scheme == "genai_registration"
    filed = text.replace("registered six AI apps", "registered six generative AI services")
    bare = filed.split(".")[0] + "."
    assert main_of(told(bare, published="2026-03-03")).scheme == "genai_filing"


def test_numbers_named_respectively_go_to_their_schemes() -> None:
    text = (
        "甘肃新增9款生成式人工智能服务完成备案，另有4款应用完成登记；备案、登记分别达到31款、12款。"
    )
    extraction = told(text, language="zh", published="2026-03-03")
    totals = {a.scheme: a.cumulative_services for a in extraction.announcements}
    assert totals == {"genai_filing": Quantity(31), "genai_registration": Quantity(12)}


@each(
    "text",
    [
        "Larkfield, a Wuhan maker of farm drones, has won regulatory approval to open its Larky"
        " model to everyone, two people familiar with the matter said on Monday.",
        "Thornhill obtained a registration for its chat assistant Thorny in Shenzhen last week. The"
        " city's registered applications number 200.",
        "The Yuhang Folk Museum lets its visitors talk to Curio from next week. The museum won the"
        " approval of the Zhejiang Cyberspace Administration for the assistant on Monday.",
        "Sichuan's internet information office reported three filings and nine registrations for"
        " May. The three models are Tern by Luma Parts, Ibis of Bank of Yaan and Lumo.",
        "Tide Insurance and Harbour Brokers had their assistants registered on Monday by the Hainan"
        " regulator.",
        "The recipe model of the People's Court Press has been included in the list of generative"
        " AI services on file in Hebei, the Supreme People's Court announced on May 4.",
        "Pine University Press has received filing number Hunan-ZhiShu-0033 for a reading model.",
        "Nine models by Xiamen companies were filed in May. The biggest, Dock One, was trained by"
        " Harbour Foundry.",
        "With Lark Games and Wheatear Films, two more Hefei firms have filed large models.",
        "The Jilin regulator has registered Maple, an assistant of Birch Leaf Hospital.",
        "Fujian's nine filings of June 10 are a mixed bag. Tide Bank calls its model Teller.",
    ],
)
def test_models_and_assistants_at_an_office_need_no_other_word_of_the_field(text: str) -> None:
    assert told(text, published="2026-06-15").relevant


@each(
    "text",
    [
        "China's industry ministry listed 15 models from nine companies that may be tested on"
        " roads. The firms filed their applications in May.",
        "Real estate agents registered with the Shanghai housing bureau must show their numbers.",
        "Shenzhen's 12 filings for IPOs this month are a record. Luma's business model shone.",
        "The Cyberspace Administration of China cleared seven companies to send data abroad. Its"
        " model contract has been registered 4,000 times.",
        "Nanjing's nine approvals of new housing came late. The model flats open on Saturday.",
        "Six travel agents were registered by the Yunnan tourism regulator, Lark Tours among them.",
        "Beijing's internet information office approved 14 filings of news apps, Luma News too.",
        "A record 184 games were approved in China, Lark Games' Tern among them. Two large language"
        " models wrote the dialogue.",
    ],
)
def test_models_and_assistants_elsewhere_are_none(text: str) -> None:
    assert not told(text, published="2026-06-15").relevant
