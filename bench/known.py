"""What pages say found beforehand in, the step that only hands it on out."""

from typing import ClassVar

from bench.loopback import Kind, article_url, page_bodies, page_body
from crawler.items import Article
from crawler.page import article_from_html
from extract.extraction import Extraction
from extract.gate import passes
from extract.read import NOTHING, read
from pipelines.read import Read


class Known(Read):
    """Reads the gate's words and looks up the facts: a crawl without the finding of facts."""

    facts: ClassVar[dict[str, Extraction]] = {}
    """Of each article by its key."""

    def __init__(self, *, names: bool = True) -> None:
        super().__init__(self._known, names=names)

    def _known(self, article: Article) -> Extraction:
        text = f"{article.title or ''}\n{article.text}"
        return self.facts[article.key] if passes(text, article.language) else NOTHING


def find_all(pages: int, kind: Kind) -> None:
    """Find what each served page says before the clock starts."""
    bodies = page_bodies(kind)
    for number in range(pages):
        url = article_url(number)
        article = article_from_html(page_body(number, bodies), url=url)
        if article is None:
            raise RuntimeError(f"{url} holds no article")
        Known.facts[article.key] = read(article)
