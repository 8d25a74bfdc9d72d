"""Official English tables in every layout they come in, on firms and services made up here."""

from each import each
from reading import named, told

CHROME = (
    "Home > News > Notices\n\nSource: Yunnan Provincial Cyberspace Administration"
    "    Updated: Nov 7, 2025    Font: A A A\n\n"
)
LEAD = (
    "Services of this province that call models already filed are subject to registration with"
    " this Office. As of November 6, 2025, Yunnan had registered 3 more such services.\n\n"
)
FOOT = (
    "\n\nQuestions may be sent to this Office on working days.\n\nRelated\n"
    "How to apply for a licence in Yunnan\nPrint | Close\nAll rights reserved."
)
LINGTONG = "Lingtong Zhiyuan (Kunming) Intelligent Technology Co., Ltd."
ROWS = [
    ("Chuanyun Doctor", "Kunming Second People's Hospital", "2025-11-03", "Kunming"),
    ("Yunqi-Agent", LINGTONG, "2025-11-03", "Dali"),
    ("Mofang", "Yuxi Tobacco Logistics", "2025-11-06", "Yuxi"),
]  # fmt: skip
HEAD = ("No.", "Name of application or function", "Registering entity", "Date of registration")
Table = list[tuple[str, ...]]
Pairs = set[tuple[str | None, str | None]]
PAIRS: Pairs = {(firm, service) for service, firm, *_ in ROWS}
NUMBERED: Table = [(str(16 + i), *row[:3]) for i, row in enumerate(ROWS)]


def pairs(table: str) -> Pairs:
    found = named(told(CHROME + LEAD + table + FOOT, published="2025-11-07"))
    return {(firm and firm.rstrip("."), service) for firm, service in found}


def plain(expected: Pairs) -> Pairs:
    return {(firm and firm.rstrip("."), service) for firm, service in expected}


def stacked(*rows: tuple[str, ...]) -> str:
    return "\n".join(cell for row in rows for cell in row)


def joined(mark: str, *rows: tuple[str, ...]) -> str:
    return "\n".join(mark.join(row) for row in rows)


def chosen(*columns: int, start: int = 1) -> Table:
    """Rows of the numbered columns: 0 the number, then service, firm, date and place."""
    return [
        tuple((str(start + i), *row)[column] for column in columns) for i, row in enumerate(ROWS)
    ]


@each(
    "table",
    [
        stacked(HEAD, *NUMBERED),
        stacked(HEAD, *NUMBERED).replace("\n", "\n\n"),
        stacked(("Serial No.", "Registered organization", "Application"), *chosen(0, 2, 1)),
        stacked(("Service name", "Company name", "Date filed"), *chosen(1, 2, 3)),
        stacked(("Name of service", "Name of the company"), *chosen(1, 2)),
        stacked(("No.", "City", "Name of the Model", "Filing Entity"), *chosen(0, 4, 1, 2)),
        stacked(("Category", "Product", "Organisation"), *[("Care", *r) for r in chosen(1, 2)]),
        stacked(("Operator", "Model called", "App"), *[(f, "Qwen", s) for f, s in chosen(2, 1)]),
        stacked(("No.", "Name of app\nor function", "Registering\nentity", "Date"), *NUMBERED),
        stacked(HEAD, *NUMBERED).replace("Zhiyuan (Kunming) ", "Zhiyuan (Kunming)\n"),
        stacked(HEAD, *NUMBERED).replace("\n2025-11-03\n17", "\n17"),
        stacked(HEAD, *NUMBERED).replace("2025-11-03\n17", "—\n17"),
        stacked(HEAD, *NUMBERED[:2]) + "\nPage 1 of 2\n" + stacked(HEAD, *NUMBERED[2:]),
        stacked(HEAD, *NUMBERED[:2]) + "\n- 1 -\n" + stacked(*NUMBERED[2:]),
        stacked(*NUMBERED),
        "\n".join(f"{n}. {s}\n{f}\n{d}" for n, s, f, d in NUMBERED),
    ],
)  # fmt: skip
def test_one_cell_a_line(table: str) -> None:
    assert pairs(table) == plain(PAIRS)


