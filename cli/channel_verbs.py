"""``alerts test``, ``alerts retry`` and ``alerts channels``: the ways out, tried and looked at."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.configuration import checked
from cli.errors import BUSY, DONE, LOOK, Failure
from cli.options import Globals, verb
from cli.output import counted, note, print_json, print_table

if TYPE_CHECKING:
    from pipelines.channels import AlertConfig, Channel
    from pipelines.delivery.health import Health

NONE = "no channel is configured: batchwatch.example.toml shows [[channel]]"


@click.command()
@verb
def test(options: Globals) -> int:
    """Send a sample to every channel and say what came back."""
    from pipelines.delivery.sample import send_samples

    _, config = checked(options)
    if not config.channels:
        note(NONE)
    came_back = send_samples(config, to_stdout=not options.json)
    answers = list(zip(config.channels, came_back, strict=True))
    if options.json:
        print_json({"channels": [_tried(channel, answer) for channel, answer in answers]})
    else:
        rows = [
            (one.name, one.endpoint.shown, "ok" if answer.ok else "failed", answer.said)
            for one, answer in answers
        ]
        print_table(("channel", "address", "sample", "what came back"), rows, empty="no channels")
    return DONE if answers and all(answer.ok for _, answer in answers) else LOOK


def _tried(channel: "Channel", answer: Any) -> dict[str, Any]:
    return {
        "name": channel.name,
        "address": channel.endpoint.shown,
        "ok": answer.ok,
        "said": answer.said,
        "status": answer.status,
    }


@click.command()
@verb
def retry(options: Globals) -> int:
    """Try every undelivered alert now, also what failed for good and was set aside."""
    from db.store import open_for_reading, store_path
    from pipelines.deliver import deliver

    _, config = checked(options)
    if store := open_for_reading(options.data):
        store.close()
    report = deliver(store_path(options.data), config, everything=True, to_stdout=not options.json)
    if report.busy:
        raise Failure("another batchwatch delivers alerts now; try again when it is done", BUSY)
    if options.json:
        print_json({"tries": [asdict(one) for one in report.tries], "waiting": report.waiting})
    else:
        rows = [(one.channel, one.key, one.state, one.said) for one in report.tries]
        columns = ("channel", "alert", "state", "what came back")
        print_table(columns, rows, empty="nothing to try", folds="what came back")
    return LOOK if _tell_of_lost(options, config) or report.waiting else DONE


def _tell_of_lost(options: Globals, config: "AlertConfig") -> bool:
    """A line for each channel that alerts wait for and that is not configured; whether any is."""
    from cli.store import reading
    from pipelines.delivery.health import health

    with reading(options) as store:
        found = health(store, config.channels, datetime.now(UTC))
    lost = [one for one in found if one.state == "gone"]
    for one in lost:
        alerts = counted(one.waiting + one.set_aside, "alert waits", "alerts wait")
        note(f"batchwatch: {alerts} for the channel {one.name}, which is not configured any more")
    return bool(lost)


@click.command()
@verb
def channels(options: Globals) -> None:
    """List the configured channels, what they were sent and what waits for them."""
    from cli.store import reading
    from pipelines.delivery.health import health

    _, config = checked(options)
    with reading(options) as store:
        found = health(store, config.channels, datetime.now(UTC))
    known = {channel.name: channel for channel in config.channels}
    if options.json:
        print_json({"channels": [_shown(known.get(one.name), one) for one in found]})
        return
    rows = [
        (
            one.name,
            known[one.name].endpoint.shown if one.name in known else None,
            one.state,
            one.delivered,
            one.waiting,
            one.set_aside,
            one.last_success,
            one.error,
        )
        for one in found
    ]
    columns = ("channel", "address", "state", "delivered", "waiting", "set aside")
    print_table((*columns, "last success", "error"), rows, empty=NONE, folds="error")


def _shown(channel: "Channel | None", found: "Health") -> dict[str, Any]:
    """What may be shown of a channel: never its address, which may hold a secret."""
    told: dict[str, Any] = {"name": found.name}
    if channel is not None:
        told |= {
            "address": channel.endpoint.shown,
            "kinds": list(channel.kinds),
            "schemes": list(channel.schemes),
            "provinces": list(channel.provinces),
            "minimum_confidence": channel.minimum_confidence,
            "language": channel.language,
            "rate": str(channel.rate) if channel.rate else None,
            "signed": channel.secret_env is not None,
        }
    return told | asdict(found)
