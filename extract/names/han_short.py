"""Chinese services' names without what sort of model they are, where the short form is quoted."""

from collections.abc import Container, Sequence

from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import is_name

KIND = compiled(r"(?:{generic}|认知){1,4}(?:大语言模型|大模型|模型)?", "zh")
"""What sort of model it is, behind its name."""
MODEL = ("大语言模型", "大模型", "模型")


def shortened(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """``小栖具身智能模型`` is ``小栖`` where the text also has ``“小栖”`` in quotes."""
    quoted = {text[c.start : c.end] for c in found if c.rule == "zh.model.quoted"}
    quoted = {name for name in quoted if is_name(name)}
    return [_at_quoted(text, c, quoted) if c.kind == "model" else c for c in found]


def _at_quoted(text: str, model: Candidate, quoted: Container[str]) -> Candidate:
    """A model's name without the words for its kind, where what is left is quoted elsewhere.

    What quotes hold is a name of its own, but for words for a model (``“小栖图像”``).
    """
    if model.rule == "zh.model.quoted" and not text.endswith(MODEL, model.start, model.end):
        return model
    for length in range(2, model.end - model.start):
        end = model.start + length
        kind = KIND.fullmatch(text, end, model.end)
        if kind and kind.group() not in MODEL and text[model.start : end] in quoted:
            return model.spanning(model.start, end)
    return model
