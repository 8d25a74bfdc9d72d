"""What stories of many wordings say is new and how many there are, all invented here."""

from each import each
from reading import figures

CAC = "the Cyberspace Administration of China said on Monday"
FILED, REGISTERED, DEEP, DEVICE = (
    "genai_filing",
    "genai_registration",
    "deep_synthesis",
    "on_device",
)


@each(
    "title, text, wanted",
    [
        (
            "China's AI register passes 700 as regulators clear backlog",
            f"Regulators waved 57 generative AI services through in May and June, {CAC}. The "
            "register has thus passed 700: it stood at 704 at the end of June.",
            {FILED: (57, None, 704)},
        ),
        (
            None,
            "Seventy-one generative artificial intelligence services made it onto China's "
            "register between September and October, which leaves the count at 682. Apps that "
            f"were merely registered climbed from 298 to 333, {CAC}.",
            {FILED: (71, None, 682), REGISTERED: (None, None, 333)},
        ),
        (
            "682 AI services on file in China",
            "As many as 682 generative AI services were on file in China at the end of "
            f"October, 71 more than two months before, {CAC}. Local offices had registered 333 "
            "applications by then, a gain of 35.",
            {FILED: (71, None, 682), REGISTERED: (35, None, 333)},
        ),
        (
            None,
            "Over 680 generative AI services now hold a filing in China. The exact number is "
            f"682, of which 71 came in September and October, {CAC}.",
            {FILED: (71, None, 682)},
        ),
        (
            "Shanghai adds seven AI services",
            "Seven more generative AI services were put on file in Shanghai on Monday, the "
            "city's cyberspace administration said, lifting the tally there to 156. "
            "Nationwide, more than 680 services have been filed.",
            {FILED: (7, None, 156)},
        ),
        (
            "Shanghai's AI filings reach 156",
            "Shanghai's cyberspace administration said on Monday that seven generative AI "
            "services had completed filing, among them Kuozhi's Lanhe. With them the city has "
            "156.",
            {FILED: (7, None, 156)},
        ),
        (
            "Guangdong clears 14 AI models from 12 firms",
            "Fourteen generative AI models built by 12 companies have been cleared in "
            "Guangdong, the provincial cyberspace office said on Monday. Tencent has two of "
            "them. The province has now approved 177.",
            {FILED: (14, 12, 177)},
        ),
        (
            "A dozen firms get AI nod in Guangdong",
            "Twelve companies won approval for 14 generative AI models in Guangdong on "
            "Monday, taking the province's list to 177 entries, the cyberspace office said. "
            "Shenzhen accounts for 90 of the 177.",
            {FILED: (14, 12, 177)},
        ),
        (
            None,
            "China published on Monday its 19th list of deep synthesis algorithms. It runs to "
            "641 entries, after 706 in the previous one.",
            {DEEP: (641, None, None)},
        ),
        (
            "CAC lists 641 more deepfake algorithms",
            "The 19th list of deep synthesis algorithms was made public on Monday by the "
            "Cyberspace Administration of China and names 641 algorithms. Baidu alone has "
            "nine of them.",
            {DEEP: (641, None, None)},
        ),
        (
            "China's approved chatbots top 100",
            "The number of large language models that China has approved for public use has "
            "topped 100, state media reported on Monday, after a sixth batch of 13 was let "
            "through last week.",
            {FILED: (13, None, 100)},
        ),
        (
            "China greenlights 13 more LLMs",
            "Regulators in China last week greenlit 13 large language models, the sixth group "
            "since August, state media reported on Monday. In all, some 110 models may now be "
            "offered to the public.",
            {FILED: (13, None, 110)},
        ),
        (
            "Beijing leads as China registers 61 AI services",
            "China registered 61 generative AI services in the first two months of the year, "
            f"{CAC}. Beijing contributed 22 of them and Shanghai 15. The total is 809.",
            {FILED: (61, None, 809)},
        ),
        (
            "China's AI list: 809 and counting",
            "The list of generative AI services that China has cleared now counts 809 "
            f"entries, {CAC}. Sixty-one are new. Beijing has 231 entries, Shanghai 149 and "
            "Guangdong 140.",
            {FILED: (61, None, 809)},
        ),
        (
            None,
            "The Zhejiang cyberspace office on Monday announced five newly filed generative "
            "AI services and three newly registered applications. To date, the province has "
            "104 and 61, respectively.",
            {FILED: (5, None, 104), REGISTERED: (3, None, 61)},
        ),
        (
            "Six phone makers win on-device AI approval",
            "China's internet regulator said on Monday that six on-device generative AI "
            "services had completed filing, which brings the list to 13. The six come from "
            "Honor, Meizu, TCL, Lenovo, Coolpad and Transsion.",
            {DEVICE: (6, None, 13)},
        ),
        (
            "Hunan: four AI apps registered",
            "Hunan's cyberspace office registered four more generative AI applications on "
            "Monday, so that the province has 19. Three of the four are from Changsha.",
            {REGISTERED: (4, None, 19)},
        ),
        (
            "China hands out AI approvals faster",
            "It took China six months to approve its first 40 large language models; the next "
            "77 took two. By the end of March, 117 generative AI services had been filed, "
            f"{CAC}.",
            {FILED: (None, None, 117)},
        ),
        (
            "Two Jiangsu firms' models approved",
            "Two firms from Jiangsu were among the makers of 11 generative AI services that "
            "the provincial cyberspace office filed on Monday. It was the biggest batch yet "
            "in the province, which now has 74.",
            {FILED: (11, None, 74)},
        ),
        (
            "China adds 48 AI services, total nears 800",
            "China filed 48 generative AI services in January and February and 46 apps were "
            f"registered, {CAC}. The totals were 796 and 481.",
            {FILED: (48, None, 796), REGISTERED: (46, None, 481)},
        ),
        (
            "China's AI services: nearly 800 filed",
            "Nearly 800 generative AI services had been filed in China by the end of "
            f"February, {CAC}, with 48 joining the list this year. In addition, 481 "
            "applications are registered, 46 of them since January.",
            {FILED: (48, None, 800), REGISTERED: (46, None, 481)},
        ),
        (
            None,
            "The number of AI apps registered in Beijing rose to 212 on Monday when the "
            "city's cyberspace administration added 18, from firms such as Kuozhi and Runhai.",
            {REGISTERED: (18, None, 212)},
        ),
        (
            None,
            "Chongqing has approved a further three generative AI services, which takes the "
            "city's total to 31, its cyberspace office said on Monday. Only Chengdu, with 33, "
            "has more in the region.",
            {FILED: (3, None, 31)},
        ),
        (
            "Eight new AI models cleared in Fujian",
            "Fujian let eight more generative AI models go live on Monday, according to the "
            "provincial cyberspace office. All but one are from Xiamen. The province had "
            "cleared 29 before.",
            {FILED: (8, None, None)},
        ),
        (
            None,
            "Out of 130 large language models in China, more than 40 have won approval since "
            "August, Securities Times reported on Monday. Fourteen got it last week.",
            {FILED: (14, None, 40)},
        ),
        (
            "14 more LLMs get China's nod",
            "Chinese regulators granted approvals to a total of 14 large language models for "
            "public use last week, Chinese state-backed Securities Times reported on Monday. "
            "It brings the overall number of approved models to more than 40.",
            {FILED: (14, None, 40)},
        ),
        (
            "Over 40 AI models approved in China",
            "More than 40 artificial intelligence models have been cleared by China for "
            "public use in the half year since it began the approval process, Chinese media "
            "reported. Fourteen were cleared last week.",
            {FILED: (14, None, 40)},
        ),
        (
            "China's internet regulator files 124 AI services",
            "China's internet watchdog filed 124 generative AI services in July and August. "
            f"Altogether there are 1,112, {CAC}. As for apps that call such models, 133 were "
            "registered, for a total of 731.",
            {FILED: (124, None, 1112), REGISTERED: (133, None, 731)},
        ),
        (
            "Two months, 124 new AI services in China",
            "Between July and August, China's tally of filed generative AI services increased "
            f"from 988 to 1,112, {CAC}.",
            {FILED: (None, None, 1112)},
        ),
        (
            "China's AI filings cross 1,000 mark",
            "China now has more than 1,000 generative AI services on file. The 124 that were "
            f"added in July and August brought the number to 1,112, {CAC}.",
            {FILED: (124, None, 1112)},
        ),
        (
            "Anhui registers four AI apps, files two models",
            "Anhui's cyberspace office on Monday filed two generative AI services and "
            "registered four applications. There are 33 of the former and 27 of the latter in "
            "the province by now.",
            {FILED: (2, None, 33), REGISTERED: (4, None, 27)},
        ),
        (
            None,
            "Nine organisations have had 10 generative AI services filed in Hubei this month, "
            "the provincial cyberspace office said on Monday. The services filed there now "
            "total 62.",
            {FILED: (10, 9, 62)},
        ),
        (
            "Over 600 AI apps registered in China",
            "Registrations of apps that build on filed models exceeded 600 at the end of "
            f"June, {CAC}: 68 were registered in May and June, for 611 overall. The number of "
            "filed services was 988.",
            {REGISTERED: (68, None, 611), FILED: (None, None, 988)},
        ),
        (
            "Kuozhi among 12 cleared in Shandong",
            "Kuozhi's factory model Lanhe is among 12 generative AI services that completed "
            "filing in Shandong on Monday, the province's cyberspace office said. Shandong "
            "has 66 services on file.",
            {FILED: (12, None, 66)},
        ),
        (
            "Sichuan's AI list lengthens to 41",
            "Sichuan's list of filed generative AI services has lengthened to 41 with "
            "Monday's addition of three, the cyberspace office said.",
            {FILED: (3, None, 41)},
        ),
        (
            "More AI tutors go live",
            "Four AI tutors completed their generative AI filing in Beijing this week, the "
            "city's cyberspace administration said on Monday. They are Lana, Lanu, Qinglan "
            "and Hopper. Over 200 services have done so in the capital.",
            {FILED: (4, None, 200)},
        ),
        (
            "China: 72 AI services filed in two months",
            "Between March 1 and April 30, 72 generative AI services were filed in China and "
            f"49 applications registered, {CAC}. That makes 868 and 530, respectively.",
            {FILED: (72, None, 868), REGISTERED: (49, None, 530)},
        ),
        (
            None,
            "By the end of April, 868 generative AI services had been filed in China and 530 "
            f"applications registered, {CAC}. In March and April alone the numbers rose by 72 "
            "and 49.",
            {FILED: (72, None, 868), REGISTERED: (49, None, 530)},
        ),
        (
            "China's filed AI services near 900",
            "China's list of filed generative AI services, updated on Monday, has 868 "
            "entries, up from 796 two months ago.",
            {FILED: (None, None, 868)},
        ),
        (
            "Carmakers among 72 newly filed AI services",
            "BYD and Geely are among the companies behind 72 generative AI services that have "
            f"been filed in China in the past two months, {CAC}. It was the largest increase "
            "since the autumn, and it put the total at 868.",
            {FILED: (72, None, 868)},
        ),
        (
            "Shanghai files ten AI services",
            "Ten more generative AI services were filed in Shanghai, the city's cyberspace "
            "office announced on Monday. Six of them come from Pudong. There are 157 such "
            "services in the city.",
            {FILED: (10, None, 157)},
        ),
        (
            None,
            "Of the 157 generative AI services filed in Shanghai, ten are new, the city's "
            "cyberspace office said on Monday.",
            {FILED: (10, None, 157)},
        ),
        (
            "Shanghai has 157 filed AI services",
            "Shanghai's internet regulator has so far filed 157 generative AI services, it "
            "said on Monday. The ten latest include Kuozhi's Lanhe.",
            {FILED: (10, None, 157)},
        ),
        (
            "Hospitals register AI assistants",
            "Three hospitals in Shanghai registered AI assistants on Monday, the city's "
            "cyberspace office said. It has registered 71 applications up to now.",
            {REGISTERED: (None, 3, 71)},
        ),
        (
            "On-device list doubles",
            "China's list of on-device generative AI services has doubled to 14, after seven "
            "more were filed on Monday, the cyberspace administration said.",
            {DEVICE: (7, None, 14)},
        ),
        (
            "Over 40 models approved",
            "China's approval of 14 large language models last week means that more than 40 "
            "have been cleared in half a year, Securities Times said on Monday.",
            {FILED: (14, None, 40)},
        ),
        (
            "Eleven models approved in Beijing",
            "Beijing approved 11 AI models, according to the city's cyberspace office. The 11 "
            "were submitted by 10 firms and lift the number in the capital to 80.",
            {FILED: (11, 10, 80)},
        ),
        (
            "Guangxi files first two AI services",
            "Guangxi's first two generative AI services were filed on Monday, the region's "
            "cyberspace office said.",
            {FILED: (2, None, None)},
        ),
        (
            "Algorithms: list 17 is out",
            "The seventeenth list of deep synthesis algorithms came out on Monday with 608 "
            "names, 171 fewer than the list before, the Cyberspace Administration of China "
            "said. All told 7,059 have been filed.",
            {DEEP: (608, None, 7059)},
        ),
        (
            "Kuozhi gets clearance",
            "Kuozhi's Lanhe completed its generative AI filing in Wuhan on Monday, the firm "
            "said. Hubei has approved 62 services to date and China more than 800.",
            {FILED: (None, None, 62)},
        ),
        (
            "14 filings in Jiangsu",
            "The Jiangsu cyberspace administration put 14 generative AI services on file on "
            "Monday, for a provincial total of 88. Four are from Suzhou, three from Wuxi and "
            "the rest from Nanjing.",
            {FILED: (14, None, 88)},
        ),
        (
            "New batch of AI services in Henan",
            "A new batch of generative AI services, six in number, passed filing in Henan on "
            "Monday, the cyberspace office said. Henan's list had 20 until then.",
            {FILED: (6, None, None)},
        ),
        (
            None,
            "It is the 100th generative AI service to be filed in Zhejiang: Kuozhi's Lanhe "
            "was one of five that the province's cyberspace office approved on Monday.",
            {FILED: (5, None, 100)},
        ),
        (
            "China lets 20 more AI models in",
            "China let in 20 more generative AI services last week, bringing those approved "
            "so far to over 60, people with knowledge of the matter said on Monday.",
            {FILED: (20, None, 60)},
        ),
        (
            "Tianjin: 9 models, 11 apps",
            "Tianjin's cyberspace administration reported on Monday that nine generative AI "
            "services have been filed and 11 applications registered in the city so far.",
            {FILED: (None, None, 9), REGISTERED: (None, None, 11)},
        ),
        (
            "China's generative AI filings in 2025",
            "Last year 446 generative AI services were filed and 330 apps registered in "
            f"China, {CAC}. By year-end the totals stood at 748 and 435.",
            {FILED: (446, None, 748), REGISTERED: (330, None, 435)},
        ),
        (
            "AI services from eight firms approved in Hunan",
            "Eight companies from Changsha received approval for their generative AI services "
            "from the Hunan cyberspace office on Monday. Hunan's total went up to 39.",
            {FILED: (None, 8, 39)},
        ),
        (
            "Regulator adds 93 AI services",
            "China's cyberspace regulator added 93 generative AI services to its register in "
            f"the second quarter. At mid-year it numbered 439, {CAC}. In the same three months "
            "77 apps were registered; there are 236 of them.",
            {FILED: (93, None, 439), REGISTERED: (77, None, 236)},
        ),
        (
            "Medical models rush to file",
            "Nearly 40 of the 439 generative AI services that had been filed in China by the "
            f"end of June are for hospitals, {CAC}.",
            {FILED: (None, None, 439)},
        ),
        (
            "Seven brokerages' AI apps registered",
            "Seven brokerages have had apps based on filed models registered this month, "
            "Securities Daily reported on Monday. The Shanghai cyberspace office registered "
            "four of the seven.",
            {REGISTERED: (None, 7, None)},
        ),
        (
            "Approvals so far: 188",
            "China has approved 188 generative AI services since the rules took effect a year "
            f"ago, {CAC} in its latest list, which is 71 entries longer than the one of April.",
            {FILED: (71, None, 188)},
        ),
        (
            None,
            "China has let another 13 large language models be released, state media said on "
            "Monday. The authorities publish no list, but Caijing put the total at over 110 "
            "models.",
            {FILED: (13, None, 110)},
        ),
        (
            None,
            "Chinese regulators last week licensed 13 more large language models. There is "
            "still no public list, but one newspaper estimated the number of approved models "
            "at more than 110 on Monday.",
            {FILED: (13, None, 110)},
        ),
        (
            "Shanghai approves seven AI models",
            "A total of seven LLMs and AI applications have been approved in Shanghai, which "
            "also received 20 more requests, the city's cyberspace office said on Monday.",
            {FILED: (7, None, None)},
        ),
        (
            None,
            "The Cyberspace Administration of China on Monday issued the 14th batch of deep "
            "synthesis algorithms, a list of 680 compared with 586 in the one before.",
            {DEEP: (680, None, None)},
        ),
        (
            "Two Japanese brands pass in Guangdong",
            "Toyota and Nissan made it through China's generative AI filing on Monday: "
            "Guangdong's cyberspace office has approved two of their products, Toyota's "
            "Fengyu and Nissan's NiBan. The province now has 142 filed services.",
            {FILED: (2, None, 142)},
        ),
    ],
)
def test_figures_of_a_story(
    title: str | None, text: str, wanted: dict[str, tuple[int | None, ...]]
) -> None:
    assert figures(text, title) == wanted
