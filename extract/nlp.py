"""The blank spaCy pipelines: tokenizers only, no trained part."""

from collections.abc import Callable
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.util import registry

from extract.tokenizers import Tokenizer

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
