"""Official rows and reviewed aliases to the gazetteer files; run by ``make names``.

In: the official rows that ship (``register/bundled/rows.csv``), ``aliases.csv`` (reviewed by
people) and ``everyday.txt``. Out: ``readings.csv``, ``companies.csv`` and ``services.csv`` with the
columns canonical, alias, language, origin (``reviewed``, ``register``, ``pinyin``), ambiguous; and
``sounds.csv``, by which names that may be one are compared.
The same input gives the same bytes.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from extract.known.names import sounds
from extract.known.pinyin import pinyin, readings
from extract.known.pinyin_table import write_readings
from extract.known.shipped import NAMES, shipped_names
from extract.known.table import made, rows_of
from extract.own import forget_names

HEAD = ("canonical", "alias", "language", "origin", "ambiguous")


def write(path: Path, rows: Iterable[Iterable[object]], head: Iterable[str] = HEAD) -> None:
    """One file of the gazetteer."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def main(folder: Path = NAMES) -> None:
    """Writes the four files anew."""
    write_readings(folder / "readings.csv")
    readings.cache_clear()
    pinyin.cache_clear()
    owners = made()
    write(folder / "companies.csv", rows_of(owners["company"]))
    write(folder / "services.csv", rows_of(owners["service"]))
    shipped_names.cache_clear()
    forget_names()
    write(folder / "sounds.csv", sounds(), ("kind", "sound", "names"))


if __name__ == "__main__":
    main()
