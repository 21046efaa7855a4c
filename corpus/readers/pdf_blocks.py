"""From the lines of a PDF to headings, paragraphs, tables and footnotes."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.headings import is_numbered, run_in_heading
from corpus.readers.blocks import table_blocks
from corpus.readers.pdf_layout import Line
from corpus.readers.records import Block, BlockKind

_CJK_END = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]")
_STOP = re.compile(r"[.!?。！？；;:：][\"”’」』）)\]]*$")
_ITEM = re.compile(
    r"(?:[-•·▪◦●○■–—\uf0b7]\s*|[(（]?\d{1,2}[)）.、．](?!\d)\s*|[(（][a-z]{1,2}[)）]\s+|[①-⑳]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|"
    r"第[一二三四五六七八九十百零\d]+[条章节编]|\d{1,2}(?:\.\d{1,2}){1,3}\s+|Article\s+\d+)"
)
_BULLET = re.compile(r"[-•·▪◦●○■\uf0b7]\s*(?=\S)")
# A heading is set in letters at least so much larger than the text's.
_LARGER = 1.12
_SMALLER = 0.9


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The blocks of all pages, in reading order; a paragraph that goes on over a page or a column is one block."""
    lines = [line for page in pages for line in page]
    return _Reader(lines).blocks() if lines else []


