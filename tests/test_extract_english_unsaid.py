"""English numbers that are not said in full: those of other lists, of groups told by names."""

from each import each
from reading import told


@each(
    ("text", "counts"),
    [
        (
            "The CAC on Monday published its seventh list of deep synthesis algorithms, with 487"
            " entries. The sixth, in November, had 492.",
            {("batch", 487), ("batch", 492)},
        ),
        (
            "The CAC published the 20th batch of deep synthesis algorithms on Monday, with 598"
            " algorithms that have completed filing. Batch 19 in November had 643.",
            {("batch", 598), ("batch", 643)},
        ),
        (
            "China's internet watchdog has released its latest directory of deep synthesis"
            " algorithms, with 586 new records, the biggest batch to date. The total of such"
            " algorithms filed in China is now 4,400.",
            {("batch", 586), ("cumulative", 4400)},
        ),
    ],
)
def test_each_list_has_its_own_number(text: str, counts: set[tuple[str, int]]) -> None:
    found = told(text, published="2026-03-04").counts
    assert {(c.scope, c.value) for c in found if c.scheme == "deep_synthesis"} == counts


@each(
    ("text", "services"),
    [
        (
            'China has approved its first group of AI models for robots: Luma\'s "Tianyi" got the'
            ' green light in Beijing, while Haida\'s "Wenxi" assistant was approved in Shanghai.',
            2,
        ),
        (
            "Two very different brands have completed the filing of generative AI services in"
            " China. Shanghai approved Luma's Tianyi chat companion and Haida's Wenxi assistant.",
            2,
        ),
        (
            "Luma and Haida have obtained approval to offer AI models to the public in China, the"
            " two firms said. Luma's Tianyi and Haida's Wenxi completed filing on Monday.",
            None,
        ),
    ],
)
def test_a_group_told_by_its_names_has_their_number(text: str, services: int | None) -> None:
    (main,) = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert (main.services_in_batch and main.services_in_batch.value) == services
