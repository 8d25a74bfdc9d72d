"""Of the dates in a story the one on which the batch was announced or approved is its date."""

from each import each

from crawler.items import Article
from extract.read import read

PUBLISHED = "2026-05-15T18:00:00+08:00"
"""A Friday."""


def article(text: str, language: str, published: str | None = PUBLISHED) -> Article:
    return Article(
        id="a",
        key="a",
        url=None,
        outlet=None,
        language=language,
        title=None,
        text=text,
        published_at=published,
    )


def dated(text: str, language: str, published: str | None = PUBLISHED) -> tuple[str | None, ...]:
    found = read(article(text, language, published)).announcements[0]
    return found.event_date, found.event_date_text


@each(
    ("text", "day"),
    [
        (
            "Seven large models were approved in Shanghai, the city's cyberspace office said on "
            "Friday. The approvals, dated Wednesday, bring the total to 40.",
            "2026-05-13",
        ),
        (
            "Lanting Software said on Friday that its chatbot has obtained approval from the "
            "Cyberspace Administration of China. The permit was issued on Tuesday.",
            "2026-05-12",
        ),
        (
            "Nine generative AI services were newly filed in Zhejiang, for a total of 90 by the "
            "end of April, the Cyberspace Administration of Zhejiang Province said on Wednesday.",
            "2026-05-13",
        ),
        (
            "Ninety generative AI services had been filed in Zhejiang as of April 30, the "
            "Cyberspace Administration of Zhejiang Province said in a statement on Wednesday.",
            "2026-05-13",
        ),
        (
            "Ninety generative AI services had been filed in Zhejiang as of April 30, the "
            "Cyberspace Administration of Zhejiang Province said in a Wednesday statement.",
            "2026-04-30",
        ),
        (
            "Lanting's voice algorithm entered China's deep synthesis list on May 6. The "
            "Cyberspace Administration of China has so far listed 5,100 algorithms. Generative AI "
            "models are filed separately: 611 had been approved by May 1.",
            "2026-05-06",
        ),
        (
            "As of April 30, Zhejiang had filed 90 generative AI services, its cyberspace "
            "administration said. The measures on labels were issued on March 7, 2026.",
            "2026-04-30",
        ),
        (
            "Lanting Software let everyone into its chatbot on May 14, the first company to win "
            "approval for a generative AI service since Beijing wrote rules for the trade two "
            "weeks ago.",
            "2026-05-14",
        ),
        (
            "Chinese companies began to offer their generative AI chatbots to the public on "
            "Thursday, having won approval from the government. Eight companies are in this first "
            "batch, the Harbour Times said.",
            "2026-05-14",
        ),
        (
            "Eight companies and institutes have been approved to offer their generative AI models "
            "to everybody in China. Lanting got started just past midnight on Thursday and threw "
            "open its bot.",
            "2026-05-14",
        ),
        (
            "(Harbour) May 15 -- Another 110 deep synthesis algorithms have been registered, "
            "China's cyberspace watchdog said in its second list. The list was posted on the "
            "website of the Cyberspace Administration of China on May 12 and follows a first one "
            "with 41 algorithms in January.",
            "2026-05-12",
        ),
        (
            "Zhejiang approved nine generative AI services on Monday. It wants to have 200 of "
            "them approved by the end of 2026.",
            "2026-05-11",
        ),
        (
            "HANGZHOU, China, May 15, 2026 (HARBOUR NEWSWIRE) -- Lanting Software said its large "
            "model was added by the Zhejiang Cyberspace Administration to the list of filed "
            "generative AI services. The filing, dated May 12, is its first.",
            "2026-05-12",
        ),
        (
            "The Cyberspace Administration in Zhejiang put 16 generative AI services on its list "
            "on May 4, the business paper Harbour Daily reports, including a chatbot of Lanting.",
            "2026-05-04",
        ),
        (
            "The Zhejiang cyberspace office has cleared four generative AI services. The notice, "
            "published Thursday, lists four services that were put on file on May 11.",
            "2026-05-14",
        ),
        (
            "Shares of Lanting Software rose 5 percent today after it said its model completed "
            "generative AI filing. The filing was completed on May 11 with the Cyberspace "
            "Administration of Zhejiang.",
            "2026-05-11",
        ),
        (
            "China approved nine generative AI services last week, the Harbour Times reported "
            "on Thursday.",
            "2026-05",
        ),
        (
            "Nine generative AI services were filed in Zhejiang this month. The list was published "
            "by the Cyberspace Administration of Zhejiang on May 12.",
            "2026-05-12",
        ),
        (
            "HANGZHOU, May 14 (Harbour) -- As of April 30, a total of 90 generative AI services "
            "had completed filing in China.",
            "2026-04-30",
        ),
        (
            "Lanting Software said in an exchange filing on Thursday that its generative AI model "
            "completed filing with the Cyberspace Administration of Zhejiang on May 12.",
            "2026-05-12",
        ),
        (
            "Nine generative AI services were approved in China on Tuesday under rules that took "
            "effect on May 10.",
            "2026-05-12",
        ),
        (
            "Last week China's regulators signed off on nine generative AI services. There is no "
            "official list, but the Harbour Times on Thursday put the number of approved models "
            "at nearly 50.",
            "2026-05",
        ),
        (
            "Nine generative AI services were recently approved in China, two of them by a bank. "
            "The companies heard of the decision at the end of last month.",
            "2026-04",
        ),
        (
            "Lanting Software told the exchange on Thursday that its generative AI model had "
            "completed filing with the Guangdong Cyberspace Administration on May 12.",
            "2026-05-12",
        ),
        (
            "Approval came at last for Lanting's generative AI chatbot. The Zhejiang cyberspace "
            "office told the firm of it on the last day of April, its founder said on Thursday.",
            "2026-04-30",
        ),
        (
            "China's internet regulator on Thursday added to its register of generative AI "
            "services. The newest entry is Pingshu's Kuowen. Two days earlier, Lanting was "
            "approved for its model Lanting Wen.",
            "2026-05-14",
        ),
        (
            "Zhejiang put nine more generative AI services on its books, its internet regulator "
            "said on Friday. The nine passed the filing procedure last Wednesday, a notice says.",
            "2026-05-13",
        ),
        (
            "Lanting Software is among nine developers whose generative AI services were approved "
            "in Zhejiang, by a list published on Thursday by the provincial internet office. A "
            "bank is another. Several make tools for tea growers. The approvals, dated May 11, "
            "bring the total to 90.",
            "2026-05-11",
        ),
        (
            "Six generative AI services have completed filing, the Cyberspace Administration of "
            "China announced on Thursday. All of them were approved on May 11, a document showed.",
            "2026-05-14",
        ),
        (
            "The Zhejiang cyberspace office on Wednesday published a register of all generative AI "
            "services filed there. It holds 20 services. The newest filings date from May 6, when "
            "Lanting was approved.",
            "2026-05-13",
        ),
        (
            "The Cyberspace Administration of China announced the 11th batch of deep synthesis "
            "algorithm filings on Thursday. It holds 211 algorithms. Only two services were added "
            "to Zhejiang's generative AI filings last month.",
            "2026-05-14",
        ),
        (
            "Lanting Software today announced that its large model has obtained approval in China. "
            "The model was registered with the Cyberspace Administration of China on April 2.",
            "2026-04-02",
        ),
        (
            "Zhejiang has given a filing number to the generative AI chatbot Lanting. The date on "
            "the certificate is May 11.",
            "2026-05-11",
        ),
        (
            "The search for a licence ended in late April, when Zhejiang's cyberspace office put "
            "Lanting's generative AI chatbot on its list of filed services.",
            "2026-04",
        ),
        (
            "Lanting's chatbot passed the generative AI filing in China a fortnight ago, the firm "
            "said yesterday.",
            "2026-05",
        ),
    ],
)
def test_english(text: str, day: str) -> None:
    assert dated(text, "en")[0] == day


