"""The pages of ``batchwatch serve``: what they show, and the words and templates that show it."""
