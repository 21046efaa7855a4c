"""From blocks to the stored text, with the offset at which each page begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import is_numbered
from corpus.readers.records import Block


def stored_text(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """The text of `blocks` in the marks of Markdown, and where its pages begin (none for blocks without pages).

    Blocks are set apart by a blank line, the rows of a table by a line end. A page without text of its own
    begins where the next one does.
    """
    parts: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    before = ""
    for block in with_title(blocks):
        if parts:
            gap = "\n" if block.kind == "row" and before == "row" else "\n\n"
            parts.append(gap)
            length += len(gap)
        mark = "#" * min(block.level, 6) + " " if block.kind == "heading" and block.level else "- " if block.kind == "item" else ""
        words = _harmless(block.text) if not mark else block.text
        for offset, page in block.pages:
            starts.setdefault(page, length + (len(mark) + offset if offset else 0))
        parts.append(mark + words)
        length += len(mark) + len(words)
        before = block.kind
    text = "".join(parts) + "\n" if parts else ""
    return text, _page_starts(starts, len(text))


def with_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the first heading as a title line where it heads the whole file and not one of its sections.

    It does where it is the only one of its level, is not numbered, and deeper headings follow: the sections'
    paths then begin below it.
    """
    found = list(blocks)
    headings = [block for block in found if block.kind == "heading"]
    first = next((position for position, block in enumerate(found) if block.kind == "heading"), None)
    if first is None or first > 3 or any(block.kind != "paragraph" or len(block.text) > 160 for block in found[:first]):
        return found
    title = found[first]
    if is_numbered(title.text) or title.text[-1:] in ".。!！?？:：;；" or len(title.text) > 160:
        return found
    numbered = any(block.kind == "paragraph" and is_numbered(block.text) for block in found)
    if (len(headings) < 2 and not numbered) or any(block.level <= title.level for block in headings[1:] if block.level):
        return found
    found[first] = Block("heading", title.text, 0, title.pages)
    shallowest = min((block.level for block in headings[1:] if block.level), default=1)
    return [
        Block(block.kind, block.text, block.level - shallowest + 1, block.pages) if block.kind == "heading" and block.level else block
        for block in found
    ]


def cells_text(cells: Sequence[str]) -> str:
    """A row of a table as one line: "| 2027 | 85 million |"."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in cells) + " |"


def table_blocks(rows: Sequence[Sequence[str]], pages: tuple[tuple[int, int], ...] = ()) -> list[Block]:
    """The rows of a table as blocks, the first as its header; one of a single row or column as paragraphs."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    width = max(len(row) for row in filled)
    if len(filled) == 1 or width == 1:
        return [Block("paragraph", " ".join(cell.split()), 0, pages) for row in filled for cell in row if cell.strip()]
    padded = [[*row, *[""] * (width - len(row))] for row in filled]
    rule = "|" + " --- |" * width
    head = Block("row", cells_text(padded[0]), 0, pages)
    return [head, Block("row", rule), *(Block("row", cells_text(row), 0, pages) for row in padded[1:])]


def _harmless(words: str) -> str:
    """Words that would be taken for one of our marks at the beginning of a line, without that mark."""
    return re.sub(r"^#{1,6}\s+", "", words)


def _page_starts(starts: dict[int, int], end: int) -> tuple[int, ...]:
    if not starts:
        return ()
    found = []
    following = end
    for page in range(max(starts), 0, -1):
        following = min(following, starts.get(page, following))
        found.append(following)
    found[-1] = 0
    return tuple(reversed(found))