@each(
    ("text", "day"),
    [
        ("记者昨日从浙江省网信办获悉，浙江新增9款生成式人工智能服务完成备案。", "2026-05-14"),
        (
            "记者14日从浙江省网信办获悉，浙江9款生成式人工智能服务日前完成备案，"
            "备案日期均为5月11日。",
            "2026-05-11",
        ),
        (
            "5月14日，记者从浙江省网信办了解到，5月11日，浙江有9款生成式人工智能服务通过备案。",
            "2026-05-11",
        ),
        (
            "椰风网5月15日消息，浙江省网信办昨日公布，新增9款生成式人工智能服务完成备案。",
            "2026-05-14",
        ),
        ("椰风社杭州5月15日电 截至4月30日，浙江累计90款生成式人工智能服务完成备案。", "2026-04-30"),
        (
            "浙江省网信办5月12日公布，截至4月30日，浙江累计90款生成式人工智能服务完成备案。",
            "2026-05-12",
        ),
        (
            "浙江新增9款生成式人工智能服务完成备案。\n\n浙江省互联网信息办公室\n2026年5月13日",
            "2026-05-13",
        ),
        ("浙江省网信办日前公布，新增9款生成式人工智能服务完成备案。", "2026-05"),
        ("首批生成式大模型通过备案，今起可向公众开放，共11款。", "2026-05-15"),
        ("今日三大看点：截至4月30日累计868款生成式人工智能服务完成备案。", "2026-04-30"),
        (
            "某机型今日宣布，其大模型已通过国家网信办备案。国家网信办5月13日公布名单，共七款服务。",
            "2026-05-13",
        ),
        (
            "椰风社5月15日电，网信办刚刚更新公告，7款生成式人工智能服务完成备案，"
            "备案时间均为5月11日。",
            "2026-05-15",
        ),
        (
            "椰风社5月15日电，浙江又有7款大模型通过备案，备案时间均为5月11日。",
            "2026-05-11",
        ),
        ("去年7月，旗下“云雀课堂”大模型通过大模型备案，此后来访的客户多了。", "2025-07"),
        (
            "2026-05-15 08:47 来源：网信浙江\n截至5月14日，浙江又有3款生成式人工智能服务完成备案。",
            "2026-05-14",
        ),
        (
            "5月13日，云鹿股份有限公司（以下简称“云鹿”）的云鹿大模型完成生成式人工智能服务备案。"
            "至此，该渠道备案的大模型共16款。\n截至5月15日收盘，云鹿股价报11元。",
            "2026-05-13",
        ),
        (
            "云鹿“车机语音大模型”完成备案\n备案信息显示，云鹿有限公司的“车机语音大模型”"
            "已于2026年4月20日完成生成式人工智能服务备案。",
            "2026-04-20",
        ),
        (
            "国家互联网信息办公室主任吴某周一表示，完成备案的生成式人工智能服务已超过190个。",
            "2026-05-11",
        ),
        ("记者昨从浙江省网信办了解到，浙江新增9款生成式人工智能服务完成备案。", "2026-05-14"),
        ("4月底，浙江有9款生成式人工智能服务完成备案。", "2026-04"),
        ("网信部门开展备案，现公告生成式人工智能服务已备案信息。", "2026-05-15"),
    ],
)
def test_chinese(text: str, day: str) -> None:
    assert dated(text, "zh")[0] == day