@each("mark", ["\t", "\t\t", " | ", "    ", "; "])
def test_cells_between_marks(mark: str) -> None:
    assert pairs(joined(mark, HEAD, *NUMBERED)) == plain(PAIRS)
    region = ("Region", "Filing unit", "Model name", "Underlying model")
    placed: Table = [(*row, "Qwen 2") for row in chosen(4, 2, 1)]
    assert pairs(joined(mark, region, *placed)) == plain(PAIRS)
    called: Table = [(n, "DeepSeek-R1", s, f) for n, s, f in chosen(0, 1, 2)]
    head = ("No", "Upstream model", "Product name", "Provider")
    assert pairs(joined(mark, head, *called)) == plain(PAIRS)


@each(
    "table",
    [
        joined(" ", HEAD, *NUMBERED),
        joined("    ", *NUMBERED),
        joined("\t", *NUMBERED),
        "No.,Name,Company\n" + "\n".join(f'{n},{s},"{f}"' for n, s, f in chosen(0, 1, 2)),
        "| **No.** | **App name** | **Entity** |\n| :-- | :-: | --- |\n"
        + "\n".join(f"| {n} | **{s}** | {f} |" for n, s, f in chosen(0, 1, 2)),
        "\n".join(f"Name of application: {s}\nRegistering entity: {f}" for s, f in chosen(1, 2)),
        "\n".join(f"{f} – {s}" for s, f in chosen(1, 2)),
        "No. | Name | 名称 | Entity\n"
        + "\n".join(f"{n} | {s} (云医) | 云医 | {f}" for n, s, f in chosen(0, 1, 2)),
    ],
)
def test_other_layouts(table: str) -> None:
    assert pairs(table) == plain(PAIRS)


def test_columns_that_are_missing() -> None:
    services: Pairs = {(None, service) for _, service in PAIRS}
    firms: Pairs = {(firm, None) for firm, _ in PAIRS}
    assert pairs(stacked(("No.", "Name of application"), *chosen(0, 1))) == services
    assert pairs(joined("\t", ("App", "Date"), *chosen(1, 3))) == services
    assert pairs(stacked(("No.", "Company", "Date"), *chosen(0, 2, 3))) == plain(firms)


def test_several_services_of_one_firm_share_its_cell() -> None:
    table = "Company | Apps\n---|---\nYuxi Tobacco Logistics | Mofang, Mofang Lite\nRunhai | Yun"
    assert pairs(table) == {
        ("Yuxi Tobacco Logistics", "Mofang"),
        ("Yuxi Tobacco Logistics", "Mofang Lite"),
        ("Runhai", "Yun"),
    }


def test_what_is_pending_stands_in_a_table_of_its_own_or_has_a_state() -> None:
    head = ("No.", "Application", "Applicant")
    here, there = chosen(0, 1, 2)[:2], chosen(0, 1, 2)[2:]
    first = {pair for pair in PAIRS if pair[1] != "Mofang"}
    later = "\nPending applications\n" + stacked(head, *there)
    assert pairs("Registered\n" + stacked(head, *here) + later) == plain(first)
    states: Table = [(s, f, "Under review" if s == "Mofang" else "Done") for s, f in chosen(1, 2)]
    assert pairs(joined("\t", ("Application", "Entity", "Status"), *states)) == plain(first)


@each(
    "table",
    [
        "Rank\nUniversity\nScore\n1\nYunnan University\n98\n2\nDali University\n95",
        "Most read\n1\nNew road opens\nBy Li Na\n2\nAI park opens\nBy Wu Jun\n3\nMuseum\nBy He Xin",
        "Product | Price | Unit\nTea | 20 | kg\nCoffee | 31 | kg",
        "Model | Developer | Score\nLanhe | Runhai | 81\nYun | Minfeng | 80",
        "Name\nUnit\nTelephone\nLi Na\nFiling Office\n0871-6399\nWang Jun\nPost Office\n0871-6398",
        "Home\nServices\nCompanies\nCity\nNews\nAbout\nContact\nProducts\nBlog",
    ],
)
def test_tables_of_other_things_name_no_services(table: str) -> None:
    assert pairs(table) == set()
