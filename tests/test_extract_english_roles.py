"""Who is behind which English service: constructions of one sentence, on names made up here."""

from each import each
from reading import named, told

LEAD = (
    "The internet office of Hainan said on Monday that seven generative AI services had been"
    " filed, bringing the total to 31.\n\n"
)
CASES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    ('From Runhai comes Yunlan, for online fiction.', [('Runhai', 'Yunlan')]),
    (
        'From bookseller Minfeng comes Lantu, which finds titles, and from Haiyun a model'
        ' for ports called Gangtong.',
        [('Minfeng', 'Lantu'), ('Haiyun', 'Gangtong')],
    ),
    (
        'The last of the five is BizMind, built by Haikou Commerce University to teach '
        'management students.',
        [('Haikou Commerce University', 'BizMind')],
    ),
    (
        'The first of them is Yunlan, developed by Runhai Software; the second, Lantu, is'
        ' the work of Minfeng.',
        [('Runhai Software', 'Yunlan'), ('Minfeng', 'Lantu')],
    ),
    (
        'The remaining two belong to Minfeng Kids, a unit of the local broadcaster: Lantu'
        ' Story Box and Lantu Homework.',
        [('Minfeng Kids', 'Lantu Story Box'), ('Minfeng Kids', 'Lantu Homework')],
    ),
    (
        'The other three come from Runhai, a maker of scanners: Yunlan, Qinghe and Suyue.',
        [('Runhai', 'Yunlan'), ('Runhai', 'Qinghe'), ('Runhai', 'Suyue')],
    ),
    (
        'Runhai Interactive, a game studio in Meilan District, filed two: Yunlan for '
        'dialogue and Lantu for drawing.',
        [('Runhai Interactive', 'Yunlan'), ('Runhai Interactive', 'Lantu')],
    ),
    (
        'Runhai submitted a pair, Yunlan for nurses and Qinghe for patients.',
        [('Runhai', 'Yunlan'), ('Runhai', 'Qinghe')],
    ),
    (
        'The Yunlan ("blue cloud") large model, developed by Runhai Data, was among them.',
        [('Runhai Data', 'Yunlan')],
    ),
    (
        'Runhai filed Yunlan (literally "cloud orchid") and Minfeng filed Lantu, which '
        'means "blue map".',
        [('Runhai', 'Yunlan'), ('Minfeng', 'Lantu')],
    ),
    (
        'The newcomers include Soul Letters from dating service Runhai, Car Helper from '
        'used-car dealer Minfeng and an unnamed contract-checking tool from law firm '
        'Bright & Stone Partners.',
        [('Runhai', 'Soul Letters'), ('Minfeng', 'Car Helper'), ('Bright & Stone Partners', None)],
    ),
    (
        "Runhai and Minfeng's Lantu are the models behind most of the products on the "
        'register, the office said.',
        [],
    ),
    ("Most of the registered applications run on DeepSeek or Alibaba's Qwen, it said.", []),
    ('The applications call models already filed by Tencent, Huawei and Moonshot AI.', []),
    (
        'Runhai has Yunlan on the list, Minfeng has Lantu and Haiyun has Gangtong.',
        [('Runhai', 'Yunlan'), ('Minfeng', 'Lantu'), ('Haiyun', 'Gangtong')],
    ),
    (
        "They include Midea's Meilan, a home appliance model, and Tuniu Zhixing, which "
        'was filed by a start-up named Qingfan Tech.',
        [('Midea', 'Meilan'), ('Qingfan Tech', 'Tuniu Zhixing')],
    ),
    (
        "The seven are Ximalaya's Zhulan, Haidu (Haidu Vision), Runhai Inc (Runhai "
        "Assistant) and Minfeng's jewelry design tool.",
        [
            ('Ximalaya', 'Zhulan'),
            ('Haidu', 'Haidu Vision'),
            ('Runhai Inc', 'Runhai Assistant'),
            ('Minfeng', None),
        ],
    ),
    (
        'New entrants include Runhai Academy with Xunlan, a film creation tool; Minfeng '
        'with Taihe; and Haiyun, the game developer behind Star Harbour, with Glosso.',
        [('Runhai Academy', 'Xunlan'), ('Minfeng', 'Taihe'), ('Haiyun', 'Glosso')],
    ),
    (
        'Minfeng accounts for two of the seven, Minfeng Vision and Minfeng Voice.',
        [('Minfeng', 'Minfeng Vision'), ('Minfeng', 'Minfeng Voice')],
    ),
    (
        'DeepSeek accounts for two of the seven, DeepSeek Vision and DeepSeek Voice.',
        [('DeepSeek', 'DeepSeek Vision'), ('DeepSeek', 'DeepSeek Voice')],
    ),
    (
        "Bilibili's Compass, a model with 1.9 billion parameters, is one of them.",
        [('Bilibili', 'Compass')],
    ),
    (
        'Bank of Haikou registered its e-Life AI Assistant and Minfeng its i-Doctor.',
        [('Bank of Haikou', 'e-Life AI Assistant'), ('Minfeng', 'i-Doctor')],
    ),
    (
        "Among them are Xiao'er Q&A, a research assistant by Suntide, and Qinghe Wanxiang"
        ' AI Studio by Oriental Press.',
        [('Suntide', "Xiao'er Q&A"), ('Oriental Press', 'Qinghe Wanxiang AI Studio')],
    ),
    (
        "The office also approved Tesla's xBolt and Volvo's XiaoLan.",
        [('Tesla', 'xBolt'), ('Volvo', 'XiaoLan')],
    ),
    (
        'Runhai, which had Yunlan approved in the very first round last August, this time'
        ' filed Qinghe.',
        [('Runhai', 'Yunlan'), ('Runhai', 'Qinghe')],
    ),
    (
        "Runhai's Yunlan and Pixoral's AirPaint Studio were among those that passed.",
        [('Runhai', 'Yunlan'), ('Pixoral', 'AirPaint Studio')],
    ),
    (
        'They include Haiyun Music with Tianlan, Kujia (spatial design model), and '
        'Minfeng Cloud, which had both Lantu-Omni and Wanhe 2.1 approved.',
        [
            ('Haiyun Music', 'Tianlan'),
            ('Kujia', None),
            ('Minfeng Cloud', 'Lantu-Omni'),
            ('Minfeng Cloud', 'Wanhe 2.1'),
        ],
    ),
    (
        "Sanya's Fotai, a maker of kitchen appliances, is the sixth; its model is "
        'CookingGPT.',
        [('Fotai', 'CookingGPT')],
    ),
    (
        'Lingshui Laboratory, a national research institute, has obtained filing for its '
        'model Lingshui Naohe, according to its WeChat account.',
        [('Lingshui Laboratory', 'Lingshui Naohe')],
    ),
    (
        'Runhai (Yunlan), Minfeng (Lantu) and Haiyun (Gangtong) were among those '
        'approved. Stepan and Manor were not, since both are registered elsewhere.',
        [('Runhai', 'Yunlan'), ('Minfeng', 'Lantu'), ('Haiyun', 'Gangtong')],
    ),
    (
        'The three are Xinglan, operated by Minfeng; Dream Harbour, run by a Runhai '
        'Literature subsidiary; and Zhulan, whose developer Yuedu Culture is based in '
        'Haikou.',
        [
            ('Minfeng', 'Xinglan'),
            ('Runhai Literature', 'Dream Harbour'),
            ('Yuedu Culture', 'Zhulan'),
        ],
    ),
    (
        'Runhai has obtained 11 approvals in all, more than Minfeng with nine or Haiyun '
        'with eight.',
        [('Runhai', None)],
    ),
    (
        'Horan and Transfone, which missed the first list, were cleared for YAYA and Elda'
        ' respectively.',
        [('Horan', 'YAYA'), ('Transfone', 'Elda')],
    ),
    (
        'Runhai was cleared for two, Yunlan and Danlan, while Minfeng, which is '
        'developing the companion app Antara, was approved for Glosso-2.',
        [('Runhai', 'Yunlan'), ('Runhai', 'Danlan'), ('Minfeng', 'Glosso-2')],
    ),
    (
        'The China Academy of Information and Communications Technology, by contrast, '
        'counted 478 models in the country.',
        [],
    ),
    (
        "Unison's new model, Shanlan Medical, was among the seven. Its first, Shanlan, "
        'passed in December.',
        [('Unison', 'Shanlan Medical'), ('Unison', 'Shanlan')],
    ),
    (
        "Entries range from Runhai's Sparkle in Haikou to Minfeng's data model in Sanya.",
        [('Runhai', 'Sparkle'), ('Minfeng', None)],
    ),
    (
        'A Li-language model developed by Qiongtai University, Sunshine Qinglan, was '
        'among them.',
        [('Qiongtai University', 'Sunshine Qinglan')],
    ),
    (
        'Runhai, Minfeng and Haiyun were in the first eight, in August 2023.',
        [('Runhai', None), ('Minfeng', None), ('Haiyun', None)],
    ),
    (
        "Southeast A&T University's agricultural model and Boda Software's Chengjun Yalan"
        ' are new.',
        [('Southeast A&T University', None), ('Boda Software', 'Chengjun Yalan')],
    ),
    (
        'Runhai said its model had been filed. The company has now had three models '
        'approved since 2023, the first of which was AntLM.',
        [('Runhai', None), ('Runhai', 'AntLM')],
    ),
    (
        'Two are versions of LongLan submitted by Hanshui Technology: LongLanVL and '
        'LongLanS.',
        [('Hanshui Technology', 'LongLanVL'), ('Hanshui Technology', 'LongLanS')],
    ),
    (
        'Social app operator Momo was cleared with a chat model, and 360 Digital Security'
        ' with one for cybersecurity.',
        [('Momo', None), ('360 Digital Security', None)],
    ),
    (
        'ModelFirst, which has had MiniCPL on file since April, added MiniCPL-V, a '
        'version that reads images.',
        [('ModelFirst', 'MiniCPL'), ('ModelFirst', 'MiniCPL-V')],
    ),
    (
        'Academia is represented by Hainan Agricultural University, for Shennan, and the '
        'Institute of Software, for Zhulan.',
        [('Hainan Agricultural University', 'Shennan'), ('Institute of Software', 'Zhulan')],
    ),
    (
        'Bit Yipai, which runs marketing services for car dealers, landed two, Yibi '
        'Shenlan and Yi Lingqi.',
        [('Bit Yipai', 'Yibi Shenlan'), ('Bit Yipai', 'Yi Lingqi')],
    ),
    (
        "Not included this time was Shengda Technology's Vidia, a video tool; the "
        "company's UniDiff model passed in March.",
        [('Shengda Technology', 'UniDiff')],
    ),
    (
        'BrainRight, a startup founded in 2022 by former Baidu manager Liu Zekun, '
        'obtained approvals for its "Vegan" and "Vegan Lite" image models.',
        [('BrainRight', 'Vegan'), ('BrainRight', 'Vegan Lite')],
    ),
    (
        'Robotics centre X-Android\'s "Tianlan" got the green light, while AgiBolt\'s '
        '"WITO" interaction model and Fourlier\'s "GRy" assistant were approved too.',
        [('X-Android', 'Tianlan'), ('AgiBolt', 'WITO'), ('Fourlier', 'GRy')],
    ),
    ('Meilan leads the districts with 17 entries. Longhua has 15 and Xiuying nine.', []),
    (
        'Ziess, Bosche and Trumf may put AI service bots in front of customers; the '
        'models behind them come from Alibaba and Zhipu.',
        [],
    ),
    (
        'Kuozhi, Runpin and iMuqi have one apiece.',
        [('Kuozhi', None), ('Runpin', None), ('iMuqi', None)],
    ),
    (
        "They include aiYcoder's programming model, Qingjie by car website "
        'Autotree, and FastNet from Deepway.',
        [('aiYcoder', None), ('Autotree', 'Qingjie'), ('Deepway', 'FastNet')],
    ),
    (
        "Jiangxi's Long River New Media and Guangzhou-based Ciyun Tupo received "
        'their numbers on Wednesday for Changqiao and Huilan respectively.',
        [('Long River New Media', 'Changqiao'), ('Ciyun Tupo', 'Huilan')],
    ),
    (
        'Kuozhi Technology won clearance for two models, Qingyun Shuzhi and '
        "Qingyun Yunwei, its parent's website showed.",
        [('Kuozhi Technology', 'Qingyun Shuzhi'), ('Kuozhi Technology', 'Qingyun Yunwei')],
    ),
    (
        'Kuozhi has become one of the first foreign companies to register a '
        'service, with its xRot approved on Tuesday.',
        [('Kuozhi', None), ('Kuozhi', 'xRot')],
    ),
    (
        "DuduNova, Kuozhi's flagship, was in the batch.",
        [('Kuozhi', 'DuduNova')],
    ),
    (
        'Minfeng Motor has three on the list. The three are called Lanhe, '
        'Yunshan and Antai.',
        [('Minfeng Motor', 'Lanhe'), ('Minfeng Motor', 'Yunshan'), ('Minfeng Motor', 'Antai')],
    ),
    (
        'The service that Runhai Insurance filed is Lanhe, and that of Kuozhi '
        'Bank is Yunshan.',
        [('Runhai Insurance', 'Lanhe'), ('Kuozhi Bank', 'Yunshan')],
    ),
    (
        'Runhai Insurance is behind Lanhe, Kuozhi Bank behind Yunshan.',
        [('Runhai Insurance', 'Lanhe'), ('Kuozhi Bank', 'Yunshan')],
    ),
    (
        'One of the models comes from Minfeng Motor, whose assistant Lanhe helps '
        'drivers.',
        [('Minfeng Motor', 'Lanhe')],
    ),
    (
        'Zheshan, Runhai and Kuozhi each had one service cleared: Lanhe, Yunshan '
        'and Antai respectively.',
        [('Zheshan', 'Lanhe'), ('Runhai', 'Yunshan'), ('Kuozhi', 'Antai')],
    ),
    (
        'Runhai Insurance saw Lanhe approved, as did Kuozhi Bank its Yunshan.',
        [('Runhai Insurance', 'Lanhe'), ('Kuozhi Bank', 'Yunshan')],
    ),
    (
        "Yunshan, developed with Runhai University, is Kuozhi Bank's first filed "
        'service.',
        [('Kuozhi Bank', 'Yunshan')],
    ),
    (
        'Kuozhi Bank opened Yunshan to customers after it was approved.',
        [('Kuozhi Bank', 'Yunshan')],
    ),
    (
        'Altogether 21 models from the city have been filed.',
        [],
    ),
    (
        'Buyers asked what the filed models earn. Serving a model is dear, and building '
        'its data centre is dearer.',
        [],
    ),
    (
        'Two of the services belong to Kuozhi. They are Dotty, a text model, and a '
        'shopping guide called Dianlan.',
        [('Kuozhi', 'Dotty'), ('Kuozhi', 'Dianlan')],
    ),
]  # fmt: skip


@each("said, services", CASES)
def test_a_sentence_says_whose_each_service_is(
    said: str, services: list[tuple[str | None, str | None]]
) -> None:
    found = named(told(LEAD + said, published="2026-03-03"))
    assert sorted(found, key=str) == sorted(services, key=str)
