"""The verb ``alerts``: what was told, to whom, and what waits."""

import click

from cli.channel_verbs import channels, retry, test
from cli.options import global_options


@click.group()
@global_options
def alerts() -> None:
    """Show and deliver alerts; try the channels."""


for command in (test, retry, channels):
    alerts.add_command(command)
