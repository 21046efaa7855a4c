"""The moment from which a document may be read."""

from __future__ import annotations

import datetime


def is_released(not_before: str | None, now: datetime.datetime | None = None) -> bool:
    """Whether the moment (ISO, with its offset from UTC) has come; true without one."""
    if not_before is None:
        return True
    return moment(not_before) <= (now or datetime.datetime.now(datetime.UTC))


def moment(text: str) -> datetime.datetime:
    """The moment that an ISO date and time names; without an offset from UTC it is this machine's own time.

    Raises `ValueError` for anything else.
    """
    return datetime.datetime.fromisoformat(text).astimezone()
