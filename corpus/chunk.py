"""A document cut into chunks along its own structure."""

from __future__ import annotations

import hashlib

from corpus.records import Chunk, Document, Piece, Span, Structure

# Part of the index fingerprint: raise it whenever chunks of an unchanged document come out differently.
CHUNKING_VERSION = "sentence-5"

# A sentence shorter than this ("It covers three main aspects:") says too little to be found by itself.
MIN_CHUNK_CHARACTERS = 40


def chunk_document(document: Document, structure: Structure) -> list[Chunk]:
    """The chunks of `document` in reading order; none for a document without sentences.

    A chunk is one sentence, or a title line; a short sentence goes with its neighbour in the paragraph.
    No chunk cuts a sentence or crosses a paragraph, and none holds a heading, page furniture or an attribution.
    """
    chunks: list[Chunk] = []
    group: list[int] = []
    for position, piece in enumerate(structure.pieces):
        if piece.kind not in ("sentence", "title"):
            continue
        if group and not _belongs(document, structure.pieces, group, piece):
            chunks.append(_chunk(document, structure.pieces, group))
            group = []
        group.append(position)
    if group:
        chunks.append(_chunk(document, structure.pieces, group))
    return chunks


def section_path(section: tuple[str, ...]) -> str:
    """A section as shown to people: "II, Main contents > One: General target"."""
    return " > ".join(section)


def _belongs(document: Document, pieces: tuple[Piece, ...], group: list[int], piece: Piece) -> bool:
    first, last = pieces[group[0]], pieces[group[-1]]
    short = last.span.end - first.span.start < MIN_CHUNK_CHARACTERS
    return short and piece.paragraph == last.paragraph and piece.section == last.section


def _chunk(document: Document, pieces: tuple[Piece, ...], group: list[int]) -> Chunk:
    first, last = pieces[group[0]], pieces[group[-1]]
    span = Span(first.span.start, last.span.end)
    text = span.of(document.text)
    path = section_path(first.section)
    return Chunk(
        id=passage_id(document.id, span),
        document_id=document.id,
        span=span,
        section=first.section,
        text=text,
        embedded_text=f"{path}: {text}" if path else text,
        pieces=tuple(group),
    )


def passage_id(document_id: str, span: Span) -> str:
    """Sixteen hexadecimal digits that name a span of a document."""
    return hashlib.sha256(f"{document_id}\0{span.start}\0{span.end}".encode()).hexdigest()[:16]
