"""What verbs do about alerts at their end: tell of those that were not raised, deliver the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from cli.errors import DONE, LOOK
from cli.options import Globals
from cli.output import counted, note


def told(counters: Mapping[str, int]) -> dict[str, int]:
    """How many alerts a run raised, and how many it kept to itself because they were history."""
    return {what: counters.get(f"store/alerts_{what}", 0) for what in ("raised", "quiet")}


def sum_of(alerts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The alerts of several runs."""
    total: Counter[str] = Counter()
    for one in alerts:
        total.update(one)
    return {what: total[what] for what in ("raised", "quiet")}


def tell_of(alerts: Mapping[str, int], otherwise: str) -> None:
    """One line each about the alerts that were raised and those that history would have raised."""
    if raised := alerts["raised"]:
        print(counted(raised, "alert was raised", "alerts were raised"))
    if quiet := alerts["quiet"]:
        kept = counted(quiet, "alert was", "alerts were")
        print(f"{kept} not raised, for this is history ({otherwise})")


def delivered(options: Globals, stop: Callable[[], bool] = lambda: False) -> int:
    """Try every delivery that is due, until ``stop`` says so; 1 with a line for each channel that
    did not take one.
    """
    from db.store import store_path
    from pipelines.channels import load_alerts
    from pipelines.deliver import deliver

    config = load_alerts(options.config)
    if not config.channels:
        return DONE
    report = deliver(store_path(options.data), config, stop=stop, to_stdout=not options.json)
    said = {one.channel: one.said for one in report.failed}
    failed = Counter(one.channel for one in report.failed)
    for channel, number in sorted(failed.items()):
        alerts = counted(number, "alert", "alerts")
        note(f"batchwatch: {alerts} not delivered to {channel}: {said[channel]}; tried again later")
    return LOOK if failed else DONE
