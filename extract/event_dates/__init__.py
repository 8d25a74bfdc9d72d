"""The dates of a story to the day of the batch that it announces."""
