"""Parts of sentences to what they say of the names and numbers in them."""
