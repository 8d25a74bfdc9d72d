"""TMT Post's interface without what the newsroom has: flags in the detail only, no time, no row."""

import json
from pathlib import Path
from typing import Any

from faults.crawling import crawl_in_child
from faults.serving import Answer, FaultServer
from prepared import Prepared

from crawler.bundled import bundled
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import ledger_path

POST = "https://api.tmtpost.com/v1/posts/{}?fields=authors;tags;categories;share_link"
TEXT = "<p>新一批大模型完成备案，共有三款产品在列，涉及两家企业。</p>"
ROWS = [
    {"guid": None, "post_guid": "1", "title": "付费", "item_type": "post", "time_published": None},
    {"guid": "2", "title": "无时间", "item_type": "post", "time_published": None},
    {"guid": "3", "title": "备案", "item_type": "post", "time_published": "1706617200"},
    {"guid": None, "title": "没有编号", "item_type": "post"},
]


def answer(data: Any) -> Answer:
    body = json.dumps({"result": "ok", "errors": [], "data": data}).encode()
    return Answer(body, headers={"Content-Type": "application/json; charset=utf-8"})


def test_what_only_the_detail_says_is_an_outcome_and_no_failure(
    commands: Prepared, tmp_path: Path
) -> None:
    answers = {api.address(): answer(ROWS) for api in bundled()["tmtpost"].apis}
    answers |= {
        POST.format(1): answer({"title": "付费", "main": TEXT, "is_pro_post": True}),
        POST.format(2): answer({"title": "无时间", "main": TEXT, "time_published": None}),
        POST.format(3): answer({"title": "备案", "main": TEXT, "time_published": "1706617200"}),
    }
    with FaultServer(answers) as server:
        ran = crawl_in_child(commands, tmp_path, via=server.prefix, outlets=["tmtpost"])
        headers = [arrival.headers for arrival in server.arrivals if "/v1/" in arrival.url]
    assert ran.outlet("tmtpost")["outcome"] == "ok", ran.report
    found = {article["url"]: article["published_at"] for article in ran.articles}
    assert found == {
        "https://www.tmtpost.com/2.html": None,
        "https://www.tmtpost.com/3.html": "2024-01-30T12:20:00Z",
    }
    assert all(sent.get("App-Version") == "web1.0" for sent in headers)
    with Ledger(ledger_path(tmp_path / "data")) as ledger:
        paid = ledger.find("tmtpost:1")
    assert paid is not None
    assert (paid.state, paid.outcome) == ("settled", "paid")
