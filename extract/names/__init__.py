"""Names in a text to companies and services, and which belong together."""
