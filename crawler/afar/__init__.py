"""A crawl away from its data directory: what it is told, and how what it had comes home."""
