"""A locked data directory, its archive and the steps together: what the takers of files share."""

from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cli.configuration import checked
from cli.options import Globals

if TYPE_CHECKING:
    from crawler.keeper import Keeper
    from pipelines.newness import Newness
    from pipelines.read import Reader


class Taking:
    """Holds the lock; within the block files go into the archive, then through the steps."""

    def __init__(
        self,
        options: Globals,
        *,
        verb: str,
        names: bool = True,
        newness: "Newness | None" = None,
        reader: "Reader | None" = None,
    ) -> None:
        from db.store import store_path
        from pipelines.flow import Flow
        from pipelines.newness import HISTORY

        self._data = options.data
        self._held = ExitStack()
        self.flow = Flow(
            store_path(options.data),
            verb=verb,
            names=names,
            on_committed=self._committed,
            on_printed=self._printed,
            reader=reader,
            alerts=checked(options)[1],
            newness=newness or HISTORY,
        )
        self._keeper: Keeper

    def __enter__(self) -> Self:
        from crawler.keeper import keeping

        self._keeper = self._held.enter_context(keeping(self._data))
        try:
            self._held.enter_context(self.flow)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.__exit__(kind, error, trace)

    def _rows(self, key: str) -> Iterable[str]:
        """Rows of the ledger that wait for what has the key to be stored."""
        return (key,)

    def _committed(self, keys: list[str]) -> None:
        self._keeper.ledger.stored(row for key in set(keys) for row in self._rows(key))

    def _printed(self, slugs: dict[str, str]) -> None:
        from crawler.items import SLUG_NOTE

        for slug, members in slugs.items():
            self._keeper.keep_note(SLUG_NOTE, slug, members)
