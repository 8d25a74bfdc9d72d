"""English firms that a batch leaves out, and what was filed of theirs before."""

from each import each
from reading import named, told

HEAD = (
    "Shanghai's internet regulator said yesterday that it had filed 11 more generative AI"
    " services. Luma filed a model named Yunhe.\n\n"
)


@each(
    "text, model",
    [
        ("Haida is not on the list. Its Lanhe app has 5 million users, but only its Tairu model is"
         " on file, since May 2024.", "Tairu"),
        ("Haida did not appear in this batch; its chatbot Lanhe has been registered since November"
         " 2023.", "Lanhe"),
        ("Nowhere in the batch was Haida, whose Lanhe was approved in March 2024.", "Lanhe"),
        ("Missing this time is Haida, the maker of a popular app. The company's Lanhe model was"
         " cleared in August 2023.", "Lanhe"),
        ("Haida was absent, though its Lanhe has been on the register since last year.", "Lanhe"),
        ("Haida does not feature in the list, although the firm's Lanhe assistant was filed in"
         " June 2024.", "Lanhe"),
        ("Also absent was Haida, which raised $20 million in May; its first model was approved a"
         " year ago.", None),
        ("Left out of the round was Haida; the start-up's Lanhe had already been cleared in"
         " January.", "Lanhe"),
        ("Haida had no entry on the list. Its Tairu voice tool is popular, and its Lanhe model has"
         " been filed since March 2024.", "Lanhe"),
        ("There was no sign of Haida, but it has had one model on file since October 2023.", None),
        ("Haida did not figure in the round. The firm's Tairu app has 9 million users, and the"
         " Lanhe model behind it has been on file since September 2023.", "Lanhe"),
    ],
)  # fmt: skip
def test_what_was_filed_before_goes_to_the_firm_left_out(text: str, model: str | None) -> None:
    assert named(told(HEAD + text, published="2024-12-12")) == [
        ("Luma", "Yunhe"),
        ("Haida", model),
    ]


@each(
    "text",
    [
        "Haida is not in the group. The firm plans a listing.",
        "Haida did not feature. Its Lanhe app has 5 million users.",
        "Absent from the list was Haida, whose Lanhe is still under review.",
    ],
)
def test_a_firm_left_out_has_nothing_where_nothing_was_filed(text: str) -> None:
    assert named(told(HEAD + text, published="2024-12-12")) == [("Luma", "Yunhe")]


@each(
    "said",
    [
        "Its partner Tencent was approved on Tuesday for Hunyuan, a generative AI service.",
        "Its rival Tencent's Hunyuan was approved on Tuesday as a generative AI service.",
    ],
)
def test_what_others_of_a_firm_left_out_filed_is_theirs(said: str) -> None:
    text = (
        "The Cyberspace Administration of China approved 14 generative AI services on Tuesday,"
        f" among them Zhipu's GLM. ByteDance was not on the list. {said}"
    )
    assert "ByteDance" not in {company for company, _ in named(told(text, published="2026-03-10"))}
