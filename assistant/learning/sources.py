"""The sentences of the index as the learning views read them, and citations of spans in them."""

from __future__ import annotations

from assistant.ground import Claim, cite
from assistant.places import Statement
from assistant.records import Citation
from corpus.records import Document, Piece, Span
from index.retrieve import Index

_TIER_ORDER = {"official": 0, "user": 1, "background": 2}


def cited(index: Index, document: Document, piece: Piece, span: Span | None = None) -> Citation | None:
    """The citation of a piece, or of `span` (offsets into the document) that begins in it; None where it holds no words.

    The caller has the piece: to look it up by position again would take a long document quadratic time.
    """
    span = span or piece.span
    return cite(Claim(document, span, piece.section, index.passage_at(document.id, span.start), piece.attribution), 1)


def cited_in(index: Index, statement: Statement, span: Span | None = None) -> Citation | None:
    """The citation of a statement, or of `span` (offsets into the statement's text) inside it."""
    start = statement.piece.span.start
    return cited(index, statement.document, statement.piece, span and Span(start + span.start, start + span.end))


def as_of(statement: Statement) -> str:
    """The date that a statement speaks of the present of: its source's, where it is a note, else its document's."""
    attribution = statement.piece.attribution
    return attribution.date if attribution else statement.document.date


def by_authority(statement: Statement) -> int:
    """What sorts official sources before an operator's own, and both before background."""
    return _TIER_ORDER[statement.document.tier]