def test_the_same_day_as_none_is_one_of_the_month_told_last() -> None:
    text = (
        "Zhejiang's cyberspace regulator approved the generative AI assistant Lanting in April. "
        "On the same day, the Guangdong cyberspace regulator approved Pingshu's chatbot Kuowen."
    )
    assert {a.event_date for a in read(article(text, "en")).announcements} == {"2026-04"}


def test_what_cannot_be_resolved_stays_as_printed() -> None:
    text = (
        "Nine generative AI services were approved by the Zhejiang cyberspace regulator on Monday."
    )
    assert dated(text, "en", None) == (None, "on Monday")


def test_a_dateline_may_hold_a_month_only() -> None:
    text = (
        "BEIJING, September 2023 (Lanting News) -- China's cyberspace regulator approved 14 large "
        "models for public use."
    )
    assert dated(text, "en", None)[0] == "2023-09"


def test_a_month_of_publication_tells_the_year_of_a_day() -> None:
    text = "“贵云”助手11月25日完成生成式人工智能服务备案，用户周一可用。"
    assert dated(text, "zh", "2025-11") == ("2025-11-25", "11月25日")


def told(text: str, published: str = PUBLISHED) -> list[tuple[str | None, str | None]]:
    found = read(article(text, "en", published)).announcements
    return [(a.scheme, a.event_date) for a in found if a.role == "main"]


