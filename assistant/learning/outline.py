"""A document as nested sections, each box of it a cited statement."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.learning.records import CitedList, Outline, Point, Section
from assistant.learning.sources import cited
from assistant.records import Citation
from corpus.records import Document, Enumeration, Piece, Span
from index.retrieve import Index


@lru_cache(maxsize=64)
def outline(index: Index, document_id: str) -> Outline:
    """The outline of a document; without sections where it has no sentence.

    Raises `IndexNotReady` where the index does not have the document.
    """
    document = index.document(document_id)
    return Outline(
        document.id, document.title, document.date, document.tier, document.language, _Reader(index, document).sections()
    )


@dataclass(slots=True)
class _Branch:
    """A section while it is read."""

    heading: Piece | None
    depth: int
    runs_in: bool = False
    """Whether the heading opens a paragraph, which is then all that it rules."""
    paragraphs: list[list[Piece]] = field(default_factory=list)
    branches: list[_Branch] = field(default_factory=list)

    def here(self) -> _Branch:
        """Where the next paragraph belongs: after a section inside this one it gets a place of its own, in reading order."""
        if self.branches and self.branches[-1].heading is not None:
            self.branches.append(_Branch(None, self.depth + 1))
        return self.branches[-1] if self.branches else self


class _Reader:
    """Walks down the pieces of a document once, and hangs its lists where they are introduced."""

    def __init__(self, index: Index, document: Document) -> None:
        self.index = index
        self.document = document
        structure = index.structure(document.id)
        self.pieces = structure.pieces
        self.starts = [piece.span.start for piece in self.pieces]
        # Numbered headings are the outline itself; what they introduce stands below them anyway.
        self.lists = [each for each in structure.enumerations if each.form != "headings"]

    def sections(self) -> tuple[Section, ...]:
        """The sections of the outermost level, those without any statement left out."""
        root = _Branch(None, -1)
        opened = [root]
        for piece in self.pieces:
            if piece.kind == "heading":
                while len(opened) > 1 and opened[-1].depth >= len(piece.section):
                    opened.pop()
                opened.append(_Branch(piece, len(piece.section)))
                opened[-2].branches.append(opened[-1])
            elif piece.kind == "sentence":
                if opened[-1].heading and opened[-1].heading.paragraph == piece.paragraph:
                    opened[-1].runs_in = True
                elif opened[-1].runs_in:
                    opened.pop()
                own = opened[-1].here().paragraphs
                if own and own[-1][0].paragraph == piece.paragraph:
                    own[-1].append(piece)
                else:
                    own.append([piece])
        above = self._points(root)
        below = tuple(section for branch in root.branches if (section := self._section(branch)))
        return (Section(None, above, ()), *below) if above else below

    def _section(self, branch: _Branch) -> Section | None:
        points = self._points(branch)
        sections = tuple(section for each in branch.branches if (section := self._section(each)))
        heading = cited(self.index, self.document, branch.heading) if branch.heading else None
        return Section(heading, points, sections) if points or sections else None

    def _points(self, branch: _Branch) -> tuple[Point, ...]:
        """The opening statement of each paragraph with the lists that the paragraph introduces."""
        points: list[Point] = []
        listed: list[Span] = []
        for sentences in branch.paragraphs:
            whole = Span(sentences[0].span.start, sentences[-1].span.end)
            if any(span.contains(whole) for span in listed):
                continue
            lists = self._lists_within(whole)
            listed += [item for each in lists for item in each.items]
            # A list's first item is no statement beside the list: "First, …" says nothing alone.
            first = next((each for each in sentences if not any(span.contains(each.span) for span in listed)), None)
            statement = cited(self.index, self.document, first) if first else None
            if first and statement:
                points.append(Point(statement, self._cited_lists(lists, first.span)))
            elif points and lists:
                points[-1] = Point(points[-1].statement, points[-1].lists + self._cited_lists(lists, whole))
        return tuple(points)

    def _lists_within(self, whole: Span) -> list[Enumeration]:
        """The lists introduced inside `whole`, less those inside an item of another."""
        inside = [each for each in self.lists if each.lead.start < each.lead.end and whole.contains(each.lead)]
        return [
            each
            for each in inside
            if not any(item.contains(each.lead) for other in inside if other is not each for item in other.items)
        ]

    def _cited_lists(self, lists: list[Enumeration], stated: Span) -> tuple[CitedList, ...]:
        return tuple(self._cited_list(each, stated) for each in lists)

    def _cited_list(self, found: Enumeration, stated: Span) -> CitedList:
        """A list whose lead is left out where it is part of the statement `stated`, which is shown anyway."""
        lead = None if stated.contains(found.lead) else self._cite(found.lead)
        points = []
        for item, label in zip(found.items, found.labels, strict=True):
            shown = label if found.form == "ordinal" else item
            if citation := self._cite(shown):
                points.append(Point(citation, self._cited_lists(self._lists_within(item), shown)))
        return CitedList(lead, tuple(points))

    def _cite(self, span: Span) -> Citation | None:
        position = bisect_right(self.starts, span.start) - 1
        return cited(self.index, self.document, self.pieces[position], span) if position >= 0 else None
