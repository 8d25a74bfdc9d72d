"""Every construction that ties a service to its company."""

from each import each
from reading import named, told

LEAD = "The Cyberspace Administration of China approved nine generative AI services on Monday. "


@each(
    ("sentence", "pair"),
    [
        ("Tesla's xBot assistant was approved.", ("Tesla", "xBot")),
        ("Skiff, developed by Shiyin Technology, was approved.", ("Shiyin Technology", "Skiff")),
        ("Qihoo 360 (Qiyuan) was approved.", ("Qihoo 360", "Qiyuan")),
        (
            "Autohome, whose model is called Cangjie, was approved.",
            ("Autohome", "Cangjie"),
        ),
        ("Lenovo won approval for Tianxi.", ("Lenovo", "Tianxi")),
        (
            'Also approved was "Ziyue," the education model of NetEase Youdao.',
            ("NetEase Youdao", "Ziyue"),
        ),
        ("On the list is Langbo Technology with Mengzi GPT.", ("Langbo Technology", "Mengzi GPT")),
        ("On the list are vivo BlueLM and Huawei Xiaoyi.", ("Huawei", "Xiaoyi")),
    ],
)
def test_one_pair(sentence: str, pair: tuple[str, str]) -> None:
    assert pair in named(told(LEAD + sentence))


def test_respectively() -> None:
    text = "OPPO and Honor were cleared for AndesGPT and YOYO respectively."
    found = named(told(LEAD + text))
    assert ("OPPO", "AndesGPT") in found
    assert ("Honor", "YOYO") in found


def test_two_models_of_one_company() -> None:
    text = "Li Auto won approval for both MindGPT and MindDiffusion."
    assert named(told(LEAD + text)) == [("Li Auto", "MindGPT"), ("Li Auto", "MindDiffusion")]


def test_a_table_under_its_header() -> None:
    rows = "\nCompany | Product\n4Paradigm | Shishuo\nChuangsi Yuanda | Rubik\n"
    assert named(told(LEAD + "The services are listed below." + rows)) == [
        ("4Paradigm", "Shishuo"),
        ("Chuangsi Yuanda", "Rubik"),
    ]


def test_labelled_items_whichever_side_the_company_is_on() -> None:
    items = "\n- Shenshi Technology: Shenshi\n- Bimo: Zhizi Tiaodong Technology\n"
    assert named(told(LEAD + "The services on the list are:" + items)) == [
        ("Shenshi Technology", "Shenshi"),
        ("Zhizi Tiaodong Technology", "Bimo"),
    ]
