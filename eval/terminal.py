"""What the commands print: lines, tables, and a counter on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from unicodedata import east_asian_width

_T = TypeVar("_T")


def say(text: str = "") -> None:
    """Prints a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Prints a line on standard error."""
    sys.stderr.write(f"{text}\n")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under their head in columns as wide as their widest cell; the first is aligned left."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(_pad(cell, width, at > 0) for at, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def counted(values: Sequence[_T], label: str) -> Iterator[_T]:
    """The values, with a running count on standard error where that is a terminal."""
    shown = sys.stderr.isatty()
    for number, value in enumerate(values, start=1):
        if shown:
            sys.stderr.write(f"\r{label} {number}/{len(values)}")
            sys.stderr.flush()
        yield value
    if shown:
        sys.stderr.write("\n")


def figure(value: float | None, digits: int = 3) -> str:
    """A number for a table; `-` where it is undefined."""
    return "-" if value is None else f"{value:,.{digits}f}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _pad(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
