"""How long something that counts up will still take."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Estimates the time left from the reports so far."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def left(self, done: int, total: int) -> float | None:
        """Seconds until `total`, told at each report; None while nothing can be told, and at the end."""
        now = self._clock()
        # The first report comes after the first batch; loading the model before it would spoil the estimate.
        if self._first is None:
            self._first = (now, done)
        began, before = self._first
        return (now - began) / (done - before) * (total - done) if before < done < total else None


def time_left(seconds: float) -> str:
    """A duration as people say it: "40 s", "3 min", "1 h 5 min"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
