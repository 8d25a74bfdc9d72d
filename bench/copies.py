"""Near copies as the steps find them against plain MinHash and LSH on the same texts."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from rensa import RMinHash, RMinHashLSH

from bench.ratio import Ratio, alternate, per_cpu_second
from db.migrations import migrate
from db.store import RecordStore
from pipelines.copies import link_copies
from pipelines.resolve import text_sha256
from pipelines.shingles import Text

ARTICLES = 6_000
AT_ONCE = 200
NOTICES = 100
TARGET = 0.5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NOTICE = {
    "en": "The provincial office said in notice {n} that {count} services completed their filing"
    " on March {day}. Providers whose services can shape opinion must be assessed before launch,"
    " the office said, and name the model that they call where every visitor sees it. The list"
    " of this month has {name} and is published in full on the page of the office.",
    "zh": "省网信办发布第{n}号公告：3月{day}日，又有{count}款服务完成备案。公告称，面向公众的服务"
    "应当在上线前完成安全评估，并在显著位置公示所调用模型的名称和编号。本月名单包括{name}，全文见该办网页。",
}
"""Two of one language are of different events: only numbers and a name tell them apart."""
Page = tuple[str, str]


def measure(scale: float) -> Iterator[Ratio]:
    """Articles a second of CPU time, one in ten a copy of another; ``storing`` measures the disk.

    The library alone keeps nothing and verifies nothing; ours writes its index and links as rows.
    Raises AssertionError where copies are missed or notices of one template are linked.
    """
    found = linked(notices())
    assert found == 0, f"{found} pairs of templated notices taken for copies"
    texts = articles(max(AT_ONCE, int(ARTICLES * scale)))
    expected = sum(1 for n in range(len(texts)) if n % 10 == 9)
    assert linked(texts) >= 0.9 * expected, "copies missed"
    ours, reference = alternate(partial(compared, texts), partial(plain, texts), rounds=5)
    yield Ratio("near copies", ours, "plain MinHash LSH", reference, "articles/CPU-s", TARGET)


def articles(count: int) -> list[Page]:
    """Texts of random words, three of five Chinese; each tenth is the one before with a header."""
    chance = random.Random(29)
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 10))) for _ in range(4000)]
    texts: list[Page] = []
    for number in range(count):
        if number % 10 == 9:
            language, text = texts[-1]
            texts.append((language, f"{text[:40]}\n{text}"))
        elif number % 5 < 3:
            texts.append(("zh", "".join(chance.choices(characters, k=900))))
        else:
            texts.append(("en", " ".join(chance.choices(words, k=400))))
    return texts


def notices() -> list[Page]:
    """Notices of one template in each language."""
    return [
        (language, form.format(n=n, count=n % 17 + 2, day=n % 28 + 1, name=f"Name{n * 7919}"))
        for language, form in NOTICE.items()
        for n in range(NOTICES)
    ]


def linked(texts: Sequence[Page]) -> int:
    """How many pairs of the texts are linked as copies."""
    with stored(texts) as store:
        link(store, len(texts))
        rows = store.rows("SELECT count(*) AS links FROM copy_links")
    return int(rows[0]["links"]) // 2


def compared(texts: Sequence[Page]) -> float:
    """As the steps do it: 200 articles a transaction."""
    with stored(texts) as store:
        return per_cpu_second(len(texts), partial(link, store, len(texts)))


def plain(texts: Sequence[Page]) -> float:
    """The same shingles through the library alone, unverified and in memory."""

    def work() -> None:
        index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
        for number, (language, text) in enumerate(texts):
            digest = RMinHash(num_perm=128, seed=1)
            digest.update(Text(language, text).pieces)
            index.query(digest)
            index.insert(number, digest)

    return per_cpu_second(len(texts), work)


def stored(texts: Sequence[Page]) -> RecordStore:
    """A store in memory that has the articles and has not compared them."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    migrate(conn)
    store = RecordStore(Path("bench.db"), conn)
    columns = "doc, id, key, language, text, text_length, text_sha256, version, reading, relevant"
    with store.transaction():
        store.write(
            f"INSERT INTO articles ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', 1)",
            [
                (n, f"a{n}", f"a{n}", language, text, len(text), text_sha256(text))
                for n, (language, text) in enumerate(texts)
            ],
        )
    return store


def link(store: RecordStore, count: int) -> None:
    """Compares the articles in the order of their numbers."""
    for at in range(0, count, AT_ONCE):
        with store.transaction():
            link_copies(store, range(at, min(at + AT_ONCE, count)), ())
