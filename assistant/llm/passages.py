"""What a model is shown of the sources: the passages found, widened to what belongs together, and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.llm.records import Passage
from assistant.records import Citation
from corpus.records import Document, Piece, Span, Structure
from index.records import Hit
from index.records import Passage as Stored
from index.retrieve import Index

# A section, a paragraph or a list up to this length is shown whole; of a longer one what stands around the sentence.
_MOST_CHARACTERS = 1_400
# Sentences before and after, in a section that is too long.
_AROUND = 2
MOST_PASSAGES = 10


def passages_for(hits: Sequence[Hit], first: Sequence[Citation], index: Index, room: int) -> list[Passage]:
    """At most `MOST_PASSAGES` numbered passages with at most `room` characters together, but for the first.

    What `first` cites comes first, then `hits` in their order. Two that touch are one passage.
    """
    places = [(each.source, each.start) for each in first] + [(hit.passage.document_id, hit.passage.start) for hit in hits]
    spans: list[tuple[str, Span]] = []
    used = 0
    for document_id, start in dict.fromkeys(places):
        span = _around(index.document(document_id), index.structure(document_id), start)
        if span is None or any(id_ == document_id and shown.contains(span) for id_, shown in spans):
            continue
        touching = [each for each in spans if each[0] == document_id and each[1].overlaps(span)]
        joined = Span(
            min([span.start, *(each.start for _, each in touching)]), max([span.end, *(each.end for _, each in touching)])
        )
        longer = (joined.end - joined.start) - sum(each.end - each.start for _, each in touching)
        if spans and used + longer > room:
            continue
        used += longer
        if touching:
            at = spans.index(touching[0])
            spans = [each for each in spans if each not in touching]
            spans.insert(at, (document_id, joined))
        elif len(spans) < MOST_PASSAGES:
            spans.append((document_id, joined))
    return [passage_of(n, document_id, span, index) for n, (document_id, span) in enumerate(spans, start=1)]


def passage_of(n: int, document_id: str, span: Span, index: Index) -> Passage:
    """A stretch of a document as a passage."""
    document, structure = index.document(document_id), index.structure(document_id)
    pieces = [each for each in structure.pieces if span.overlaps(each.span) and each.kind in ("sentence", "title")]
    sentences = tuple(
        Hit(Stored("", document_id, each.span.start, each.span.end, each.section, each.span.of(document.text)), 0.0, 0.0, 0.0)
        for each in pieces
    )
    return Passage(n, document, span, pieces[0].section if pieces else (), sentences)


def _around(document: Document, structure: Structure, start: int) -> Span | None:
    """What belongs together around a character: a list whole, a statement of a note, else the section."""
    piece = structure.piece_at(start)
    if piece is None:
        return None
    if document.tier == "background":
        return _whole(each for each in structure.pieces if each.paragraph == piece.paragraph and each.kind == "sentence")
    for enumeration in structure.enumerations:
        listed = Span(enumeration.lead.start, enumeration.items[-1].end)
        if listed.contains(Span(start, start + 1)) and listed.end - listed.start <= _MOST_CHARACTERS:
            # A list inside a sentence has words of it before and behind.
            return _whole(each for each in structure.pieces if each.span.overlaps(listed))
    readable = [each for each in structure.pieces if each.kind in ("sentence", "title")]
    section = [each for each in readable if each.section == piece.section]
    whole = _whole(section or [piece])
    if whole and whole.end - whole.start <= _MOST_CHARACTERS:
        return whole
    at = section.index(piece) if piece in section else 0
    return _whole(section[max(0, at - _AROUND) : at + _AROUND + 1])


def _whole(pieces: Iterable[Piece]) -> Span | None:
    found = list(pieces)
    return Span(found[0].span.start, found[-1].span.end) if found else None
