"""The order of a job in, a crawl without the steps behind it out: what the job follows."""

import json
from pathlib import Path

from cli.afar import ORDER
from cli.children import end_with
from cli.errors import DONE


def crawl_as_ordered(afar: str) -> int:
    """Be the child: crawl as the order in the folder says, and print the report as JSON."""
    parent, _, folder = afar.partition(",")
    end_with(int(parent), "the worker that started this crawl has ended")
    from crawler import settings
    from crawler.afar.order import Order
    from crawler.config import config_of
    from crawler.run import CrawlRequest, crawl

    order = Order.of_bytes((Path(folder) / ORDER).read_bytes())
    # Home judges the run, with what became of its articles there.
    extensions = {"crawler.health.Health": None, "crawler.afar.resting.Resting": 50}
    given = order.settings.get("EXTENSIONS", settings.EXTENSIONS)
    manners = order.settings | {
        "LOG_ENABLED": False,
        "ITEM_PIPELINES": {},
        "EXTENSIONS": given | extensions,
        "BATCHWATCH_AFAR": True,
        "BATCHWATCH_RESTS": {"first": order.first, "hosts": order.rests},
    }
    report = crawl(
        CrawlRequest(
            data=Path(folder) / "data",
            outlets=() if order.urls else (order.outlet,),
            config=config_of(order.config),
            since=order.since,
            until=order.until,
            limit=order.limit,
            urls=order.urls,
            via=order.via or "",
            settings=manners,
        )
    )
    (own,) = report.outlets
    told = {"name": own.name, "started_at": own.started_at, "finished_at": own.finished_at}
    print(json.dumps({"outlets": [told | {"stats": own.stats}]}))
    return DONE
