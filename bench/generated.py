"""A record store of any size, written straight into the schema, in the shape of real ones."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final

from db.fts import spaced
from db.store import RecordStore, store_path

Row = dict[str, Any]
ARTICLES: Final = 100_000
BATCHES: Final = 5_000
FIRST: Final = date(2023, 8, 15)
DAYS: Final = 1_200
SCHEMES: Final = ("genai_filing", "genai_registration", "deep_synthesis", "on_device")
PROVINCES: Final = ("北京", "上海", "广东", "浙江", "江苏", "四川", "湖北", "安徽", "山东", "福建")
OUTLETS: Final = (
    "cac", "global_times", "tmtpost", "xinhua_en", "xinhua_zh", "china_daily", "stcn", "bbt",
    "ithome", "technode", "cntechpost", "pandaily",
)  # fmt: skip
_HAN: Final = "".join(map(chr, range(0x4E00, 0x9F00, 10)))
"""2,000 characters, about as many as newspapers use: a phrase must not stand everywhere."""
_LATIN: Final = ("ba", "lu", "mi", "zhi", "xin", "tao", "ren", "qi", "yun", "hai", "dao", "fei")
_WORDS: Final = tuple("".join(pair) for pair in product(_LATIN, repeat=3))
_OTHER: Final = {
    "zh": "{place}的{company}展示了{service}，与{number}家伙伴签约。",
    "en": "{company} of {place} showed {service} to {number} partners on Monday. ",
}
_SENTENCE: Final = {
    "zh": "{place}新增{number}款已完成备案的生成式人工智能服务，其中有{company}的{service}。",
    "en": "{place} announced {number} generative AI services, among them {service} of {company}. ",
}


@dataclass(frozen=True, slots=True)
class Firm:
    """A company with its one service."""

    id: str
    name: str
    english: str
    service: str

    @property
    def service_id(self) -> str:
        """The key of the service."""
        return f"{self.id}/{self.english.lower()}ai"


def generate(folder: Path, articles: int = ARTICLES, batches: int = BATCHES) -> Path:
    """A data directory with so many articles and batches; the same for the same numbers."""
    chance = random.Random(articles * 31 + batches)
    firms = _firms(chance, max(20, batches * 2))
    with RecordStore.open(store_path(folder)) as store:
        store.conn.execute("PRAGMA synchronous = OFF")
        with store.transaction():
            store.conn.execute("PRAGMA defer_foreign_keys = ON")
            _names(store, firms)
            told = _batches(store, chance, firms, batches)
            _lists(store, chance, firms, batches)
            _articles(store, chance, firms, told, articles)
            _operation(store)
    return folder


def _firms(chance: random.Random, number: int) -> list[Firm]:
    found = []
    for place in range(number):
        han = "".join(chance.choice(_HAN) for _ in range(3))
        english = "".join(chance.choice(_WORDS) for _ in range(2)).capitalize()
        found.append(Firm(f"firm-{place}", f"{han}{place}科技有限公司", english, f"{han}大模型"))
    return found


def _names(store: RecordStore, firms: Sequence[Firm]) -> None:
    seen = FIRST.isoformat()
    store.insert("companies", [_row(id=f.id, name=f.name, first_seen=seen) for f in firms])
    store.insert(
        "services",
        [_row(id=f.service_id, company=f.id, name=f.service, first_seen=seen) for f in firms],
    )
    store.insert("aliases", (alias for firm in firms for alias in _aliases(firm)))


def _aliases(firm: Firm) -> Iterator[Row]:
    for kind, entity, name, language in (
        ("company", firm.id, firm.name, "zh"),
        ("company", firm.id, firm.name.removesuffix("科技有限公司"), "zh"),
        ("company", firm.id, firm.english, "en"),
        ("service", firm.service_id, firm.service, "zh"),
    ):
        yield _row(
            kind=kind, entity=entity, name=name, language=language, origin="press",
            first_seen=None, last_seen=None, articles=1, sound=firm.english.lower(),
            folded=name.lower(),
        )  # fmt: skip


def _batches(
    store: RecordStore, chance: random.Random, firms: Sequence[Firm], number: int
) -> list[tuple[Row, list[Firm]]]:
    told = []
    for place in range(number):
        named = chance.sample(firms, k=min(len(firms), chance.randint(2, 12)))
        told.append((_batch(chance, place, named), named))
    rows = [batch for batch, _ in told]
    store.insert("batches", rows)
    store.insert(
        "batch_slugs",
        [_row(slug=b["slug"], batch=b["slug"], members="[]", rejected=None, entries=None)
         for b in rows],
    )  # fmt: skip
    store.insert("batch_states", (state for batch in rows for state in _states(batch)))
    store.insert("batch_values", (value for batch in rows for value in _values(batch)))
    store.insert(
        "registrations",
        (one for batch, named in told for one in _registrations(batch, named)),
    )
    return told


def _batch(chance: random.Random, place: int, named: Sequence[Firm]) -> Row:
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
    scheme, province = chance.choice(SCHEMES), chance.choice(PROVINCES)
    number = len(named)
    return _row(
        slug=f"{scheme.replace('_', '-')}-{day}-{place}", scheme=scheme, level="province",
        province=province, authority="网信办", event_date=day, ordinal=None, period_start=None,
        period_end=None, title=f"{scheme} {province}: {number} services, {day}",
        services_stated=number, services_qualifier="exact", companies_stated=number,
        companies_qualifier="exact", cumulative_stated=100 + place, cumulative_qualifier="exact",
        services_found=number, companies_found=number, services_listed=number,
        companies_listed=number, status="complete", voices=2, first_seen=f"{day}T02:00:00Z",
        reasons="[]", base=f"{scheme}-{day}-{place}", rank="", cumulative_listed=None,
        cumulative_listed_on=None,
    )  # fmt: skip


_OF_STATE: Final = (
    "title", "scheme", "level", "province", "authority", "event_date", "ordinal",
    "services_stated", "services_qualifier", "companies_stated", "companies_qualifier",
    "cumulative_stated", "cumulative_qualifier", "services_found", "companies_found", "status",
    "first_seen", "services_listed", "companies_listed", "cumulative_listed",
    "cumulative_listed_on",
)  # fmt: skip


def _states(batch: Row) -> Iterator[Row]:
    kept = {key: batch[key] for key in _OF_STATE}
    day = date.fromisoformat(batch["event_date"])
    later = (day + timedelta(days=1)).isoformat()
    first = kept | {"services_listed": None, "status": "stated_only"}
    yield _row(
        batch=batch["slug"], known_from=day.isoformat(), known_until=later, voices=1, articles=1,
        **first,
    )  # fmt: skip
    yield _row(
        batch=batch["slug"], known_from=later, known_until=None, voices=2, articles=2, **kept
    )


def _values(batch: Row) -> Iterator[Row]:
    for field, value in (
        ("services", batch["services_stated"]),
        ("companies", batch["companies_stated"]),
        ("event_date", batch["event_date"]),
    ):
        yield _row(
            batch=batch["slug"], field=field, value=value, qualifier=None, voices=2, articles=2,
            outlets="cac stcn", first_seen=batch["first_seen"], chosen=1, disputes=0,
        )  # fmt: skip


def _registrations(batch: Row, named: Sequence[Firm]) -> Iterator[Row]:
    for rank, firm in enumerate(named):
        yield _row(
            id=f"{batch['slug']}:{firm.service_id}", batch=batch["slug"], company_id=firm.id,
            service_id=firm.service_id, company=firm.name, service=firm.service,
            description=None, status="both", number=f"{batch['slug']}-{rank}",
            date=batch["event_date"], register_name=firm.service, register_company=firm.name,
            rank=rank,
        )  # fmt: skip


def _lists(store: RecordStore, chance: random.Random, firms: Sequence[Firm], number: int) -> None:
    """Official entries, four a batch, a list a month."""
    rows: list[Row] = []
    lists: dict[str, Row] = {}
    for place in range(4 * number):
        firm = firms[place % len(firms)]
        day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
        scheme, province = chance.choice(SCHEMES), chance.choice(PROVINCES)
        name = f"{scheme}/{day[:7]}"
        lists[name] = _row(
            list=name, scheme=scheme, title=name, url="https://www.example.org/list",
            page=None, published=day, as_of=day, stated_new=None, stated_cumulative=None,
            verdict="complete", difference=0, sha256=None, first_seen=None, known_from=day,
            province=None,
        )  # fmt: skip
        rows.append(
            _row(
                scheme=scheme, number=f"No-{place}", seq=place, province=province,
                name=firm.service, company=firm.name, date=day, date_note=None, list=name,
                page=1, row=place, company_id=firm.id, service_id=firm.service_id,
                cancelled_on=None, revision=1, details=None, known_from=day, stands_from=day,
            )
        )  # fmt: skip
    store.insert("register_lists", lists.values())
    store.insert("register_rows", rows)


def _articles(
    store: RecordStore,
    chance: random.Random,
    firms: Sequence[Firm],
    told: Sequence[tuple[Row, list[Firm]]],
    number: int,
) -> None:
    """Every fifth article tells of a batch, the others of nothing."""
    rows: dict[str, list[Row]] = {
        name: [] for name in (
            "articles", "announcements", "counts", "mentions", "service_mentions",
            "batch_articles", "articles_fts",
        )
    }  # fmt: skip
    for place in range(number):
        batch, named = told[(place // 5) % len(told)] if place % 5 == 0 else (None, [])
        _article(rows, chance, place, batch, named or chance.sample(firms, k=2))
        if place % 2000 == 1999 or place == number - 1:
            _put(store, rows)


def _article(
    rows: dict[str, list[Row]],
    chance: random.Random,
    doc: int,
    batch: Row | None,
    named: list[Firm],
) -> None:
    language = "zh" if doc % 2 else "en"
    opening = (_SENTENCE if batch else _OTHER)[language].format(
        place=chance.choice(PROVINCES), number=len(named), company=named[0].english,
        service=named[0].service,
    )  # fmt: skip
    text = opening + " ".join(chance.choices(_WORDS, k=chance.randint(60, 240)))
    text += "。" + "".join(chance.choices(_HAN, k=chance.randint(40, 400)))
    day = batch["event_date"] if batch else (FIRST + timedelta(days=doc % DAYS)).isoformat()
    outlet = OUTLETS[doc % len(OUTLETS)]
    rows["articles"].append(
        _row(
            doc=doc + 1, id=f"a-{doc}", key=f"example.org/{doc}",
            url=f"https://www.example.org/{doc}", outlet=outlet, language=language,
            title=opening[:60], published_at=f"{day}T02:00:00Z", published_text=day, author=None,
            text=text, text_length=len(text), text_sha256=_hash(text), page_sha256=None,
            version=_hash(text)[:16], reading="generated", revision=1,
            fetched_at=f"{day}T03:00:00Z", last_seen=f"{day}T03:00:00Z", listed=0,
            relevant=int(batch is not None), copy_of=None,
        )
    )  # fmt: skip
    rows["articles_fts"].append(_row(rowid=doc + 1, title=spaced(opening[:60]), text=spaced(text)))
    if batch is not None:
        _announce(rows, doc + 1, batch, named, opening, outlet)


def _announce(
    rows: dict[str, list[Row]], doc: int, batch: Row, named: list[Firm], said: str, outlet: str
) -> None:
    place = {"start": 0, "end": len(said), "text": said}
    rows["announcements"].append(
        _row(
            doc=doc, idx=0, batch=batch["slug"], role="main", kind="batch",
            scheme=batch["scheme"], authority=None, regulation=None, level="province",
            province=batch["province"], event_date=batch["event_date"], event_date_text=None,
            ordinal=None, period_start=None, period_end=None, services_in_batch=len(named),
            services_qualifier="exact", companies_in_batch=None, companies_qualifier=None,
            cumulative_services=None, cumulative_qualifier=None, **place,
        )
    )  # fmt: skip
    rows["counts"].append(
        _row(
            doc=doc, idx=0, of="services", scope="batch", scheme=batch["scheme"],
            value=len(named), qualifier="exact", rule="generated", **place,
        )
    )  # fmt: skip
    for idx in range(6):
        rows["mentions"].append(
            _row(
                doc=doc, idx=idx, label="COMPANY", text=said[idx : idx + 4], start=idx,
                end=idx + 4, rule="generated", role=None,
            )
        )  # fmt: skip
    for idx, firm in enumerate(named):
        rows["service_mentions"].append(
            _row(
                doc=doc, idx=idx, announcement=0, company=firm.name, model=firm.service,
                description=None, company_id=firm.id, service_id=firm.service_id,
                registration=f"{batch['slug']}:{firm.service_id}", rule="generated", **place,
            )
        )  # fmt: skip
    rows["batch_articles"].append(_row(batch=batch["slug"], doc=doc, role="main", voice=outlet))


def _put(store: RecordStore, rows: dict[str, list[Row]]) -> None:
    for table, some in rows.items():
        if some:
            columns = ", ".join(f'"{column}"' for column in some[0])
            marks = ", ".join("?" * len(some[0]))
            store.write(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                [tuple(row.values()) for row in some],
            )
            some.clear()


def _operation(store: RecordStore) -> None:
    """The outlets and their last runs."""
    store.insert(
        "outlets",
        [_row(name=o, language="zh", every="2h", enabled=1, listings=None) for o in OUTLETS],
    )
    counters = json.dumps({"found": 20, "new": 2, "failed": 0})
    store.insert(
        "runs",
        [
            _row(
                id=f"run-{outlet}-{turn:03}", verb="crawl", outlet=outlet,
                started_at=f"2026-11-{turn % 28 + 1:02}T00:00:00Z",
                finished_at=f"2026-11-{turn % 28 + 1:02}T00:01:00Z", outcome="ok",
                counters=counters, reasons="[]",
            )
            for outlet in OUTLETS
            for turn in range(200)
        ],
    )  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row(**columns: Any) -> Row:
    return columns
