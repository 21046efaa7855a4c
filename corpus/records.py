"""Records that travel between the corpus and everything built on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

Tier = Literal["official", "background", "user"]
TIERS: tuple[Tier, ...] = ("official", "background", "user")


class CorpusError(Exception):
    """A source text or its catalogue entry cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of Unicode code points `[start, end)` in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` inside this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a statement of a note goes back to, as its `Source:` line says."""

    source: str
    """Name of the publisher or document."""
    date: str
    """ISO date as precise as known (`2017`, `2017-09`, `2017-09-05`), or `undated`."""
    url: str | None
    """A public address, or None where the note says "no citable link"."""
    facts: tuple[str, ...] = ()
    """Numbers of the facts that the statement was written from."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with its catalogue entry."""

    id: str
    title: str
    publisher: str
    date: str
    """ISO date of publication, as precise as known."""
    tier: Tier
    language: str
    """`en`, `zh-Hans` or `zh-Hant`."""
    licence: str
    url: str | None
    sha256: str
    """Of the file's bytes as they lie in the corpus."""
    path: str
    """Of the file, relative to the catalogue's folder."""
    text: str = field(repr=False)
    """The stored text, which every offset counts into: LF line ends, no byte-order mark."""
    pages: tuple[int, ...] = field(default=(), repr=False)
    """Offsets in `text` at which the pages of the original begin; empty where it has none."""
    replaces: str | None = None
    """Id of the earlier version that it takes the place of."""
    not_before: str | None = None
    """The moment (ISO, with its offset from UTC) before which nobody may read of it."""

    def page_at(self, position: int) -> int | None:
        """The page, from 1, that a character of the text stands on in the original, or None where that has no pages."""
        return max(1, bisect_right(self.pages, position)) if self.pages else None


PieceKind = Literal["title", "heading", "sentence", "furniture"]


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest unit of a document: a sentence, a heading, a title line or page furniture."""

    span: Span
    kind: PieceKind
    paragraph: int
    """Number of the paragraph (from 0) that the piece stands in."""
    section: tuple[str, ...]
    """Headings above it, outermost first, then the label of the list item it belongs to."""
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text: what introduces it, and its items in order."""

    lead: Span
    """The words that introduce the list: a clause, a sentence or a heading."""
    items: tuple[Span, ...]
    """Each item whole, in reading order."""
    labels: tuple[Span, ...]
    """Each item's first sentence, or the item where it is shorter than one."""
    section: tuple[str, ...]
    form: Literal["ordinal", "headings", "series"]
    """`ordinal`: First, … Second, …; `headings`: One: …, Two: …; `series`: a, b and c."""
    declared: int | None
    """The number of items that the lead announces, if it announces one."""
    noun: str
    """What the lead calls the items ("targets"), or an empty string."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A document's pieces and lists, in reading order."""

    pieces: tuple[Piece, ...]
    enumerations: tuple[Enumeration, ...]

    def piece_at(self, position: int) -> Piece | None:
        """The piece that holds a character of the document, or None between pieces."""
        found = bisect_right(self.pieces, position, key=lambda piece: piece.span.start) - 1
        return self.pieces[found] if found >= 0 and position < self.pieces[found].span.end else None

    def within(self, span: Span) -> list[int]:
        """The positions of the pieces that lie wholly inside `span`."""
        first = bisect_left(self.pieces, span.start, key=lambda piece: piece.span.start)
        found = []
        for position in range(first, len(self.pieces)):
            if self.pieces[position].span.start >= span.end:
                break
            if self.pieces[position].span.end <= span.end:
                found.append(position)
        return found


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of a document that is stored and embedded as one passage."""

    id: str
    """Hash of the document's id and the span: identical passages stay distinct."""
    document_id: str
    span: Span
    section: tuple[str, ...]
    text: str
    """`document.text[span.start:span.end]`."""
    embedded_text: str
    """What the embedding model reads: section path, then text."""
    pieces: tuple[int, ...]
    """Positions in the document's `Structure.pieces` that the chunk is made of."""
