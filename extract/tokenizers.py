"""spaCy tokenizers of our own: one regular expression a language, in linear time on any text."""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

WORDS = {
    "en": re.compile(r"(\w+|[^\w\s]|\s)( ?)"),
    "zh": re.compile(r"([A-Za-z0-9]+(?:[.\-_+&][A-Za-z0-9]+)*|\s+|.)()", re.DOTALL),
}
"""A token, and the blank behind it that is no token of its own."""


def split(text: str, language: str) -> list[str]:
    """The words of a text."""
    return [word for word, _ in WORDS[language].findall(text)]


class Tokenizer:
    """Text to a Doc.

    English: words and single signs, so that ``Baidu-backed`` and ``Baidu's`` hold ``Baidu``.
    Chinese: runs of letters and digits whole, Han characters single: ``14款`` is ``14`` and
    ``款``, ``Qwen2.5-72B`` is one token.
    """

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab = vocab
        self._words = WORDS[language]

    def __call__(self, text: str) -> Doc:
        found = self._words.findall(text)
        return Doc(
            self.vocab, words=[word for word, _ in found], spaces=[bool(gap) for _, gap in found]
        )
