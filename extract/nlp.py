"""The blank spaCy pipelines: tokenizers only, no trained part."""

from functools import lru_cache

import spacy
from spacy.language import Language

from extract.tokenizers import Tokenizer

MAX_LENGTH = 400_000
"""Characters; longer texts are cut before they come here."""


@lru_cache
def pipeline(language: str) -> Language:
    """A blank pipeline for ``en`` or ``zh``, made once."""
    nlp = spacy.blank(language)
    nlp.tokenizer = Tokenizer(nlp.vocab, language)
    nlp.max_length = MAX_LENGTH
    return nlp
