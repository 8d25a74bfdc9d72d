"""Articles to records: check, read, resolve, merge, store."""
