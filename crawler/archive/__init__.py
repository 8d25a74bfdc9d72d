"""The archive: every response and every file taken in, as bytes, in standard WARC files."""
