"""Texts of 200 KB that mean to stop a reader: each is read, or refused, within the limit."""

import time
from contextlib import suppress

import pytest
from reading import article

from extract.errors import TooSlow
from extract.limit import SECONDS
from extract.read import read

SIZE = 200_000
"""Bytes, as a page may have."""
LEAD = {
    "en": "China's cyberspace regulator approved 14 AI models, with Xinyi's Ningka, on Friday. ",
    "zh": "国家网信办1月29日公布，新增14款生成式人工智能服务完成备案，包括某某科技的“星语”大模型。",
}
"""Passes the gate and every early way out."""
PIECES = {
    "en": [
        "a:",
        "jan ",
        "A",
        "Aa ",
        "1,",
        "1 ",
        "approved ",
        "approved AI models ",
        "Xinyi's ",
        "Xinyi (",
        '"Xinyi" ',
        "Xinyi and ",
        "Xinyi, ",
        "Xinyi of the ",
        "by Xinyi ",
        "the first ",
        "14 models ",
        "two hundred and ",
        "- ",
        "|",
        "| a | b |\n",
        "\n",
        "\n- Xinyi: Ningka",
        "x@",
        "Mr. ",
        "said Li Ming, ",
        "on Jan. 29, 2024 ",
        "Inc. ",
        "((",
        "''",
        "of the AI ",
        "Xinyi Technology Co., Ltd. ",
        "which has been ",
        "not yet approved, ",
        "\u0430",
        "\u200b",
    ],
    "zh": [
        "甲",
        "的",
        "、",
        "甲、",
        "“甲”、",
        "(",
        "（甲）",
        "14款",
        "一",
        "百",
        "1月",
        "1月29日",
        "截至",
        "科技",
        "有限公司",
        "北京甲乙科技有限公司",
        "大模型",
        "甲大模型",
        "旗下",
        "备案",
        "完成备案，",
        "A",
        "AI",
        "|",
        "|甲|乙|\n",
        "\n",
        "\n1.甲：乙",
        "，",
        "。",
        "；",
        "“",
        "“”",
        "据甲报道",
        "甲表示",
        "等",
        "等14家企业",
        "未",
        "与甲合作",
        " ",
        "\u3000",
        "甲 乙\n",
        "備案",
        "🀄",
    ],
}
CASES = [(language, piece) for language, pieces in PIECES.items() for piece in pieces]


def hostile(language: str, piece: str) -> str:
    lead = LEAD[language]
    room = SIZE - len(lead.encode())
    return lead + piece * (room // len(piece.encode()))


@pytest.mark.soak
@pytest.mark.parametrize(("language", "piece"), CASES)
def test_a_hostile_text_ends_within_the_limit(language: str, piece: str) -> None:
    text = hostile(language, piece)
    began = time.process_time()
    with suppress(TooSlow):
        read(article(text, language=language))
    assert time.process_time() - began < SECONDS + 1
