"""``python -m bench [NAME…]``: one line a measurement, ours against the reference beside it."""

import sys
from importlib import import_module

import click

from bench.ratio import Ratio

NAMES = (
    "fetching",
    "pipeline",
    "parts",
    "keeping",
    "storing",
    "resolving",
    "extracting",
    "reading",
    "copies",
    "serving",
    "backfill",
)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--scale", default=1.0, show_default=True, help="Share of the usual amount of work.")
@click.option("--strict", is_flag=True, help="Exit 1 where a target is missed.")
def bench(names: tuple[str, ...], scale: float, strict: bool) -> None:
    """Measure, and say what was reached."""
    missed = 0
    for name in names or NAMES:
        for ratio in import_module(f"bench.{name}").measure(scale):
            click.echo(line(ratio))
            missed += not ratio.met
    if strict and missed:
        sys.exit(1)


def line(ratio: Ratio) -> str:
    """One measurement as a line of text."""
    target = "" if ratio.target is None else f"   target {ratio.target:.2f}"
    verdict = "" if ratio.target is None else ("  reached" if ratio.met else "  missed")
    return (
        f"{ratio.what:<30}{ratio.ours:>10,.0f}  against {ratio.reference_name:<28}"
        f"{ratio.reference:>10,.0f} {ratio.unit:<15}{ratio.value:>6.2f}x{target}{verdict}"
    )


if __name__ == "__main__":
    bench()
