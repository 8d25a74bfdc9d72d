"""Small pages of one invented site, and its configuration."""

from html import escape

from faults.serving import Answer

SITE = "https://news.example"
FEED = f"{SITE}/feed.xml"
CONFIG = f"""
[crawl]
contact = "mailto:desk@reader.example"
delay = "10ms"
[outlets.sample]
url = "{FEED}"
language = "en"
title = "h1"
date = ".date"
body = ".text"
"""
SENTENCE = "The harbour office said that ferries will leave on the hour from Monday. "


def page(title: str = "Ferries leave on the hour", date: str = "2024-01-30 20:20") -> bytes:
    """Return an article page."""
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p class=date>{date}</p><div class=text><p>{SENTENCE * 6}</p></div></body></html>"
    ).encode()


def feed(*paths: str) -> Answer:
    """Return an RSS feed that names the pages."""
    items = "".join(
        f"<item><title>{escape(path)}</title><link>{escape(SITE + path)}</link></item>"
        for path in paths
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})


def robots(text: str = "User-agent: *\nDisallow:\n") -> Answer:
    """Return a robots.txt."""
    return Answer(text.encode(), headers={"Content-Type": "text/plain"})
