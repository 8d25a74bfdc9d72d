"""English stories that count for several places: each place has an announcement of its own."""

from each import each
from reading import told


@each(
    ("text", "mains"),
    [
        (
            "Fujian cleared nine generative AI services on Monday, taking its total to 41, and"
            " Jiangxi six, for a total of 23, the two provincial cyberspace offices said.",
            [("福建", 9, 41, "2026-03-02"), ("江西", 6, 23, "2026-03-02")],
        ),
        (
            "Two coastal provinces filed eight generative AI services between them in February."
            " Shandong approved seven and Hainan one.",
            [("山东", 7, None, "2026-02"), ("海南", 1, None, "2026-02")],
        ),
        (
            "New generative AI services are on the lists of two cyberspace offices. The Tianjin"
            " list, dated March 2, has four new entries and the Gansu list, dated February 27,"
            " has three.",
            [("天津", 4, None, "2026-03-02"), ("甘肃", 3, None, "2026-02-27")],
        ),
        (
            "Generative AI filings in southwest China rose to 112 this month after Sichuan approved"
            " five services and Guizhou one, provincial notices show.",
            [(None, None, 112, None), ("四川", 5, None, None), ("贵州", 1, None, None)],
        ),
        (
            "The Cyberspace Administration of China approved 12 generative AI services on Monday,"
            " seven from Zhejiang and five from Anhui.",
            [(None, 12, None, "2026-03-02")],
        ),
    ],
)
def test_each_place_has_its_own_numbers(
    text: str, mains: list[tuple[str | None, int | None, int | None, str | None]]
) -> None:
    found = told(text, published="2026-03-04")
    got = [a for a in found.announcements if a.role == "main"]
    assert [
        (
            a.province,
            a.services_in_batch and a.services_in_batch.value,
            a.cumulative_services and a.cumulative_services.value,
        )
        for a in got
    ] == [m[:3] for m in mains]
    for made, (*_, day) in zip(got, mains, strict=True):
        assert day is None or made.event_date == day
