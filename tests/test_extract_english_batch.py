"""English counts that a story tells of a batch or a register told before."""

from each import each
from reading import main_of, told

F, R, D = "genai_filing", "genai_registration", "deep_synthesis"


@each(
    ("text", "counts"),
    [
        (
            "Seven generative AI services have been approved in Fujian, the provincial cyberspace"
            " office said on Monday. The seven were submitted by five companies.",
            {("services", "batch", F, 7), ("companies", "batch", F, 5)},
        ),
        (
            "Tianjin's internet regulator approved four generative AI services on Monday. The"
            " approvals went to three companies.",
            {("services", "batch", F, 4), ("companies", "batch", F, 3)},
        ),
        (
            "Hangzhou and Ningbo approved nine generative AI services between them on May 6,"
            " according to two notices.\n\nHangzhou's cyberspace office cleared six, bringing its"
            " total to 77. Its counterpart in Ningbo cleared three.",
            {
                ("services", "batch", F, 6),
                ("services", "cumulative", F, 77),
                ("services", "batch", F, 3),
            },
        ),
        (
            "China's register of generative AI services grew by 52 in the second quarter and held"
            " 398 entries on 30 June, the CAC said on Tuesday.",
            {("services", "batch", F, 52), ("services", "cumulative", F, 398)},
        ),
        (
            "Generative AI filings in China rose to 612 by the end of June, and registrations of"
            " apps that call filed models to 287, the Cyberspace Administration of China said.",
            {("services", "cumulative", F, 612), ("services", "cumulative", R, 287)},
        ),
        (
            "China's internet regulator approved 120 generative AI services last year, it said on"
            " Friday. Provincial offices registered a further 210 apps over the year, for a"
            " cumulative 305.",
            {
                ("services", "batch", F, 120),
                ("services", "batch", R, 210),
                ("services", "cumulative", R, 305),
            },
        ),
        (
            "Some 105 AI apps completed local registration in May, the Cyberspace Administration"
            " of China said on Monday. With them, registered apps rose by nearly a quarter to 530."
            " Filed services went up by 61 to 920.",
            {
                ("services", "batch", R, 105),
                ("services", "cumulative", R, 530),
                ("services", "batch", F, 61),
                ("services", "cumulative", F, 920),
            },
        ),
        (
            "The Cyberspace Administration of China on Wednesday published its 12th list of deep"
            " synthesis algorithms, with 410 names and 4,210 since the first list.",
            {("services", "batch", D, 410), ("services", "cumulative", D, 4210)},
        ),
        (
            "China's register of generative AI services holds 612 names, the Cyberspace"
            " Administration of China said. The figure includes 38 that were new in June.",
            {("services", "cumulative", F, 612), ("services", "batch", F, 38)},
        ),
        (
            "The Cyberspace Administration of China on Sunday published its sixth list of deep"
            " synthesis algorithms, with 301 entries. The list is not about chatbots, which need"
            " a separate filing; about 190 of those have been approved so far.",
            {("services", "batch", D, 301), ("services", "cumulative", F, 190)},
        ),
        (
            "Shanghai has approved eight generative AI models for public release, the city's"
            " cyberspace office said on Monday. Luma Tech is among the eight recipients.",
            {("services", "batch", F, 8), ("companies", "batch", F, 8)},
        ),
        (
            "In neighbouring Gansu, one service, a dialect assistant built by Lanzhou Yunhe, was"
            " filed last week, the provincial cyberspace office said of its generative AI list.",
            {("services", "batch", F, 1)},
        ),
    ],
)
def test_what_is_counted_behind_a_batch(text: str, counts: set[tuple[str, str, str, int]]) -> None:
    found = {
        (c.of, c.scope, c.scheme, c.value)
        for c in told(text, published="2026-07-02").counts
        if c.of != "other" and c.scope in ("batch", "cumulative")
    }
    assert found == counts


@each(
    ("text", "new", "total"),
    [
        (
            "Zhejiang approved 14 generative AI services in March. Of the companies, Tenda-backed"
            " Luma has three models: Lum, Lumo and Luna.",
            14,
            None,
        ),
        (
            "Nine generative AI services were filed in Jilin on Monday. Total at year-end: 40.",
            9,
            40,
        ),
        (
            "By the end of May, 71 generative AI apps had been registered in Jilin, it said,"
            " with 13 of them added over the spring.",
            13,
            71,
        ),
        (
            "Jilin filed Lanhe, a large model of Luma, on Monday. The model was one of five"
            " accepted in the province that day.",
            5,
            None,
        ),
    ],
)
def test_what_one_firm_has_and_what_is_told_behind(text: str, new: int, total: int | None) -> None:
    made = main_of(told(text, published="2026-06-15"))
    told_of = (made.services_in_batch, made.cumulative_services)
    assert [n.value if n else None for n in told_of] == [new, total]
