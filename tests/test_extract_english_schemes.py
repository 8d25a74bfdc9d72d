"""An English story says in its own words which register it is about: filing or registration."""

from each import each

from crawler.items import Article
from extract.read import read


def schemes(text: str, published: str = "2025-08-20") -> set[str | None]:
    article = Article(
        id="a", key="a", url=None, outlet=None, language="en", title=None, text=text,
        published_at=f"{published}T18:00:00+08:00",
    )  # fmt: skip
    return {a.scheme for a in read(article).announcements if a.role == "main"}


@each(
    ("text", "found"),
    [
        (
            "Lanting's clinic assistant has won registration from the Shenzhen internet "
            "information office, the insurer said on Tuesday. The registration lets it offer the "
            "generative AI tool to patients.",
            {"genai_registration"},
        ),
        (
            "This week the startup obtained clearance for Lanting, its generative AI assistant. "
            "The municipal government listed Lanting among generative AI services in China whose "
            "registration is complete.",
            {"genai_registration"},
        ),
        (
            "Zhejiang's internet regulator has added 12 artificial intelligence agents to its "
            "register of generative AI services, it said on Thursday. All of them run on models "
            "filed by other companies.",
            {"genai_registration"},
        ),
        (
            "Two lenders have put generative AI tools on the public record. Haida Bank appears in "
            "the newest table of registered applications from the Beijing Municipal Cyberspace "
            "Administration, dated 6 August. Registration applies to apps that call a model which "
            "has already been filed and is lighter than the filing required of developers.",
            {"genai_registration"},
        ),
        (
            "Lanting's voice assistant was registered with the Shanghai cyberspace regulator, "
            "the city government said on Thursday, a first for foreign generative AI services.",
            {"genai_filing"},
        ),
        (
            "China has registered 346 generative AI services, the Cyberspace Administration of "
            "China said on Tuesday.",
            {"genai_filing"},
        ),
        (
            "China had seen 538 generative AI services complete the filing procedure as of Aug. "
            "18, the Cyberspace Administration of China said on Tuesday.\n\nA total of 263 apps "
            "that call filed models had been registered with local offices by the same date.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "### China\n- Status check: 439 generative AI services filed as of 30 June 2025, 236 "
            "apps registered.\n- Deep synthesis algorithms need a separate filing.",
            {"genai_filing", "genai_registration"},
        ),
    ],
)
def test_the_register_of_a_story(text: str, found: set[str]) -> None:
    assert schemes(text) == found


def test_nothing_was_registered_before_that_register_began() -> None:
    text = (
        "Lanting has obtained registration from the Beijing internet information office for its "
        "generative AI chatbot, it said on Thursday."
    )
    assert schemes(text, "2023-09-01") == {"genai_filing"}
    assert schemes(text) == {"genai_registration"}
