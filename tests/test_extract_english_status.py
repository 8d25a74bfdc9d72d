"""English stories whose sentences differ in status: who is approved, who waits, who was before."""

from each import each
from reading import main_of, named, told

from extract.extraction import Quantity

LEAD = "Three chatbots were approved in China on Monday, the cyberspace administration said. "


@each(
    "text, found",
    [
        (
            "Ten AI models were approved in China on Monday. An eleventh was dropped. The ten"
            " include Yanxi (JD) and Lanhe (Luma).",
            [("JD", "Yanxi"), ("Luma", "Lanhe")],
        ),
        (
            "Gansu has turned down an AI model of a hospital while approving one from pharmacy"
            " chain Luma. Luma's model is called Lanhe.",
            [("Luma", "Lanhe")],
        ),
        (
            LEAD + "Luma's Lanhe was one of them. Haida and Minfeng opened theirs the same day.",
            [("Luma", "Lanhe"), ("Haida", None), ("Minfeng", None)],
        ),
        (
            LEAD + "Luma's Lanhe was one of them. Haida plans to submit an assistant by May.",
            [("Luma", "Lanhe")],
        ),
        (
            "The 14th deep synthesis list was published in China on Thursday. Luma, Haida and the"
            " Palace Museum have algorithms on it.",
            [("Luma", None), ("Haida", None), ("Palace Museum", None)],
        ),
        (
            "AI tutors are in demand in China. Luma's Lanhe has been approved since March. Haida,"
            " the third of the big firms, received its number on Friday.",
            [("Luma", "Lanhe"), ("Haida", None)],
        ),
        (
            "Unisound has followed iFlytek and Kuaishou onto the list of AI models approved in"
            " China. Its Lanhe passed two weeks ago.",
            [("Unisound", "Lanhe"), ("iFlytek", None), ("Kuaishou", None)],
        ),
        (
            "With the approval of its medical AI model on Friday, both of Luma's large models are"
            " on file in China. The first, Lanhe, passed in December last year.",
            [("Luma", None), ("Luma", "Lanhe")],
        ),
        (
            "Streamer iQiyi is free to offer its assistant Lanhe after Beijing's regulator passed"
            " it on Monday.",
            [("iQiyi", "Lanhe")],
        ),
        (
            "Volkswagen's joint venture with SAIC has secured approval for an in-car assistant in"
            " China. The tool, named Lanhe, will reach drivers in July.",
            [("Volkswagen", "Lanhe")],
        ),
        (
            LEAD + "AgiBot is one of them, with a robot dialogue model.",
            [("AgiBot", None)],
        ),
        (
            "Luma's Lanhe was passed in Jiangsu with four other AI models; one of the five, by"
            " Haida, answers questions.",
            [("Luma", "Lanhe"), ("Haida", None)],
        ),
        (
            LEAD + "Luma's Lanhe is one of them. Haida's assistant is open to everyone: the last"
            " condition of its November approval had been met.",
            [("Luma", "Lanhe"), ("Haida", None)],
        ),
    ],
)
def test_each_sentence_has_its_own_status(
    text: str, found: list[tuple[str | None, str | None]]
) -> None:
    assert sorted(map(str, named(told(text, published="2025-06-12")))) == sorted(map(str, found))


def test_a_total_beside_applications_is_no_part_of_them() -> None:
    text = (
        "Gansu filed 17 generative AI services on Monday. The province's total stands at 162, with"
        " about 40 applications not yet decided."
    )
    main = main_of(told(text, published="2025-06-12"))
    assert main.cumulative_services == Quantity(162, "exact")


def test_the_refused_of_a_number_are_not_its_approved() -> None:
    text = (
        "Ten AI models were approved in China on Monday. Three were refused. The three include"
        " Haida's Yun."
    )
    assert named(told(text, published="2025-06-12")) == []
