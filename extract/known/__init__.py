"""The gazetteer: which names are known, how they are compared, and where a text has them."""
