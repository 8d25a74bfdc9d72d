"""An article in, why it is none out: a page that says it is not there, a text that is lost."""

from typing import Final

from crawler.filetypes import Fault
from crawler.instead import ERROR_PAGE
from crawler.items import Article
from crawler.mojibake import garbled
from crawler.not_there import breaks_down, of_a_server, says_not_there

_SHORT: Final = 600
"""Characters of a text that may be no more than an error message with its menu."""


def unfit(article: Article) -> Fault | None:
    """Return why a page that was read as an article holds none, None where it does."""
    if garbled(article.text) or garbled(article.title or ""):
        return Fault("garbled", "its characters cannot be read in any charset")
    title, text = (article.title or "").strip(), article.text.strip()
    if len(text) > _SHORT:
        return None
    undated = article.published_text is None
    says_so = says_not_there(title, text) or breaks_down(title, text)
    if says_so or (undated and of_a_server(title, text)):
        told = (title or text)[:80]
        return Fault(ERROR_PAGE, f"the server sent an error page in its place: {told!r}")
    return None
