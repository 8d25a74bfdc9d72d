"""Instants in UTC as calendar days in China."""

from datetime import datetime, timedelta


def china_day(instant: str | None) -> str | None:
    """The calendar day in China of an instant in UTC or of a day."""
    if instant is None or len(instant) <= 10:
        return instant
    moment = datetime.fromisoformat(instant.replace("Z", "+00:00"))
    return (moment + timedelta(hours=8)).date().isoformat()
