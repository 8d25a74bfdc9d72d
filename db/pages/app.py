"""The pages of one data directory as an ASGI application."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from db.pages import plugin
from db.pages.browsing import NAME, Served
from db.pages.drawings import THEMES, Kind, kind_of
from db.pages.guard import App, Guard, Hosts
from db.pages.keeper import Keeper
from db.pages.replies import Desk
from db.pages.visit import Doors

HIDDEN: Final = (
    "articles_fts", "copy_bands", "copy_links", "copy_sketches", "claim_asked", "claim_fits",
    "claim_homes", "claim_keys", "kept_claims", "due", "register_due", "told", "told_claims",
    "told_entries", "news_articles", "news_entries", "register_contents", "_sqlite_migrations",
    "sqlite_stat1", "sqlite_stat4",
)  # fmt: skip
"""Tables that only serve the program: Datasette lists them apart."""
METADATA: Final[Mapping[str, Any]] = {
    "title": "batchwatch",
    "databases": {NAME: {"tables": {table: {"hidden": True} for table in HIDDEN}}},
}


AHEAD: Final = tuple(
    kind_of("timeline", language, theme, 720) for language in ("en", "zh") for theme in THEMES[:2]
)
"""What the front page shows: drawn before anybody asks, for the first drawing takes seconds."""


async def application(
    keeper: Keeper, doors: Doors, hosts: Hosts, ahead: Sequence[Kind] = ()
) -> tuple[App, Desk]:
    """The application, to be asked once the keeper began, and its desk, to be ended after it.

    Charts that are ``ahead`` are drawn as soon as there are records.
    """
    plugin.use()
    desk = Desk(doors, ahead)
    keeper.warm = desk.warm
    served = Served(desk, METADATA)
    await served.invoke_startup()
    return Guard(served.app(), keeper, hosts), desk
