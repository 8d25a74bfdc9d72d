"""An order in, a data directory of its own out, whose ledger tells what has changed."""

from contextlib import closing
from pathlib import Path
from typing import Final

from crawler.afar.leaving import CONTENTS
from crawler.afar.order import Order
from crawler.archive.capture import ELSEWHERE, archive_path
from crawler.ledger.opening import ledger_path, open_ledger, told_clearly
from crawler.ledger.page import Page

_CHANGES: Final = (
    "CREATE TABLE changes (n INTEGER PRIMARY KEY, of TEXT NOT NULL, key TEXT NOT NULL)",
    *(
        f"CREATE TRIGGER {table}_{what} AFTER {what} ON {table}"
        f" BEGIN INSERT INTO changes (of, key) VALUES ('{table}', NEW.key); END"
        for table in ("pages", "marks")
        for what in ("insert", "update")
    ),
)
_ROW: Final = (
    f"INSERT INTO pages ({', '.join(Page.__dataclass_fields__)})"
    f" VALUES ({', '.join('?' * len(Page.__dataclass_fields__))})"
)


def settle_in(order: Order, data: Path) -> None:
    """Make the data directory of a crawl afar.

    Its archive has the contents that came along. Of other pages it is known that they are
    archived elsewhere.
    """
    folder = archive_path(data)
    folder.mkdir(parents=True)
    (folder / CONTENTS).write_bytes(order.contents)
    (data / ELSEWHERE).write_text("".join(f"{name}\n" for name in order.files), encoding="utf-8")
    path = ledger_path(data)
    sizes = {**order.files, CONTENTS: len(order.contents)}
    with told_clearly(path), closing(open_ledger(path)) as conn:
        conn.execute("BEGIN")
        conn.executemany(_ROW, (page.values for page in order.pages))
        conn.executemany("INSERT INTO marks VALUES (?, ?, ?)", order.marks)
        conn.executemany("INSERT INTO files VALUES (?, ?, 0)", sizes.items())
        for statement in _CHANGES:
            conn.execute(statement)
        conn.execute("COMMIT")
