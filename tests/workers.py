"""An engine without processes: its workers crawl as a script says, with real parcels."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.afar import Told
from cli.engines.jobs import Function, Job
from cli.engines.post import FolderOffice, Office, Post
from crawler.afar.order import Order
from crawler.afar.sending import Sending
from crawler.afar.settling_in import settle_in
from crawler.archive.capture import About, Capture
from crawler.keeper import Keeper, keeping

FIELDS = (("Content-Type", "text/html"),)
AT = "2024-01-30T12:00:00Z"


@dataclass
class Worker:
    """One crawl that a script does."""

    order: Order
    crawl: str
    post: Post
    keeper: Keeper
    sending: Sending
    rests: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, body: bytes) -> None:
        """Archive a page and call it an article."""
        about = About("page", outlet=self.order.outlet, listed=True)
        kept = self.keeper.keep(Capture(url, AT, body, status=200, fields=FIELDS, about=about))
        ledger = self.keeper.ledger
        ledger.settle(kept.key, "article", published_at="2024-01-30", final=False)

    def has(self, url: str) -> str | None:
        """The state of a page as it knows it."""
        page = self.keeper.ledger.find(url.partition("//")[2])
        return page.state if page else None

    def send(self) -> None:
        """Bring home what is new."""
        self.keeper.commit()
        for parcel in self.sending.parcels({"rests": self.rests}, at_any_rate=True):
            assert self.post.put(parcel.packed())

    def done(self, pages: int) -> Told:
        """End well, with all at home."""
        self.send()
        counted = ("found", "page/requested", "page/article")
        stats = {f"batchwatch/{name}": pages for name in counted} | {"finish_reason": "finished"}
        report = {"name": self.order.outlet, "started_at": AT, "finished_at": AT, "stats": stats}
        return told("ended", report)


def told(how: Any, report: dict[str, Any] | None = None, said: str = "") -> Told:
    """What a job returns."""
    return Told(how=how, report=report, said=said, where="mars")


Script = Callable[[Worker], Told]


@dataclass
class ScriptedEngine:
    """Does one job after the other, in this process, when it is asked for what is done."""

    folder: Path
    script: Script
    most: int = 2
    waiting: deque[Job] = field(default_factory=deque)
    together: list[list[str]] = field(default_factory=list)
    """The crawls that were out at the same time."""

    def submit(
        self, function: Function, *arguments: Any, key: str | None = None, in_place: bool = False
    ) -> Job:
        """See ``Engine``."""
        assert in_place
        job = Job(key or "", function, arguments)
        self.waiting.append(job)
        self.together.append([one.key.rpartition("-")[0] for one in self.waiting])
        return job

    def office(self) -> Office:
        """See ``Engine``."""
        (self.folder / "post").mkdir()
        return FolderOffice(self.folder / "post")

    def slots(self) -> int:
        """See ``Engine``."""
        return self.most

    def next_done(self, timeout: float | None = None) -> Job | None:
        """See ``Engine``."""
        if not self.waiting:
            return None
        job = self.waiting.popleft()
        order, crawl, post = job.arguments
        assert post.begin()
        unpacked = Order.of_bytes(order)
        data = self.folder / crawl
        settle_in(unpacked, data)
        with keeping(data) as keeper:
            job.returned(self.script(Worker(unpacked, crawl, post, keeper, Sending(crawl, data))))
        return job

    def as_completed(self) -> Iterator[Job]:
        """See ``Engine``."""
        while (job := self.next_done()) is not None:
            yield job

    def close(self) -> None:
        """See ``Engine``."""
