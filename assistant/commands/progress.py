"""How far a long command is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from assistant.adding.pace import Pace, time_left


def embedding_progress() -> Callable[[int, int], None] | None:
    """A line that counts the passages embedded and says how long it still takes; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    pace = Pace()

    def show(done: int, total: int) -> None:
        left = pace.left(done, total)
        words = f", {time_left(left)} left" if left is not None else ""
        click.echo(f"\r\033[KEmbedding passages: {done:,} of {total:,}{words}", nl=done >= total, err=True)

    return show
