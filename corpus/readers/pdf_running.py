"""Lines that run along the pages of a PDF, and are no part of its text: headers, footers, page numbers."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from corpus.readers.pdf_layout import Line

# The upper and the lower eighth of a page is where they stand.
_MARGIN = 0.125
# In the outermost part small letters are no text: a browser's or a printer's line, on a single page too.
_OUTERMOST = 0.055
# A printed page number may be this far from the page's place in the file: covers, contents, a part of a larger work.
_NEAR = 40
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*|[\W_]*第\s*\d{1,4}\s*页(?:\W*共\s*\d{1,4}\s*页)?[\W_]*", re.IGNORECASE
)


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines at their edges that stand on at least half of them, or hold a page number only.

    Numbers near the page's own are compared as one ("Page 3", "Page 4"); those in the rows of a table differ. Facing pages may differ: a third of five or more is enough.
    """
    filled = sum(bool(lines) for lines in pages)
    seen: Counter[tuple[str, str, int]] = Counter()
    for lines in pages:
        seen.update({_key(edge, line) for line in lines if (edge := _edge(line, lines))})
    usual = statistics.median([line.size for lines in pages for line in lines] or [0.0])
    larger = {_alike(line): line.size for lines in pages for line in sorted(lines, key=lambda each: each.size)}
    needed = max(2, filled / 3 if filled >= 5 else filled / 2)
    return [
        [
            line
            for line in lines
            if not (
                (edge := _edge(line, lines))
                # A header mostly repeats the title, in small letters.
                and (_PAGE_NUMBER.fullmatch(line.text) or seen[_key(edge, line)] >= needed or larger[_alike(line)] > line.size + 1 or _is_outermost(line, usual))
            )
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


def _is_outermost(line: Line, usual: float) -> bool:
    return line.size < 0.85 * usual and not _OUTERMOST * line.height < line.base < (1 - _OUTERMOST) * line.height


def _key(edge: str, line: Line) -> tuple[str, str, int]:
    return edge, _alike(line), round(line.size)


def _alike(line: Line) -> str:
    text = re.sub(r"\d{1,4}", lambda match: "#" if abs(int(match[0]) - line.page) <= _NEAR else match[0], line.text)
    return "".join(text.split()).lower()