def test_a_digest_dates_each_of_its_registers() -> None:
    text = """China AI Notes: April

1. Figures for generative AI

    Date: 21 April 2026

    The CAC has announced that 12 generative AI services completed filing and 35 applications or \
functions completed registration in March.

    2. Deep synthesis

    Date: 16 April 2026

    The CAC published filing details of 680 deep synthesis algorithms.
    """
    assert told(text) == [
        ("genai_filing", "2026-04-21"),
        ("genai_registration", "2026-04-21"),
        ("deep_synthesis", "2026-04-16"),
    ]


def test_a_list_told_days_before_the_news_is_news_as_well() -> None:
    text = (
        "The CAC reported on April 17 that 48 generative AI services finished filing in March. "
        "Five days before, it put out the 16th list of deep synthesis algorithms: 779 of them."
    )
    found = told(text, "2026-04-21")
    assert found == [("genai_filing", "2026-04-17"), ("deep_synthesis", "2026-04-12")]


def test_a_total_of_the_country_is_no_news_of_a_province() -> None:
    text = (
        "The cyberspace administration of Guangdong said on Monday that eight generative AI "
        "services had completed filing, for a total of 132.\n\nNational figures followed a day "
        "later. According to the Cyberspace Administration of China, 796 services had been filed "
        "and 481 applications registered across the country by the end of April, so Guangdong's "
        "eight will only show up in the next count."
    )
    assert told(text) == [("genai_filing", "2026-05-11")]


def test_registrations_that_no_day_of_their_own_dates_were_told_of_with_the_filings() -> None:
    text = (
        "China's roster of filed generative AI services grew by 44 in April, the Cyberspace "
        "Administration of China said on Tuesday. Pingshu filed its model Kuowen on April 28. The "
        "regulator also counted 159 registered apps that call such models."
    )
    assert told(text) == [("genai_filing", "2026-05-12"), ("genai_registration", "2026-05-12")]


def test_a_total_of_the_country_as_a_whole_is_no_news_of_a_city() -> None:
    text = (
        "Shanghai cleared eight generative AI services on Wednesday, its cyberspace administration "
        "announced.\n\nThe city now has 166.\n\nFor the country as a whole, the Cyberspace "
        "Administration of China counted 868 filed services and 530 registered applications as of "
        "April 30."
    )
    assert told(text) == [("genai_filing", "2026-05-13")]


def test_the_day_of_a_page_that_tells_of_a_notice_is_not_the_event() -> None:
    text = (
        "China | Official notice\nStatus: published\nDate: 2026-05-13\n"
        "low CAC publishes filing information for March to April 2026\n"
        "Announcement on Filed Generative AI Services (March to April 2026)\nDetails\n"
        "The CAC stated how many generative AI services were newly filed in the two months and "
        "how many applications were registered, and gave totals as of 30 April 2026."
    )
    assert told(text) == [("genai_filing", "2026-04-30")]


