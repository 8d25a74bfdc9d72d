"""The schema as numbered steps; a store's ``user_version`` is the number of steps it has had."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from db import version

migrations = Migrations("batchwatch")
_STEPS = Path(__file__).with_name("schema")


def _run(db: Database, name: str) -> None:
    """Runs one file of ``db/schema``, statement by statement, inside the open transaction."""
    for statement in _STEPS.joinpath(f"{name}.sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
    db.conn.execute(f"PRAGMA user_version = {int(name[1:4])}")


@migrations()
def m001_articles(db: Database) -> None:
    """Articles, their earlier versions, and the full-text index."""
    _run(db, "m001_articles")


@migrations()
def m002_names(db: Database) -> None:
    """Companies, services and every name they go by."""
    _run(db, "m002_names")


@migrations()
def m003_batches(db: Database) -> None:
    """Batches, printed slugs, registrations, and what each article says."""
    _run(db, "m003_batches")


@migrations()
def m004_register(db: Database) -> None:
    """Official lists and their rows."""
    _run(db, "m004_register")


@migrations()
def m005_operation(db: Database) -> None:
    """Outlets, runs, alerts and deliveries."""
    _run(db, "m005_operation")


@migrations()
def m006_views(db: Database) -> None:
    """The researchers' views."""
    _run(db, "m006_views")


@migrations()
def m007_identity(db: Database) -> None:
    """What names are looked up and compared by."""
    _run(db, "m007_identity")


@migrations()
def m008_copies(db: Database) -> None:
    """What finds near copies; the next flush of the steps makes the bands of what is there."""
    _run(db, "m008_copies")


@migrations()
def m009_knowledge(db: Database) -> None:
    """Every value that is stated of a batch, and what was known of it when; settling fills both."""
    _run(db, "m009_knowledge")


@migrations()
def m010_resolution(db: Database) -> None:
    """Keys under which claims are found, and the articles whose batches are not settled yet."""
    _run(db, "m010_resolution")


@migrations()
def m011_decisions(db: Database) -> None:
    """What people decided about batches."""
    _run(db, "m011_decisions")


@migrations()
def m012_reconciliation(db: Database) -> None:
    """Files and totals of the official register, and what of it each batch is about."""
    _run(db, "m012_reconciliation")


@migrations()
def m013_health(db: Database) -> None:
    """Why a run went as it did, and how much news an outlet is expected to have."""
    _run(db, "m013_health")


@migrations()
def m014_alerting(db: Database) -> None:
    """What was told of which batch, and what of the store is news; present batches are told."""
    _run(db, "m014_alerting")


@migrations()
def m015_channels(db: Database) -> None:
    """How far deliveries are, and what is remembered of each channel."""
    _run(db, "m015_channels")


@migrations()
def m016_incidents(db: Database) -> None:
    """Incidents of outlets and of the system, each told once."""
    _run(db, "m016_incidents")


@migrations()
def m017_provinces(db: Database) -> None:
    """What provinces are called in both languages and in official lists."""
    _run(db, "m017_provinces")


@migrations()
def m018_evidence(db: Database) -> None:
    """Views of what articles say and where, and of every slug; hashes of pages in v_articles."""
    _run(db, "m018_evidence")


@migrations()
def m019_searching(db: Database) -> None:
    """What the registers are called, and the words by which batches and entries are found."""
    _run(db, "m019_searching")


@migrations()
def m020_fits(db: Database) -> None:
    """How well claims fit the batches that took them in."""
    _run(db, "m020_fits")


@migrations()
def m021_fits_of_all(db: Database) -> None:
    """How well claims fit each event near them; it is filled as they are resolved again."""
    _run(db, "m021_fits_of_all")


@migrations()
def m022_said_and_told(db: Database) -> None:
    """What claims say, kept apart from who tells it; it is filled as they are resolved again."""
    _run(db, "m022_said_and_told")


def migrate(conn: sqlite3.Connection, keep: Callable[[int], None] | None = None) -> None:
    """Brings the store to this program's schema in one immediate transaction, or leaves it.

    ``keep`` is called with the old version before anything changes, while others cannot write.
    """
    db = Database(conn)
    conn.execute("BEGIN IMMEDIATE")
    try:
        found = version.version(conn)
        if found < version.SCHEMA_VERSION:
            if keep is not None:
                keep(found)
            conn.execute(f"PRAGMA application_id = {version.APPLICATION_ID}")
            migrations.apply(db)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