class _Reader:
    """Gathers lines into paragraphs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        self.body = sizes.most_common(1)[0][0]
        larger = sorted({size for size, _ in sizes.items() if size > _LARGER * self.body}, reverse=True)
        self.levels = {size: min(level, 4) for level, size in enumerate(_distinct(larger), start=1)}
        self.bold_level = min(max(self.levels.values(), default=0) + 1, 5)
        self.mostly_bold = sum(len(line.text) for line in lines if line.bold) > 0.4 * sum(len(line.text) for line in lines)
        pitches = [a.base - b.base for a, b in pairwise(lines) if _same_column(a, b) and 0 < a.base - b.base < 4 * self.body]
        self.pitch = statistics.median(pitches) if pitches else 1.3 * self.body
        edges: dict[tuple[int, tuple[int, int]], list[Line]] = {}
        for line in lines:
            edges.setdefault((line.page, line.column), []).append(line)
        self.edges = {key: (_usual_left(each), max(line.right for line in each)) for key, each in edges.items()}
        self.words = Counter(word for line in lines for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", line.text))
        self.done: list[Block] = []
        self.notes: list[Block] = []
        self.open: list[Line] = []

    def blocks(self) -> list[Block]:
        position = 0
        while position < len(self.lines):
            if (after := self._table_end(position)) > position:
                self._close()
                self._take_table(self.lines[position:after])
                position = after
                continue
            self._take(self.lines[position])
            position += 1
        self._close()
        self._place_notes()
        return self.done

    def _take(self, line: Line) -> None:
        if self._is_note(line):
            self._take_note(line)
            return
        if self.open and not self._goes_on(self.open[-1], line):
            self._close()
        self.open.append(line)

    def _goes_on(self, last: Line, line: Line) -> bool:
        """Whether a line belongs to the paragraph of the line before it."""
        if self._heading_level(last) != self._heading_level(line) or abs(last.size - line.size) > 0.15 * self.body:
            return False
        if self._heading_level(line):
            return _same_column(last, line) and last.base - line.base < 1.7 * line.size and not is_numbered(line.text)
        left, _ = self.edges[line.page, line.column]
        _, last_right = self.edges[last.page, last.column]
        if _ITEM.match(line.text) and (_STOP.search(last.text) or last.right < last_right - 2.5 * last.size or _BULLET.match(line.text)):
            return False
        if is_numbered(last.text) and len(self.open) == 1 and last.right < last_right - 4 * last.size:
            return False
        ended = bool(_STOP.search(last.text))
        if line.left > left + 0.8 * line.size and (ended or line.left > last.left + 0.8 * line.size) and not self._hangs(line):
            return False
        if _same_column(last, line):
            if last.base - line.base > 1.3 * self.pitch:
                return False
            # A line that the next one's first word would have fitted on was not broken but ended.
            short = last.right + _first_word(line) + 0.4 * last.size < last_right
            far = last.right < last_right - 0.3 * (last_right - left)
            return not (short and (ended or far or _first_is_large(line.text)))
        # Over the edge of a page or a column a sentence goes on that has not ended.
        return not ended and not is_numbered(line.text) and not self.done_as_heading(last)

    def done_as_heading(self, line: Line) -> bool:
        """Whether the open paragraph is a line that is a heading by its number."""
        return len(self.open) == 1 and is_numbered(line.text)

    def _hangs(self, line: Line) -> bool:
        """Whether a line is indented as the lines of its item are."""
        first = self.open[0]
        return bool(_ITEM.match(first.text)) and line.left > first.left and len(self.open) >= 1 and not _STOP.search(self.open[-1].text)

    def _heading_level(self, line: Line) -> int:
        size = round(line.size * 2) / 2
        if (level := self._level_of(size)) and len(line.text) <= 200:
            return level
        fits = 2 <= len(line.text) <= 90 and not re.search(r"[.。;；,，、:：]$", line.text) and len(line.cells) == 1
        if line.bold and not self.mostly_bold and fits and size >= self.body - 0.5 and not run_in_heading(line.text + " x"):
            return self.bold_level
        return 0

    def _level_of(self, size: float) -> int:
        return next((level for each, level in self.levels.items() if abs(each - size) <= 0.5), 0) if size > _LARGER * self.body else 0

    def _is_note(self, line: Line) -> bool:
        return line.size < _SMALLER * self.body and line.base < 0.4 * line.height and not self._heading_level(line)

    def _take_note(self, line: Line) -> None:
        starts = re.match(r"[\[(（]?\d{1,3}[\])）.]?\s*\S|[*†‡]|注", line.text)
        if self.notes and not starts and self.notes[-1].pages[0][1] == line.page:
            last = self.notes.pop()
            self.notes.append(Block("note", self._join(last.text, line.text), 0, last.pages))
        else:
            self.notes.append(Block("note", line.text, 0, ((0, line.page),)))

    def _place_notes(self) -> None:
        """Footnotes stand after the paragraph that was open at the foot of their page."""
        self.done += self.notes
        self.notes = []

    def _close(self) -> None:
        if self.open:
            first = self.open[0]
            text, pages = first.text, [(0, first.page)]
            for line in self.open[1:]:
                joined = self._join(text, line.text)
                if line.page != pages[-1][1]:
                    pages.append((len(joined) - len(line.text), line.page))
                text = joined
            level = self._heading_level(first)
            kind: BlockKind = "heading" if level else "paragraph"
            if kind == "paragraph" and (bullet := _BULLET.match(text)):
                kind, text = "item", text[bullet.end() :]
                pages = [(max(0, offset - bullet.end()), page) for offset, page in pages]
            self.done.append(Block(kind, text, level, tuple(pages)))
            self.open = []
            if self.notes and self.notes[0].pages[0][1] < pages[-1][1]:
                self._place_notes()

    def _join(self, text: str, following: str) -> str:
        if _CJK_END.match(text[-1:]) and _CJK_END.match(following[:1]):
            return text + following
        if broken := re.search(r"([A-Za-z]+)-$", text):
            rest = re.match(r"[a-z]+", following)
            if rest:
                whole, hyphened = broken[1] + rest[0], f"{broken[1]}-{rest[0]}"
                # The hyphen is the word's own where the text has the word with it elsewhere, and not without it.
                return text + following if self.words[hyphened] > self.words[whole] else text[:-1] + following
        return f"{text} {following}"

    def _table_end(self, start: int) -> int:
        """Where a table that begins at a line ends: at least two lines of cells under one another."""
        end = start
        while end < len(self.lines) and self._is_row(end, start):
            end += 1
        return end if end - start >= 2 and sum(len(line.cells) >= 2 for line in self.lines[start:end]) >= 2 else start

    def _is_row(self, position: int, start: int) -> bool:
        line = self.lines[position]
        if position > start and not _same_column(self.lines[position - 1], line):
            return _alike_rows(self.lines[start], line)
        if position > start and self.lines[position - 1].base - line.base >= 3.5 * self.body:
            return False
        if self._heading_level(line) and len(line.cells) == 1:
            return False
        if len(line.cells) < 2:
            # The second line of a cell, under one that is not the first.
            return position > start and any(abs(line.left - left) < 3 for left, _, _ in self.lines[start].cells[1:])
        if position == start:
            return not _ITEM.fullmatch(line.cells[0][2] + " ")
        above = self.lines[start].cells
        return any(_aligned(cell, other) for cell in line.cells[1:] for other in above[1:])

    def _take_table(self, lines: Sequence[Line]) -> None:
        model = max(lines, key=lambda line: len(line.cells))
        columns = model.cells
        rows: list[list[str]] = []
        for line in lines:
            row = [""] * len(columns)
            beside = (line.page, line.column) != (model.page, model.column)
            # In the next column the table stands elsewhere.
            shift = model.left - line.left if beside else 0.0
            for cell in [(left + shift, right + shift, words) for left, right, words in line.cells]:
                nearest = min(range(len(columns)), key=lambda n: min(abs(columns[n][0] - cell[0]), abs(columns[n][1] - cell[1]), abs(sum(columns[n][:2]) - sum(cell[:2])) / 2))
                row[nearest] = f"{row[nearest]} {cell[2]}".strip()
            if rows and not row[0] and len([each for each in row if each]) < len(columns):
                rows[-1] = [self._join(a, b) if a and b else a or b for a, b in zip(rows[-1], row, strict=True)]
            else:
                rows.append(row)
        self.done += table_blocks(rows, ((0, lines[0].page),))


def _alike_rows(one: Line, other: Line) -> bool:
    """Whether two lines have the same cells at the same distances: a table that goes on in the next column."""
    return len(one.cells) == len(other.cells) >= 2 and all(
        abs((a[0] - one.left) - (b[0] - other.left)) < 4 for a, b in zip(one.cells, other.cells, strict=True)
    )


def _aligned(cell: tuple[float, float, str], other: tuple[float, float, str]) -> bool:
    """Whether two cells stand under one another: at their left edges, their right ones, or their middles."""
    return min(abs(cell[0] - other[0]), abs(cell[1] - other[1]), abs(sum(cell[:2]) - sum(other[:2])) / 2) < 4


def _same_column(above: Line, below: Line) -> bool:
    return above.page == below.page and above.column == below.column and above.base > below.base


def _first_word(line: Line) -> float:
    """The width of a line's first word, of Chinese its first two characters."""
    word = re.match(r"[\u2e80-\u9fff\uff00-\uffef]{1,2}|\S+", line.text)
    return (line.right - line.left) * (len(word[0]) if word else 1) / len(line.text)


def _first_is_large(text: str) -> bool:
    return not text[:1].islower()


def _usual_left(lines: Sequence[Line]) -> float:
    """The edge that the lines of a column begin at: the leftmost that a quarter of them share."""
    counts = Counter(round(line.left / 2) * 2 for line in lines)
    shared = [edge for edge, count in counts.items() if count >= max(2, len(lines) / 4)]
    return float(min(shared, default=min(line.left for line in lines)))


def _distinct(sizes: Sequence[float]) -> list[float]:
    found: list[float] = []
    for size in sizes:
        if not found or found[-1] - size > 0.5:
            found.append(size)
    return found
