"""Firms named beside an approved one in English: suppliers, owners, rivals, and those in too."""

from each import each
from reading import named, told

LEAD = (
    "The Cyberspace Administration of China said on Thursday that nine generative AI services had"
    " completed filing in May. "
)
CASES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    (
        "SenseTime's Lanhe was cleared on Monday, said Wang Lei of Guotai Securities, who "
        'rates Huawei a buy.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "The approval of Lanhe, SenseTime's new assistant, sent its supplier Huawei up 5 "
        'percent.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, a supplier of Huawei, won approval for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime, which builds the voice assistant of Huawei's cars, won approval for "
        'Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime won approval for Lanhe, which runs on Huawei's Ascend chips.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe, which it developed together with Huawei.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Xiaomi has ordered 20,000 licences.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Customers include Huawei and Xiaomi.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime won approval for Lanhe. The model was fine-tuned from Alibaba's Qwen.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe, although the underlying model, Qwen, belongs to '
        'Alibaba.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe, beating Huawei to the market.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe a week before Huawei presented its own assistant, '
        'Xiaoyun.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe while Huawei and Xiaomi wait.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe; Huawei is still in testing.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe, and Huawei is expected to follow.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. There was no sign of Huawei, whose application '
        'dates from March.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Huawei and Xiaomi are conspicuous by their '
        'absence.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Conspicuously missing is Huawei.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Huawei, a favourite of analysts, did not make it '
        'this time.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Huawei will have to wait until the next round.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime won approval for Lanhe. Huawei's application was returned for corrections.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. For Huawei, the wait goes on.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Foreign firms such as Google and OpenAI cannot '
        'offer their models in China.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. OpenAI and Anthropic block users in China.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Tesla, which has no Chinese licence, uses a model '
        'from ByteDance.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. In the same week Huawei cut prices for its Pangu '
        'models.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Huawei announced a tie-up with Xiaomi on Tuesday.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Last month Huawei was fined 2 million yuan for '
        'offering an unfiled chatbot.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. A court ordered Huawei to take its chatbot '
        'offline.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for Lanhe. Huawei was dropped from an earlier draft.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'The filing was made by SenseTime, not by its parent Huawei, for a model named Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'The filer of Lanhe is SenseTime, although the app was built by Huawei.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Lanhe, which Huawei sold to SenseTime last year, was filed by the new owner.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, recently bought by Huawei, has Lanhe on the list.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Huawei's healthcare subsidiary, SenseTime, completed filing for Lanhe.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Huawei unit SenseTime completed filing for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, 40 percent owned by Huawei, completed filing for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime (a Huawei company) completed filing for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime, the company behind Huawei's call centres, completed filing for Lanhe.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Both Huawei and its subsidiary SenseTime completed filing, for Xiaoyun and Lanhe '
        'respectively.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'Huawei, whose affiliate SenseTime was cleared last month, now has a filing for '
        'Xiaoyun.',
        [('Huawei', 'Xiaoyun'), ('SenseTime', None)],
    ),
    (
        'SenseTime got its approval for Lanhe on the same day as Huawei did for Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        "SenseTime's Lanhe was approved after Huawei's Xiaoyun and before Xiaomi's Dahe.",
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun'), ('Xiaomi', 'Dahe')],
    ),
    (
        'Joining Huawei and Xiaomi, which were cleared in March, SenseTime completed filing '
        'for Lanhe.',
        [('SenseTime', 'Lanhe'), ('Huawei', None), ('Xiaomi', None)],
    ),
    (
        'Until Monday only Huawei and Xiaomi had filed models; SenseTime is the third, with '
        'Lanhe.',
        [('SenseTime', 'Lanhe'), ('Huawei', None), ('Xiaomi', None)],
    ),
    (
        'SenseTime is the third lender with an approved model, after Huawei and Xiaomi.',
        [('SenseTime', None), ('Huawei', None), ('Xiaomi', None)],
    ),
    (
        'SenseTime has Lanhe on the list, as has Huawei with Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'Not only SenseTime but also its partner Huawei obtained a filing.',
        [('SenseTime', None), ('Huawei', None)],
    ),
    (
        "SenseTime and Huawei appear in this week's filings, SenseTime for Lanhe and Huawei "
        'for Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime has become the third maker with a filed model, after Huawei and Xiaomi. '
        'LanheGPT went onto the list on Monday, the company said.',
        [('SenseTime', 'LanheGPT'), ('Huawei', None), ('Xiaomi', None)],
    ),
    (
        'SenseTime said on Monday that LanheGPT had been approved. So has a version for its '
        'mass-market brand Luma, which carries the name Xiaoyun.',
        [('SenseTime', 'LanheGPT'), ('SenseTime', 'Xiaoyun')],
    ),
    (
        'SenseTime obtained the long-awaited permission to run Lanhe, where it will rely on '
        "Alibaba Group Holding Ltd.'s Qwen.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime won approval for a platform of its own, Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime has obtained a filing for its Earth-science model, Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Huawei, which supplies the speech engine in Xiaomi's cars, has been on the national "
        'list since 2023 with Xiaoyun.',
        [('Huawei', 'Xiaoyun')],
    ),
    (
        'The other three, among them Huawei and Xiaomi, were told to resubmit.',
        [],
    ),
    (
        'The Lanhe Agent of SenseTime is cleared for use in cars, after Shanghai regulators '
        'put it on file.',
        [('SenseTime', 'Lanhe Agent')],
    ),
    (
        'SenseTime holds filings for two models, Lanhe and Lanhe-VL.',
        [('SenseTime', 'Lanhe'), ('SenseTime', 'Lanhe-VL')],
    ),
    (
        'A rival product by SenseTime, used by Huawei and Xiaomi, was filed last year.',
        [('SenseTime', None)],
    ),
    (
        'A tutor that teaches Mandarin has been approved. The filer is SenseTime of Kunming, '
        'though the work was done mostly by engineers of Huawei.',
        [('SenseTime', None)],
    ),
]  # fmt: skip


@each("said, services", CASES)
def test_who_stands_beside_is_in_only_where_the_text_says_so(
    said: str, services: list[tuple[str | None, str | None]]
) -> None:
    found = named(told(LEAD + said, published="2026-06-12"))
    assert sorted(found, key=str) == sorted(services, key=str)
