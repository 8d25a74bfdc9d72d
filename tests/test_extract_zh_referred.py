"""Chinese sentences about ``该模型``: the service that the one before names, on invented texts."""

from each import each
from reading import named, told

Pairs = list[tuple[str | None, str | None]]


@each(
    ("text", "pairs"),
    [
        (
            "海川科技在沪发布“小海”大模型。该模型已通过生成式人工智能服务备案。",
            [("海川科技", "小海")],
        ),
        (
            "海川科技推出法律助手“小海”。据介绍，该产品已完成网信办生成式人工智能服务备案。",
            [("海川科技", "小海")],
        ),
        (
            "全国首个老挝语基础大模型——“澜海”正式发布。该模型已通过生成式人工智能服务备案。",
            [(None, "澜海")],
        ),
        (
            "海川科技发布“小海”，栖月科技发布“小栖”。两款模型均已通过生成式人工智能服务备案。",
            [("海川科技", "小海"), ("栖月科技", "小栖")],
        ),
        (
            "海川科技发布“小海”，栖月科技发布“小栖”。该模型已通过生成式人工智能服务备案。",
            [],
        ),
        ("海川科技发布“小海”大模型。该公司已有两款模型通过生成式人工智能服务备案。", []),
        ("海川科技发布“小海”大模型。该模型尚未通过生成式人工智能服务备案。", []),
        (
            "名单公布，栖月大学凭LumaGPT完成过一次生成式人工智能服务备案，这次入列的是“行海”。",
            [("栖月大学", "LumaGPT"), ("栖月大学", "行海")],
        ),
        (
            "网信办公布备案名单，海川科技的天海（SkySea）与栖月科技的小栖大模型在列。",
            [("海川科技", "天海"), ("栖月科技", "小栖")],
        ),
    ],
)
def test_the_service_that_is_meant(text: str, pairs: Pairs) -> None:
    assert named(told(f"3月18日，{text}", language="zh", published="2026-03-20")) == pairs
