"""The verb ``alerts``: what was told, to whom, and what waits."""

from collections import Counter
from datetime import date
from typing import Any

import click

from cli.channel_verbs import channels, retry, test
from cli.errors import LOOK, Failure
from cli.kinds import LIMIT, SINCE, UNTIL, day
from cli.options import Globals, global_options, verb
from cli.output import moment, print_json, print_table
from cli.store import reading

KINDS = (
    "new_batch", "correction", "confirmation", "outlet_broken", "outlet_recovered", "system",
)  # fmt: skip


@click.group(invoke_without_command=True)
@global_options
@click.pass_context
def alerts(context: click.Context) -> int | None:
    """List what was told; deliver, try and list the channels."""
    if context.invoked_subcommand is not None:
        return None
    status: int | None = context.invoke(listed)
    return status


@alerts.command("list")
@SINCE
@UNTIL
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind only.")
@LIMIT
@verb
def listed(
    options: Globals,
    since: date | None = None,
    until: date | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> None:
    """List the alerts, newest first, with what became of each delivery."""
    from db import answers

    with reading(options) as store:
        document = answers.alerts(store, since=day(since), until=day(until), kind=kind, limit=limit)
    if options.json:
        print_json(document)
        return
    rows = [
        [
            str(one["id"]),
            moment(one["created_at"]),
            one["kind"].replace("_", " "),
            one["batch"] or one["key"].partition(":")[2],
            _states(one["deliveries"]),
        ]
        for one in document["alerts"]
    ]
    head = ["id", "at (UTC)", "kind", "about", "deliveries"]
    print_table(head, rows, empty="no alerts here", folds="deliveries")


@alerts.command()
@click.argument("name", metavar="KEY|ID")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the text.")
@verb
def show(options: Globals, name: str, language: str) -> None:
    """Show the message of one alert, named by its key or its number."""
    from db import answers
    from pipelines.messages import render

    with reading(options) as store:
        found = answers.alert(store, name)
    if found is None:
        raise Failure(f"there is no alert {name!r}; batchwatch alerts list has them", LOOK)
    message = render(found["kind"], found["payload"], "zh" if language == "zh" else "en")
    if options.json:
        print_json(found | {"title": message.title, "short": message.short, "text": message.text})
        return
    print(message.text)
    print()
    print(f"{found['kind']}, {found['key']}, {moment(found['created_at'])} UTC")
    for one in found["deliveries"]:
        at = one["delivered_at"] or one["next_at"]
        words = (one["channel"], one["state"].replace("_", " "), moment(at), one["error"])
        print("  " + ", ".join(str(word) for word in words if word))


for command in (test, retry, channels):
    alerts.add_command(command)


def _states(deliveries: list[dict[str, Any]]) -> str:
    """Such as ``2 delivered, 1 pending``."""
    states = Counter(one["state"].replace("_", " ") for one in deliveries)
    return (
        ", ".join(f"{number} {state}" for state, number in sorted(states.items())) or "no channel"
    )