@each(
    ("text", "published", "day"),
    [
        (
            "China had approved 302 generative AI services by the end of last year, while 105"
            " applications have been registered by provinces. The figures are from a notice"
            " published on January 8.",
            "2025-01-13",
            "2025-01-08",
        ),
        (
            "Haida's AI chat service was approved as long ago as May 13, 2024, according to the"
            " register of the Cyberspace Administration of China.",
            "2025-02-10",
            "2024-05-13",
        ),
        (
            "Haida and Minfeng are the first foreign firms cleared to offer AI chatbots in China,"
            " having received approval in November 2024.",
            "2025-11-14",
            "2025-11",
        ),
        (
            "Haida Software has disclosed that its Cangshan AI model had cleared registration with"
            " the Guangdong cyberspace regulator in January, a fact not known before.",
            "2025-06-05",
            "2025-01",
        ),
        (
            "Chinese authorities last week issued licences for 18 large language models. By the end"
            " of 2023 China had 200 such models, according to a consultancy.",
            "2024-04-01",
            "2024-03",
        ),
    ],
)
def test_statements_of_figures_and_what_was_granted_long_ago(
    text: str, published: str, day: str
) -> None:
    assert dated(text, "en", published)[0] == day


@each(
    ("text", "day"),
    [
        (
            "Five more phone makers have obtained approval in China for generative AI assistants"
            " that work on the device. The Cyberspace Administration of China published the"
            " additions on Wednesday. The attached table gives May 11 as the filing date.",
            "2026-05-13",
        ),
        (
            "Lanting's Shenzhen unit has obtained a generative AI filing for its code model. The"
            " filing was made through the Guangdong cyberspace office and took effect on May 8.",
            "2026-05-08",
        ),
        (
            "Twenty more generative AI models have completed the filing that China requires, most"
            " of them in Beijing. The Beijing filings came into effect on Monday.",
            "2026-05-11",
        ),
        (
            "April was quiet in Hubei: nine generative AI services were approved, against 15 in"
            " March, the provincial cyberspace administration's list shows.",
            "2026-04",
        ),
        (
            "China's register of filed generative AI services stood at 988 at the end of April.",
            "2026-04-30",
        ),
        (
            "In May, the Cyberspace Administration of China announced that 302 generative AI"
            " services had been filed as of April 30, 28 of which were new.",
            "2026-05",
        ),
        (
            "Minfeng got approval for its Yunshan model on April 9, making it one of 93 generative"
            " AI services China cleared in the quarter. The number, which the internet regulator"
            " released on Tuesday, was double that of the first three months.",
            "2026-05-12",
        ),
        (
            "Twelve more large language models received a licence from China's authorities last"
            " week, for a total of more than 60 that are approved. By the end of last year more"
            " than 200 models had been released, a research firm said.",
            "2026-05",
        ),
        (
            "Minfeng has become one of the first car makers to file a generative AI service in"
            " China, with its Yunshan approved by the Shanghai cyberspace authority on Tuesday."
            "\n\nShanghai said 115 services had been filed in the city as of Wednesday.",
            "2026-05-12",
        ),
        (
            "Fourteen generative AI services were filed in Guangdong last week, eight of them on"
            " Friday, the provincial cyberspace office said.",
            "2026-05",
        ),
        (
            "The generative AI services of six firms were cleared to open to everyone on May 12,"
            " the Hubei internet office said.",
            "2026-05-12",
        ),
    ],
)
def test_days_of_entries_and_of_what_is_compared_give_way_to_the_act(text: str, day: str) -> None:
    assert dated(text, "en")[0] == day


def test_to_each_office_its_own_day() -> None:
    text = (
        "More foreign car brands have obtained permits for AI assistants in China. The Cyberspace"
        " Administration in Anhui registered the Yunshan assistant of Minfeng Motor on May 7, while"
        " the Cyberspace Administration in Guangdong registered the Lanhe assistant of Norvik Motor"
        " one day earlier."
    )
    found = read(article(text, "en")).announcements
    assert {a.event_date for a in found if a.role == "main"} == {"2026-05-07", "2026-05-06"}
