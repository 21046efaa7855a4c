"""Plots as inline SVG, made by hand so that the report needs nothing from elsewhere."""

from __future__ import annotations

import math
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


_COLOURS = ("#1f5a8a", "#b3541e", "#3d7a3d")


def growth_plot(sizes: Sequence[int], lines: Sequence[tuple[str, Sequence[float]]], title: str) -> str:
    """Each named line of values over the sizes, both scales logarithmic, the values written beside their points."""
    width, height, left, top = 560, 240, 60, 24
    values = [value for _, line in lines for value in line if value > 0]
    low, high = math.log10(min(values)) - 0.1, math.log10(max(values)) + 0.1
    first, last = math.log10(min(sizes)), math.log10(max(sizes))
    parts = [
        f'<svg role="img" viewBox="0 0 {left + width + 120} {top + height + 40}" width="{left + width + 120}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
    ]
    xs = [round(left + width * ((math.log10(size) - first) / (last - first) if last > first else 0.5), 1) for size in sizes]
    for x, size in zip(xs, sizes, strict=True):
        parts.append(f'<line x1="{x}" y1="{top}" x2="{x}" y2="{top + height}" class="grid"/>')
        parts.append(f'<text x="{x}" y="{top + height + 18}" text-anchor="middle">{size:,}</text>')
    for (name, line), colour in zip(lines, _COLOURS, strict=False):
        ys = [round(top + height * (1 - (math.log10(value) - low) / (high - low)), 1) for value in line]
        points = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y, value in zip(xs, ys, line, strict=True):
            parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/><text x="{x + 6}" y="{y - 6}">{value:.3g}</text>')
        parts.append(f'<text x="{xs[-1] + 44}" y="{ys[-1] + 4}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"])
