"""The registers, by the words that records have for them."""

from typing import Final

SCHEMES: Final = (
    "genai_filing",
    "genai_registration",
    "on_device",
    "deep_synthesis",
    "algorithm_recommendation",
    "algorithm_cancelled",
    "other",
)
