"""Article to Extraction: rules over text, in English and Chinese, as pure functions."""
