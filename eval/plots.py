"""Plots as inline SVG, made by hand so that the report needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

_LEFT, _WIDTH, _ROW = 190, 460, 24


def interval_plot(rows: Sequence[tuple[str, dict[str, Any], dict[str, Any] | None]], title: str) -> str:
    """One line for each (name, share, share of the previous run): a point with its interval, and a hollow point before.

    Rows whose share is undefined are named and left empty.
    """
    height = _ROW * len(rows) + 44
    parts = [
        f'<svg role="img" viewBox="0 0 {_LEFT + _WIDTH + 130} {height}" width="{_LEFT + _WIDTH + 130}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
    ]
    for percent in range(0, 101, 20):
        x = _x(percent / 100)
        parts.append(f'<line x1="{x}" y1="14" x2="{x}" y2="{height - 26}" class="grid"/>')
        parts.append(f'<text x="{x}" y="{height - 8}" text-anchor="middle">{percent} %</text>')
    for number, (name, now, before) in enumerate(rows):
        parts += _row(26 + number * _ROW, name, now, before)
    return "\n".join([*parts, "</svg>"])


def histogram(values: Sequence[int], width: int, limit: int, title: str) -> str:
    """How many of `values` fall into each step of `width`; those above `limit` go into the last bar."""
    bars = [0] * (limit // width + 1)
    for value in values:
        bars[min(value // width, len(bars) - 1)] += 1
    step, tall, most = 30, 110, max([*bars, 1])
    parts = [
        f'<svg role="img" viewBox="0 0 {step * len(bars) + 20} {tall + 40}" width="{step * len(bars) + 20}" xmlns="http://www.w3.org/2000/svg">'
    ]
    parts.append(f"<title>{escape(title)}</title>")
    for number, count in enumerate(bars):
        x, height = 10 + number * step, tall * count / most
        label = f"{number * width}{'+' if number == len(bars) - 1 else ''}"
        parts.append(f'<rect x="{x + 2}" y="{16 + tall - height:.1f}" width="{step - 4}" height="{height:.1f}" class="bar"/>')
        parts.append(f'<text x="{x}" y="{tall + 32}" text-anchor="middle">{label}</text>')
        if count:
            parts.append(f'<text x="{x + step / 2}" y="{12 + tall - height:.1f}" text-anchor="middle">{count}</text>')
    return "\n".join([*parts, "</svg>"])


def _row(y: int, name: str, now: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    parts = [f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(name)}</text>']
    if before and before["share"] is not None:
        parts.append(f'<circle cx="{_x(before["share"])}" cy="{y}" r="6" class="before"/>')
    if now["share"] is not None:
        parts.append(f'<line x1="{_x(now["low"])}" y1="{y}" x2="{_x(now["high"])}" y2="{y}" class="interval"/>')
        parts.append(f'<circle cx="{_x(now["share"])}" cy="{y}" r="4" class="now"/>')
        parts.append(f'<text x="{_LEFT + _WIDTH + 14}" y="{y + 4}">{now["hits"]}/{now["total"]} · {now["share"]:.0%}</text>')
    return parts


def _x(share: float) -> float:
    return round(_LEFT + share * _WIDTH, 1)
