"""Who is not in, though an English story names them: constructions on one approved service."""

from each import each
from reading import named, told

LEAD = (
    "The Cyberspace Administration of China said on Thursday that nine generative AI services had"
    " completed filing in May. "
)
CASES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    (
        "Among them is SenseTime's Lanhe. Huawei and Xiaomi do not have approval to operate "
        'in China.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei is not licensed on the mainland.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Of the city's banks, only Xiaomi has not had one "
        'approved.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei has no route to a filing because it lacks a "
        'Chinese entity.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. The other applicants, among them Huawei and Xiaomi,"
        ' were told to resubmit.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei cannot obtain approval as long as its "
        'servers stand abroad.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei lacks a filing of its own.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Neither Huawei nor Xiaomi has a filing.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei is still without a filing.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei has so far failed to get its assistant "
        'approved.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei did not get approval for Xiaoyun.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei is not authorised to offer its chatbot in "
        'China.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei does not need approval, since its tool is "
        'sold only to companies.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei, which needs no approval for its chips, "
        'supplied the processors.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. No approval has been given to Huawei or Xiaomi.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei was not among those approved.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Nor has Huawei been cleared.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei's filing has been rejected twice.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei's Xiaoyun was struck from the register "
        'because the company was wound up.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Xiaoyun, operated by Huawei, was removed at the "
        "company's request.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei let its registration lapse in April.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei offers its chatbot only in Hong Kong, where "
        'no filing is required.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei has never had a model approved.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei is not a party to the filing.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei is the largest Chinese insurer that has no "
        'approved model.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. A model by Huawei failed the security assessment.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei remains the most prominent absentee.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei pulled its application in March.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei says it sees no need to file.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei has decided against filing.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei, by contrast, is still preparing its "
        'application.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Approval for Huawei's Xiaoyun is expected in July.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Regulators asked Huawei for further documents on "
        'Xiaoyun.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei's bid for approval has stalled.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, in which Huawei and Xiaomi own stakes, got permission to release Lanhe to'
        ' the public.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, in which Huawei holds 12 percent, won approval for its assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, 30 percent of which belongs to Huawei, won approval for its assistant '
        'Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, whose largest shareholder is Huawei, won approval for its assistant '
        'Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe even after moving its training team to Huawei.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe months after Huawei bought a stake in it.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Shares of Huawei and Xiaomi fell after SenseTime said regulators had approved its '
        'assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Shares in Huawei rose 4 percent after its partner SenseTime won approval for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Huawei shares fell on news that SenseTime had received approval for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, a joint venture of Huawei and Xiaomi, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, set up by Huawei and Xiaomi in 2022, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, which Huawei sold in 2023, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, formerly a unit of Huawei, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, formerly known as Huawei, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, until last year called Huawei, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, the former Huawei, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, which was renamed from Huawei in March, filed Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. It trained the model on chips from Huawei and on servers '
        'rented from Xiaomi.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei supplied the chips and Xiaomi the servers.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. The model was trained on Huawei processors.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei, which hosts the model, said its revenue would not '
        'change.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei helped to prepare the documents.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei advised the company on the filing.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei and Xiaomi will be the first customers.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei will install it in its cars from October.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe, which Huawei and Xiaomi will use in their branches.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe, an assistant that will be preinstalled on phones by Huawei '
        'and Xiaomi.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe, to be used by Huawei in its shops.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime filed Lanhe. It competes with Huawei's Xiaoyun and Xiaomi's Dahe.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime filed Lanhe, a rival to Huawei's Xiaoyun.",
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime filed Lanhe. Huawei's Xiaoyun, its closest rival, is already in its third "
        'version.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. The assistant was tested for six months at Huawei Hospital, '
        'which supplied records.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe, a video generator that will be offered inside the Xiaoyun '
        'app.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, the social media app owned by Huawei Information Technology, received '
        'clearance for its search model Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei, its parent, cut the price of Xiaoyun this week.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Separately, Huawei launched a model called Xiaoyun.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei, meanwhile, raised 2 billion yuan from Xiaomi.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei sued the company over patents last week.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei is due to list in Hong Kong this month.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. Huawei analysts said the approval would lift sales.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. "It is a good sign," said Wang Lei, a partner at Huawei.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime filed Lanhe. So did its parent Huawei, with Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe. Its parent, Huawei, has also completed filing, for Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'Unlike Huawei, SenseTime has a filing for its assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "SenseTime's Lanhe joins Huawei's Xiaoyun, which was cleared in March.",
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe, three months after its rival Huawei was approved for Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe. Its rival Huawei was approved as well.',
        [('SenseTime', 'Lanhe'), ('Huawei', None)],
    ),
    (
        'SenseTime and its supplier Huawei each obtained a filing.',
        [('SenseTime', None), ('Huawei', None)],
    ),
    (
        "SenseTime filed Lanhe. The approval of Huawei's Xiaoyun came in April.",
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe. Huawei was the first, last November.',
        [('SenseTime', 'Lanhe'), ('Huawei', None)],
    ),
    (
        "SenseTime filed Lanhe. Huawei's turn came in April.",
        [('SenseTime', 'Lanhe'), ('Huawei', None)],
    ),
    (
        'SenseTime filed Lanhe. Huawei had done so in April, with Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe. Huawei, which supplies its chips, has been on the list since '
        '2024 with Xiaoyun.',
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime filed Lanhe. Huawei and Xiaomi had assistants approved last year.',
        [('SenseTime', 'Lanhe'), ('Huawei', None), ('Xiaomi', None)],
    ),
    (
        "SenseTime's is the second such filing after Huawei's in March.",
        [('SenseTime', None), ('Huawei', None)],
    ),
    (
        "SenseTime appears in this week's filings for Lanhe and Huawei for Xiaoyun.",
        [('SenseTime', 'Lanhe'), ('Huawei', 'Xiaoyun')],
    ),
    (
        'SenseTime, which was not in the first batch, has now completed filing for its '
        'assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, whose first application was rejected in 2024, won approval for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'SenseTime, which does not need a licence for its chips, obtained a filing for Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        "Among them is SenseTime's Lanhe. Huawei and Xiaomi, which are both waiting for "
        'approval, were named in an earlier draft of the list.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Like its parent, SenseTime has a filing for its assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
    (
        'Unlike Huawei and Xiaomi, SenseTime was approved for its assistant Lanhe.',
        [('SenseTime', 'Lanhe')],
    ),
]  # fmt: skip


@each("said, services", CASES)
def test_a_firm_is_in_only_where_the_text_says_so(
    said: str, services: list[tuple[str | None, str | None]]
) -> None:
    found = named(told(LEAD + said, published="2026-06-12"))
    assert sorted(found, key=str) == sorted(services, key=str)
