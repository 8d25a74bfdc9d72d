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
            "Lanting's clinic assistant completed registration with the Shenzhen internet "
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
            "The Cyberspace Administration of China has added 540 deep synthesis algorithms to its "
            "list, it announced on Tuesday. The filing is not to be confused with that of "
            "generative AI services, of which 868 have been approved.",
            {"deep_synthesis"},
        ),
        (
            "Lanting got two permits this month. On August 14 its voice model Qiyin completed "
            "filing as a generative AI service in Zhejiang. On August 18 the Cyberspace "
            "Administration of China released its 13th list of deep synthesis algorithms, 586 in "
            "all, and Lanting is on it with a cloning algorithm.",
            {"genai_filing", "deep_synthesis"},
        ),
        (
            "In Guangdong, filings of generative AI services stood at 90 and registrations at 47 "
            "at the end of July, the provincial cyberspace administration said on Tuesday.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Local offices in China registered 105 AI applications last year, official data showed "
            "on Monday. That is compared with 302 generative AI services filed nationwide.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Hubei on Wednesday added eight models and five apps to its generative AI rosters, its "
            "cyberspace administration said. The apps were registered and use filed models.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Henan registered six AI apps and approved two large models in July, the provincial "
            "cyberspace administration said on Tuesday. The apps call filed models.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Hubei registered six AI apps on Tuesday, its cyberspace administration said. All of "
            "the apps are based on two models that have been filed.",
            {"genai_registration"},
        ),
        (
            "Three lenders registered AI assistants with the Beijing cyberspace administration "
            "last week, it said. The city has 61 registered applications.",
            {"genai_registration"},
        ),
        (
            "China had seen 538 generative AI services complete the filing procedure as of Aug. "
            "18, the Cyberspace Administration of China said on Tuesday.\n\nA total of 263 apps "
            "that call filed models had been registered with local offices by the same date.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Beijing's internet office cleared 11 AI models on Friday, among them small ones "
            "that run on smartphones. Lanting won approval for a tool and an on-device model.",
            {"genai_filing"},
        ),
        (
            "China's internet regulator has approved Lanting Intelligence, two years after it was "
            "first shown, with the filing dated August 8. Its models will handle writing and "
            "images on phones, while Yunhe contributes visual search, a thing that analysts had "
            "asked for since they began to blame the wait for weak sales in the country, where "
            "local brands have sold AI phones for a year or more. Lanting's is one of seven "
            "services in a new class for on-device generative AI.",
            {"on_device"},
        ),
        (
            "The notice helps app developers who rely on third-party models: it lists who has "
            "completed filing.\n\nThe CAC published the names of generative AI services that "
            "completed filing, and of applications registered with local offices, up to 18 August.",
            {"genai_filing"},
        ),
        (
            "Shanghai Clears 13 More AI Apps\n\nThe Shanghai Cyberspace Administration has "
            "registered 13 more AI apps and features that call approved models through an API.",
            {"genai_registration"},
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
        "Lanting has completed registration with the Beijing internet information office for its "
        "generative AI chatbot, it said on Thursday."
    )
    assert schemes(text, "2023-09-01") == {"genai_filing"}
    assert schemes(text) == {"genai_registration"}
