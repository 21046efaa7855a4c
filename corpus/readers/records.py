"""What a reader hands over: the blocks of a file, and the text that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# Above these a file is refused, since reading it could take the machine: an operator splits it.
MAX_FILE_BYTES = 60_000_000
MAX_PAGES = 2_000
MAX_CHARACTERS = 8_000_000

BlockKind = Literal["heading", "paragraph", "item", "row", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a row of a table or a footnote of a file, in reading order."""

    kind: BlockKind
    text: str
    """One line, without white space around it; of a row, its cells with bars between them."""
    level: int = 0
    """Of a heading: 1 is outermost."""
    pages: tuple[tuple[int, int], ...] = ()
    """(offset in `text`, page number from 1) for the page that the block begins on and each one that begins inside it."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as it was read."""

    format: str
    """As people say it: "PDF", "Word", "HTML", "Markdown" or "plain text"."""
    text: str = field(repr=False)
    """The text to store: LF line ends, headings with the marks of Markdown, tables with bars."""
    pages: tuple[int, ...] = ()
    """Offsets in `text` at which the pages begin, the first page first; empty where the format has no pages."""
    encoding: str | None = None
    """The character encoding that the bytes were found to be in, of a text format."""
    title: str | None = None
    """As the file's own metadata or its title line says; None where it says nothing."""
    publisher: str | None = None
    date: str | None = None
    """ISO date from the file's metadata."""
    url: str | None = None
    warnings: tuple[str, ...] = ()
    """What an operator should know before the text is taken in, one sentence each."""
