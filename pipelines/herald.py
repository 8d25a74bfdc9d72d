"""What one run tells: marks which of its arrivals are news, then tells what they amount to."""

from collections.abc import Iterable, Mapping

from db.store import RecordStore
from pipelines.alerting import Tally, tell
from pipelines.channels import AlertConfig
from pipelines.newness import HISTORY, Newness
from pipelines.official.keep import KeptDocument
from pipelines.resolve import Resolved
from pipelines.settle import Settled
from pipelines.versions import History

_ARTICLES = (
    "INSERT INTO news_articles (doc) SELECT DISTINCT doc FROM announcements WHERE role = 'main'"
    " AND kind IS NOT 'cumulative' AND doc IN (?) ON CONFLICT DO NOTHING"
)
_ENTRIES = "INSERT INTO news_entries (scheme, number) VALUES (?, ?) ON CONFLICT DO NOTHING"
_ARRIVED = frozenset(("new", "revised"))


class Herald:
    """Works inside the transaction of what it tells; without a configuration it keeps silent."""

    def __init__(self, config: AlertConfig | None, newness: Newness = HISTORY) -> None:
        self._config, self._newness = config, newness
        self._tally = Tally()

    @property
    def speaks(self) -> bool:
        """Whether anything that arrives can be news."""
        return self._newness.speaks

    def articles(
        self,
        store: RecordStore,
        arrived: Mapping[int, Iterable[Resolved]],
        histories: Mapping[int, History],
    ) -> None:
        """Marks the articles that are news among those that were written just now."""
        fresh = {doc for doc, history in histories.items() if _ARRIVED & set(history.outcomes)}
        news = [
            doc
            for doc, items in arrived.items()
            if doc in fresh and any(self._newness.holds(one.article.published_at) for one in items)
        ]
        store.write_for(_ARTICLES, news)

    def documents(self, store: RecordStore, kept: Iterable[KeptDocument]) -> None:
        """Marks the entries that are new to the register, where the run speaks at all."""
        if self._newness.speaks:
            lists = [one for document in kept for one in document.lists]
            new = [(one.scheme, number) for one in lists for number in one.numbers]
            store.write(_ENTRIES, new)

    def tell(self, store: RecordStore, settled: Settled) -> None:
        """Tells of the batches that were settled."""
        if self._config is not None:
            told = tell(store, settled.changed, self._newness, self._config)
            self._tally.raised += told.raised
            self._tally.quiet += told.quiet

    def begin(self) -> None:
        """Forgets what was counted in a transaction that came to nothing."""
        self._tally = Tally()

    def commit(self) -> Tally:
        """What was told since the last one."""
        told, self._tally = self._tally, Tally()
        return told
