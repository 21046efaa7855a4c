"""Where the words of a PDF page stand: fragments joined into lines, lines into columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.pdf_fragments import CJK, Fragment, fragments_of

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff，。；：、]) (?=[\u4e00-\u9fff，。；：、])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line that the letters stand on."""
    size: float
    """Of the letters, in points."""
    bold: bool
    page: int
    height: float
    """Of the page."""
    column: tuple[int, int] = (0, 0)
    """Number of the band of the page, from above, and of the column in it, from the left."""
    cells: tuple[tuple[float, float, str], ...] = ()
    """Left, right and words of the parts of a line that wide gaps set apart; one for running text."""


def page_lines(page: Any, number: int) -> list[Line]:  # noqa: ANN401 - pypdf's page
    """The lines of a page in reading order: a band across the page, then its columns from left to right."""
    box = page.mediabox
    fragments = fragments_of(page)
    rows = _rows(fragments)
    cells = [(cell, row) for row in rows for cell in _split(row)]
    height = float(box.top) - float(box.bottom)
    lines = [_line([cell], number, height) for cell, _ in cells]
    gutter = _gutter(lines)
    if gutter is None:
        return [_line(_split(row), number, height) for row in rows]
    return _in_columns(rows, gutter, number, height)


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand on one line, from above; raised or lowered ones go with the line that they touch."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: (-each.base, each.left)):
        row = next((row for row in reversed(rows[-6:]) if any(_on_one_line(each, fragment) for each in row)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    return _with_marks(rows)


def _with_marks(rows: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The rows from left to right, with the raised marks that come above the end of their line put back into it."""
    found = [list(row) for row in rows]
    for small in [row for row in found if len(row) == 1]:
        beside = next((row for row in found if row is not small and any(_on_one_line(each, small[0]) for each in row)), None)
        if beside is not None:
            beside += small
            found = [row for row in found if row is not small]
    return [sorted(row, key=lambda each: each.left) for row in found]


def _on_one_line(one: Fragment, other: Fragment) -> bool:
    apart, size = abs(one.base - other.base), max(one.size, other.size)
    if apart < 0.15 * size:
        return True
    touch = max(one.left, other.left) - min(one.right, other.right) < 0.5 * size
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return apart < 0.5 * size and touch and overlap < 0.5 * size and min(one.size, other.size) < 0.9 * size


def _base(row: Sequence[Fragment]) -> float:
    return max(row, key=lambda each: (each.size, len(each.text))).base


def _split(row: Sequence[Fragment]) -> list[list[Fragment]]:
    """A row cut where a gap is wider than any between words."""
    cells: list[list[Fragment]] = []
    for fragment in row:
        if cells and fragment.left - cells[-1][-1].right < 1.1 * max(fragment.size, 6.0):
            cells[-1].append(fragment)
        else:
            cells.append([fragment])
    return cells


def _line(cells: Sequence[Sequence[Fragment]], number: int, height: float) -> Line:
    fragments = [fragment for cell in cells for fragment in cell]
    size = max(fragments, key=lambda each: len(each.text.strip())).size
    texts = [(cell[0].left, cell[-1].right, _joined(cell, size)) for cell in cells]
    letters = sum(len(each.text.strip()) for each in fragments)
    return Line(
        text=" ".join(text for _, _, text in texts).strip(),
        left=fragments[0].left,
        right=max(each.right for each in fragments),
        base=_base(fragments),
        size=size,
        bold=sum(len(each.text.strip()) for each in fragments if each.bold) > 0.6 * letters,
        page=number,
        height=height,
        cells=tuple(texts),
    )


def _joined(cell: Sequence[Fragment], size: float) -> str:
    text = ""
    end = None
    for fragment in cell:
        words = fragment.text
        # A small raised number is the mark of a footnote, not a word of the text.
        if fragment.size < 0.9 * size and text and re.fullmatch(r"\s*[\[(（]?\d{1,3}[\])）]?\s*", words) and fragment.base > _base(cell) + 0.1 * size:
            end = fragment.right
            continue
        if text and end is not None and not text.endswith(" ") and not words.startswith(" "):
            gap = fragment.left - end
            # Chinese characters are set apart without a blank being meant, unless by most of a character.
            if gap > (0.6 if CJK.match(text[-1]) and CJK.match(words[0]) else 0.15) * size:
                text += " "
        text += words
        end = fragment.right
    text = re.sub(r"\s+", " ", text).strip()
    blanks = len(_SPACED.findall(text))
    # Some producers set a blank between all Chinese characters of a line, to justify it.
    return _SPACED.sub("", text) if blanks > 3 and blanks > 0.4 * len(CJK.findall(text)) else text


def _gutter(lines: Sequence[Line], *, inside: bool = False) -> float | None:
    """The left edge of a second column, or None where the page has one column.

    Columns are two sides of running text: most lines of either fill it, and none that is not a heading
    across the page crosses between them. A table's cells are short and do not. `inside` a column another gutter is rare.
    """
    if len(lines) < 8:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, int, float] | None = None
    for edge in sorted({round(line.left) for line in lines if left + 0.25 * (right - left) < line.left < left + 0.75 * (right - left)}):
        beyond = [line for line in lines if line.left >= edge - 2]
        before = [line for line in lines if line.right <= edge - 2]
        crossing = len(lines) - len(beyond) - len(before)
        # The last page of a text may hardly fill its right column: then nothing may cross at all.
        few = len(beyond) < 4
        if len(before) < (8 if few else 4) or crossing > (0 if few else (0.1 if inside else 0.25) * len(lines)) or (few and inside):
            continue
        if not _fills(before, edge - left) or not (few or _fills(beyond, right - edge)):
            continue
        if best is None or (crossing, -len(beyond)) < best[:2]:
            best = crossing, -len(beyond), edge
    return best[2] if best else None


def _fills(side: Sequence[Line], width: float) -> bool:
    """Whether most of a side's words stand in lines that go over most of its width: running text, not cells."""
    running = sum(len(line.text) for line in side if line.right - line.left > 0.6 * width and len(line.text) >= 9)
    return running > 0.5 * sum(len(line.text) for line in side)


def _in_columns(rows: Sequence[Sequence[Fragment]], edge: float, number: int, height: float) -> list[Line]:
    """Lines by bands: what goes across the page ends a band; inside one, the left column comes before the right."""
    found: list[Line] = []
    sides: tuple[list[list[list[Fragment]]], list[list[list[Fragment]]]] = ([], [])
    band = 0

    def close() -> None:
        nonlocal band
        for column, side in enumerate(sides):
            # A mark may have stood on the line of the other column.
            rejoined = _with_marks([[fragment for cell in cells for fragment in cell] for cells in side])
            side[:] = [_split(row) for row in rejoined]
            lines = [_line(cells, number, height) for cells in side]
            inner = _gutter(lines, inside=True)
            if inner is not None:
                parts = _in_columns([[fragment for cell in cells for fragment in cell] for cells in side], inner, number, height)
                found.extend(replace(line, column=(band, column * 10 + line.column[1] + 1)) for line in parts)
            else:
                found.extend(replace(line, column=(band, column * 10)) for line in lines)
            side.clear()
        band += 1

    for row in rows:
        cells = _split(row)
        if any(cell[0].left < edge - 2 and cell[-1].right > edge + 2 for cell in cells):
            close()
            found.append(replace(_line(cells, number, height), column=(band, 0)))
            band += 1
            continue
        for column, part in enumerate(([c for c in cells if c[0].left < edge - 2], [c for c in cells if c[0].left >= edge - 2])):
            if part:
                sides[column].append(part)
    close()
    return found
