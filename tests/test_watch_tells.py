"""From a page going live to the alert arriving: one interval and a minute; kills lose nothing."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from endpoint import Post, Receiver, Reply, receiving
from prepared import Desk, Prepared

from crawler.newsroom.server import Newsroom

EVERY = 10.0
CONFIG = """
[crawl]
delay = "10ms"
outlets = ["technode", "cac"]
[outlets.technode]
every = "{every}s"
[outlets.cac]
every = "{every}s"
[[channel]]
name = "desk"
url = "{url}"
"""


def eventually(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def told(receiver: Receiver) -> list[str | None]:
    return [post.json["kind"] for post in receiver.accepted]


def desk(commands: Prepared, folder: Path, newsroom: Newsroom, receiver: Receiver) -> Desk:
    config = CONFIG.format(every=f"{EVERY:.0f}", url=receiver.url)
    return Desk(commands, folder, newsroom.prefix, config)


@pytest.mark.soak
def test_an_alert_comes_one_interval_and_a_minute_after_the_page(
    commands: Prepared, tmp_path: Path
) -> None:
    with Newsroom(edition=0) as newsroom, receiving() as receiver:
        first = desk(commands, tmp_path, newsroom, receiver)
        watch = commands.start("watch", *first.line()[1:])
        known = eventually(lambda: len(first.ask("runs")["runs"]) >= 4, 90)
        newsroom.edition = 1
        live = time.monotonic()
        arrived = eventually(lambda: bool(receiver.accepted), EVERY + 60)
        seconds = time.monotonic() - live
        os.kill(watch.pid, signal.SIGTERM)
        ended = watch.wait()
    assert known
    assert arrived
    assert seconds <= EVERY + 60
    assert ended.status == 0
    assert told(receiver) == ["new_batch"]
    assert receiver.accepted[0].json["batch"]["scheme"] == "on_device"


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_kills_of_the_watch_lose_no_alert_and_repeat_none_under_another_key(
    commands: Prepared, tmp_path: Path
) -> None:
    chance = random.Random(5)

    def often_wrong(post: Post) -> Reply:
        return Reply(status=500) if chance.random() < 0.3 else Reply()

    with Newsroom(edition=0) as newsroom, receiving(often_wrong) as receiver:
        first = desk(commands, tmp_path, newsroom, receiver)
        assert commands("watch", "--once", *first.line()[1:]).status in (0, 1)
        newsroom.edition = 1
        for _ in range(12):
            watch = commands.start("watch", *first.line()[1:])
            time.sleep(chance.uniform(0.5, EVERY))
            watch.kill()
            assert watch.wait().status == -9
        for _ in range(20):
            commands("watch", "--once", *first.line()[1:])
            if receiver.accepted:
                break
            time.sleep(EVERY)
    keys = {post.key for post in receiver.posts if post.json["kind"] == "new_batch"}
    assert len(keys) == 1
    assert "new_batch" in told(receiver)
