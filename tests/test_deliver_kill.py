"""kill -9 at random moments and an endpoint at its worst: no alert lost, each repeat the same."""

import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from endpoint import OK, Behaviour, Post, Reply, receiving
from forks import KILLED, forks
from outboxes import channel, configured, deliveries, fill

PRELUDE = """
import sys
from pathlib import Path
from db.store import store_path
from pipelines import messages
from pipelines.channels import load_alerts
from pipelines.deliver import deliver
from pipelines.delivery import webhook

webhook.READ_SECONDS = 0.2
FOLDER = Path(sys.argv[1])
CONFIG = load_alerts(FOLDER / "batchwatch.toml")


def act(number):
    deliver(store_path(FOLDER), CONFIG, everything=bool(number))
"""
WORST = [
    Reply(500, b"broken"),
    Reply(hang=0.4),
    Reply(reset=True),
    Reply(200, b'{"errcode": 40001, "errmsg": "invalid"}'),
]


def faulty(seed: int) -> Behaviour:
    """Three of ten times it fails, hangs, resets or answers 200 with an error."""
    chance = random.Random(seed)
    return lambda post: chance.choice(WORST) if chance.random() < 0.3 else OK


def kill_deliveries(folder: Path, *, events: int, kills: int, seed: int) -> None:
    """Kill deliverers until so many were hit, then let them finish; look at what arrived."""
    chance = random.Random(seed)
    with receiving(faulty(seed)) as receiver:
        config = configured(folder, channel("desk", receiver.url))
        keys = fill(folder, config, 1)
        hit = 0
        with forks(PRELUDE, folder) as act:
            longest = 0.4
            while hit < kills:
                if len(keys) < events * (hit + 1) // kills:
                    some = min(chance.randint(1, 2 * events // kills), events - len(keys))
                    keys += fill(folder, config, some, first=len(keys) + 1)
                ended = act(chance.randint(0, 1), wait=chance.uniform(0.0005, 1.3 * longest))
                assert ended.status in (0, KILLED)
                hit += ended.status == KILLED
                longest = 1.1 * longest if ended.status else ended.seconds
            keys += fill(folder, config, events - len(keys), first=len(keys) + 1)
            while any(row["state"] != "delivered" for row in deliveries(folder)):
                assert act(1).status == 0
    rows = deliveries(folder)
    assert [row["key"] for row in rows] == keys
    assert len(receiver.posts) > events
    taken = {key for key, number in receiver.accepted_keys().items() if number}
    assert taken == set(keys), "none is lost"
    bodies = defaultdict(set)
    for post in receiver.posts:
        bodies[post.headers["Idempotency-Key"]].add(post.body)
        assert post.headers["Idempotency-Key"] == post.key
    assert {len(same) for same in bodies.values()} == {1}, "every repeat is the same"


def test_kills_lose_nothing(tmp_path: Path) -> None:
    kill_deliveries(tmp_path, events=30, kills=5, seed=1)


@pytest.mark.soak
def test_a_thousand_alerts_and_two_hundred_kills(tmp_path: Path) -> None:
    kill_deliveries(tmp_path, events=1000, kills=200, seed=2)


def test_two_deliverers_at_once_repeat_nothing(tmp_path: Path) -> None:
    with receiving() as receiver:
        keys = fill(tmp_path, configured(tmp_path, channel("desk", receiver.url)), 20)
        with (
            forks(PRELUDE, tmp_path) as one,
            forks(PRELUDE, tmp_path) as other,
            ThreadPoolExecutor() as both,
        ):
            ended = list(both.map(lambda act: act().status, (one, other)))
    assert (ended, sorted(receiver.keys())) == ([0, 0], keys)


def test_a_try_that_was_killed_counts_and_is_made_again(tmp_path: Path) -> None:
    def hang_first(post: Post) -> Reply:
        return Reply(hang=9) if not post.number else OK

    with receiving(hang_first) as receiver:
        fill(tmp_path, configured(tmp_path, channel("desk", receiver.url)), 1)
        with forks(PRELUDE, tmp_path) as act:
            wait = 0.1
            while not receiver.posts:
                assert act(wait=wait).status == KILLED
                wait *= 1.5
            [row] = deliveries(tmp_path)
            assert (row["state"], row["attempts"] > 0, row["failures"]) == ("pending", True, 0)
            assert act().status == 0
    [row] = deliveries(tmp_path)
    assert (row["state"], row["attempts"] > 1, row["failures"]) == ("delivered", True, 0)
    assert len(receiver.posts) == 2
