"""Articles for the tests of extraction."""

from crawler.items import Article
from extract.extraction import Announcement, Extraction
from extract.read import read


def article(
    text: str,
    *,
    language: str = "en",
    published: str | None = "2024-01-30",
    title: str | None = None,
    outlet: str | None = None,
) -> Article:
    """An article that was never on the web."""
    return Article("t", "t", None, outlet, language, title, text, published)


def told(text: str, **how: str | None) -> Extraction:
    """What is read from a text."""
    return read(article(text, **how))  # type: ignore[arg-type] # the keywords of article()


def main_of(found: Extraction) -> Announcement:
    """The only main announcement."""
    (main,) = [a for a in found.announcements if a.role == "main"]
    return main


def figures(text: str, title: str | None = None) -> dict[str | None, tuple[int | None, ...]]:
    """By register: services in the batch, companies in it and all services, of a main event."""
    found: dict[str | None, tuple[int | None, ...]] = {}
    for made in told(text, title=title, published="2026-03-10").announcements:
        said = made.services_in_batch, made.companies_in_batch, made.cumulative_services
        if made.role == "main":
            found.setdefault(made.scheme, tuple(q.value if q else None for q in said))
    return found


def named(found: Extraction) -> list[tuple[str | None, str | None]]:
    """Company and model of each service, in order of mention."""
    return [(s.company, s.model) for s in found.services]


HAN_LEAD = "3月17日，省网信办公布，又有8款生成式人工智能服务完成备案。\n"


def han_pairs(text: str) -> set[tuple[str | None, str | None]]:
    """Company and model of each service in a Chinese text behind the lead of a notice."""
    return set(
        named(told(HAN_LEAD + text, language="zh", published="2026-03-18", title="8款服务完成备案"))
    )
