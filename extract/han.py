"""A spaCy tokenizer for Chinese: runs of letters and digits whole, Han characters single."""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.\-_+&][A-Za-z0-9]+)*|\s+|.", re.DOTALL)


class HanTokenizer:
    """Text to a Doc; ``14款`` is ``14`` and ``款``, ``Qwen2.5-72B`` is one token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = TOKEN.findall(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))
