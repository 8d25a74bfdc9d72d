"""A general news feed made for the bench: short items, most of them about anything but batches."""

from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.items import Article

FIRMS = ("某车企", "某手机厂商", "一家券商", "某电商平台", "某芯片公司", "一家连锁餐饮企业")
ACTS = (
    "发布2026年第三季度财报，营收同比增长12%，净利润1.3亿元",
    "宣布完成新一轮5亿元融资，投后估值达到40亿元，资金将用于海外市场",
    "推出新的人工智能助手，支持语音和图像，面向会员免费开放",
    "称其大模型参数规模达到千亿，推理成本下降三成",
    "与高校共建联合实验室，研究方向为新能源与材料",
    "回应裁员传闻，称为正常的组织调整，业务不受影响",
    "公布新品发布会时间，届时将带来三款新机",
    "计划在华东新建仓储中心，预计明年二季度投入使用",
)
TAILS = (
    "受此消息影响，其股价盘中上涨3%。",
    "该公司表示，后续将持续加大投入。",
    "市场人士认为，行业竞争仍在加剧。",
    "相关产品将于下月上市，起售价1999元。",
)
RARE = "某研究院的一款大模型通过生成式人工智能服务备案，成为当地首个获批的行业模型。"
ONE_IN = 200
"""Of so many items one passes the gate, as in a real feed of technology news."""


def items(number: int, first: int = 0) -> list["Article"]:
    """``number`` items of some 60 characters, the ``first`` of the feed and those after it."""
    from crawler.items import Article

    texts = islice(_texts(), first, first + number)
    return [
        Article(str(n), str(n), None, "feed", "zh", text[:20], text, "2026-08-20")
        for n, text in enumerate(texts)
    ]


def _texts() -> Iterator[str]:
    """No two alike, so that nothing remembered of a text answers for another."""
    number = 0
    while True:
        for firm, act, tail in product(FIRMS, ACTS, TAILS):
            number += 1
            yield f"{RARE if number % ONE_IN == 0 else f'{firm}{act}。{tail}'}（第{number}条）"
