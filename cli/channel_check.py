"""What ``doctor`` finds of the channels: those that fail, and alerts that do not get out."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cli.findings import Finding, State
from cli.options import Globals

if TYPE_CHECKING:
    from pipelines.channels import Channel
    from pipelines.delivery.health import Health


def examine_channels(options: Globals) -> Iterator[Finding]:
    """Each channel, and those that are configured no more and that alerts wait for."""
    from db.errors import StoreError
    from db.store import open_for_reading
    from pipelines.channels import load_alerts
    from pipelines.delivery.health import health
    from pipelines.errors import AlertConfigError

    try:
        channels = load_alerts(options.config).channels
        store = open_for_reading(options.data)
    except (AlertConfigError, StoreError):
        return  # the configuration's or the database's own finding says so
    try:
        found = health(store, channels, datetime.now(UTC))
    except StoreError:
        return  # likewise
    finally:
        if store is not None:
            store.close()
    known = {channel.name: channel for channel in channels}
    for one in found:
        yield _finding(one, known.get(one.name))


def _finding(one: "Health", channel: "Channel | None") -> Finding:
    said = [f"{one.delivered} delivered, {one.waiting} waiting, {one.set_aside} set aside"]
    state: State = "ok"
    if one.state == "gone":
        state = "warning"
        said.append("not configured any more, so nothing is sent")
    elif one.state in ("failing", "stuck") or one.set_aside:
        state = "error"
        said += [f"last failure {one.last_failure}: {one.error}"] if one.error else []
        said += [f"the oldest waits since {one.oldest}"] if one.state == "stuck" else []
        said.append("batchwatch alerts retry tries them now")
    if channel is not None and channel.secret_env and not os.environ.get(channel.secret_env):
        state = "error"
        said.append(f"the environment variable {channel.secret_env} (secret_env) is not set")
    return Finding(f"channel {one.name}", state, "; ".join(said))
