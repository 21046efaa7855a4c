"""Lines that run along the pages of a PDF, and are no part of its text: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.readers.pdf_layout import Line

# The upper and the lower eighth of a page is where they stand.
_MARGIN = 0.125
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*|[\W_]*第\s*\d{1,4}\s*页(?:\W*共\s*\d{1,4}\s*页)?[\W_]*", re.IGNORECASE
)


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines at their edges that stand on at least half of them, or hold a page number only.

    Figures are compared as one ("Page 3", "Page 4"). Facing pages may differ: a third of five or more is enough.
    """
    filled = sum(bool(lines) for lines in pages)
    seen: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        seen.update({(edge, _alike(line.text)) for line in lines if (edge := _edge(line, lines))})
    needed = max(2, filled / 3 if filled >= 5 else filled / 2)
    return [
        [
            line
            for line in lines
            if not ((edge := _edge(line, lines)) and (_PAGE_NUMBER.fullmatch(line.text) or seen[edge, _alike(line.text)] >= needed))
        ]
        for lines in pages
    ]


def _edge(line: Line, lines: Sequence[Line]) -> str | None:
    """Whether a line is one of the two outermost at an edge of its page, within the margin."""
    if line.base > (1 - _MARGIN) * line.height:
        return "top" if sum(other.base > line.base + 2 for other in lines) < 3 else None
    if line.base < _MARGIN * line.height:
        return "bottom" if sum(other.base < line.base - 2 for other in lines) < 3 else None
    return None


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()).lower())
