"""A record store with alerts that wait, a configuration with channels, and a clock that is told."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.store import RecordStore, Row, store_path
from pipelines.channels import AlertConfig, load_alerts
from pipelines.outbox import Notice, put


def configured(folder: Path, *channels: str) -> AlertConfig:
    """The configuration with these channels: lines of TOML, the name first."""
    path = folder / "batchwatch.toml"
    tables = ("[[channel]]\n" + channel for channel in channels)
    path.write_text("\n".join(tables), encoding="utf-8")
    return load_alerts(path)


def channel(name: str, url: str, **more: str) -> str:
    """One channel's lines of TOML."""
    lines = {"name": name, "url": url, **more}
    return "\n".join(f'{key} = "{value}"' for key, value in lines.items()) + "\n"


def fill(folder: Path, config: AlertConfig, number: int, *, first: int = 1) -> list[str]:
    """Puts alerts into the outbox; their keys."""
    keys = [f"system:test-{at:04}" for at in range(first, first + number)]
    with RecordStore.open(store_path(folder)) as store, store.transaction():
        for key in keys:
            payload = {"what": f"test {key}", "text": "Nothing is wrong."}
            put(store, Notice(key, "system", None, payload), config.channels)
    return keys


def deliveries(folder: Path) -> list[Row]:
    """All deliveries with the alert's key, in the order of the alerts."""
    with RecordStore.open_read_only(store_path(folder)) as store:
        return store.rows(
            "SELECT a.key, d.* FROM deliveries AS d JOIN alerts AS a ON a.id = d.alert"
            " ORDER BY d.alert, d.channel"
        )


@dataclass
class Time:
    """A clock that passes when something waits for it."""

    at: datetime = field(default_factory=lambda: datetime(2024, 1, 30, 12, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
