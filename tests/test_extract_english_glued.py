"""English lists in which firms and services stand side by side with nothing between."""

import pytest
from reading import named, told

HEAD = "China's cyberspace regulator approved five generative AI services on Thursday. "


@pytest.mark.parametrize(
    ("said", "services"),
    [
        (
            "They are Huawei Lanhe, Lenovo Yunzhi, Minfeng Banma, and Haida's exam model.",
            [
                ("Huawei", "Lanhe"),
                ("Lenovo", "Yunzhi"),
                ("Minfeng", "Banma"),
                ("Haida", None),
            ],
        ),
        (
            "They are Huawei Lanhe, Lenovo Yunzhi, and Beichuan Laboratory Jinglang.",
            [("Huawei", "Lanhe"), ("Lenovo", "Yunzhi"), ("Beichuan Laboratory", "Jinglang")],
        ),
        (
            "They went to companies such as Huawei, Lenovo, Beichuan Steel and Minfeng Group.",
            [("Huawei", None), ("Lenovo", None), ("Beichuan Steel", None), ("Minfeng Group", None)],
        ),
        (
            "They went to firms such as Huawei Cloud, Tencent Music, and Haida Medical.",
            [("Huawei Cloud", None), ("Tencent Music", None), ("Haida Medical", None)],
        ),
    ],
)
def test_pairs_side_by_side(said: str, services: list[tuple[str, str | None]]) -> None:
    """Where two known firms have their services right behind them, so has an unknown one."""
    assert named(told(HEAD + said, published="2026-03-06")) == services
