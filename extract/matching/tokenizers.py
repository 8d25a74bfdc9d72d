"""spaCy tokenizers of our own, which split as ``extract.matching.tokens`` does."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.matching.tokens import WORDS


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
