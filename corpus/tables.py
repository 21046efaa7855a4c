"""Tables in a text: lines of cells between bars, the second of which is a rule (| --- | --- |)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.records import Span

_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
# A header longer than this is cut in a section path.
_MOST_LABEL = 70


@dataclass(frozen=True, slots=True)
class Row:
    """What a line of a table is."""

    part: Literal["header", "rule", "row"]
    columns: str = ""
    """Of a row: the header's cells, for its section path."""


def table_rows(text: str, paragraphs: Sequence[Span]) -> dict[int, Row]:
    """The lines of tables by the number of their paragraph; a line of cells without a rule near it is none."""
    found: dict[int, Row] = {}
    for position, paragraph in enumerate(paragraphs):
        if position == 0 or not _RULE.fullmatch(paragraph.of(text)) or not _follows(text, paragraphs, position):
            continue
        columns = _label(paragraphs[position - 1].of(text))
        found[position - 1] = Row("header")
        found[position] = Row("rule")
        following = position + 1
        while following < len(paragraphs) and _follows(text, paragraphs, following):
            found[following] = Row("row", columns)
            following += 1
    return found


def inside_bars(text: str, line: Span) -> Span:
    """The line without its outer bars and the white space beside them."""
    words = line.of(text)
    bare = words.strip("|").strip()
    start = line.start + words.index(bare) if bare else line.start
    return Span(start, start + len(bare))


def _follows(text: str, paragraphs: Sequence[Span], position: int) -> bool:
    """Whether a line of cells stands right below another."""
    above, here = paragraphs[position - 1], paragraphs[position]
    return here.of(text).startswith("|") and above.of(text).startswith("|") and text[above.end : here.start].count("\n") == 1


def _label(header: str) -> str:
    cells = " | ".join(cell.strip() for cell in header.strip().strip("|").split("|") if cell.strip())
    return cells if len(cells) <= _MOST_LABEL else cells[: _MOST_LABEL - 2].rstrip(" |") + " …"
