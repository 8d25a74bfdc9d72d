"""spaCy's token patterns over texts: blank pipelines, tokenizers only, no trained part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.util import registry

from extract.matching.tokenizers import Tokenizer

MAX_LENGTH = 400_000
"""Characters; longer texts are cut before they come here."""
WORDS = "batchwatch.words.v1"
"""Our tokenizers' name in spaCy's registry: so named, spaCy does not first make its own."""


def words() -> Callable[[Language], Tokenizer]:
    """What spaCy calls to make a pipeline's tokenizer."""
    return lambda nlp: Tokenizer(nlp.vocab, nlp.lang or "")


registry.tokenizers.register(WORDS, func=words)


@lru_cache
def pipeline(language: str) -> Language:
    """A blank pipeline for ``en`` or ``zh``, made once."""
    nlp = spacy.blank(language, config={"nlp": {"tokenizer": {"@tokenizers": WORDS}}})
    nlp.max_length = MAX_LENGTH
    return nlp


def patterns_in(
    patterns: Mapping[str, Sequence[dict[str, Any]]], language: str
) -> Callable[[str], Iterator[tuple[str, int, int]]]:
    """What gives, of a text, the ids and spans of patterns found; ValueError for a bad one."""
    nlp = pipeline(language)
    matcher = Matcher(nlp.vocab)
    for name, pattern in patterns.items():
        matcher.add(name, [list(pattern)], greedy="LONGEST")
    return lambda text: _spans(nlp, matcher, text)


def _spans(nlp: Language, matcher: Matcher, text: str) -> Iterator[tuple[str, int, int]]:
    """Of one pattern's overlapping matches only the first and longest."""
    doc = nlp.make_doc(text)
    ends: dict[int, int] = {}
    for key, first, last in sorted(matcher(doc), key=lambda x: (x[1], -x[2])):
        if first >= ends.get(key, 0):
            ends[key] = last
            token = doc[last - 1]
            yield nlp.vocab.strings[key], doc[first].idx, token.idx + len(token)
