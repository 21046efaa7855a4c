"""How far a long command is, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click


def embedding_progress() -> Callable[[int, int], None] | None:
    """A line that counts the passages embedded and says how long it still takes; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    reports: list[tuple[float, int]] = []

    def show(done: int, total: int) -> None:
        # The first report comes after the first batch; loading the model before it would spoil the estimate.
        reports.append((time.monotonic(), done))
        (began, before), (now, _) = reports[0], reports[-1]
        left = (now - began) / (done - before) * (total - done) if done > before else None
        words = f", {time_left(left)} left" if left is not None and done < total else ""
        click.echo(f"\r\033[KEmbedding passages: {done:,} of {total:,}{words}", nl=done >= total, err=True)

    return show


def time_left(seconds: float) -> str:
    """A duration as people say it: "40 s", "3 min", "1 h 5 min"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
