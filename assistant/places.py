"""Places in the sources that a remark points to, and statements looked up there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence import term_set
from assistant.ground import Claim, cite
from assistant.records import Citation
from corpus.records import Document, Piece, Span
from index.records import Hit
from index.retrieve import Index
from index.terms import word_count


@dataclass(frozen=True, slots=True)
class Remark:
    """One note before it is numbered."""

    text: str
    """With `{0}`, `{1}` … where the marks of its places go."""
    places: tuple[Claim, ...]
    asked_about: bool = False
    """Whether the question asks about this very thing, so that it comes first."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a source, with what it is looked up by."""

    document: Document
    piece: Piece
    text: str
    stems: frozenset[str]


@lru_cache(maxsize=4)
def statements(index: Index) -> tuple[Statement, ...]:
    """Every sentence of the index, in reading order; read once for each generation."""
    found = []
    for entry in index.manifest.documents:
        document = index.document(entry["id"])
        for piece in index.structure(document.id).pieces:
            if piece.kind == "sentence":
                text = piece.span.of(document.text)
                found.append(Statement(document, piece, text, term_set(text)))
    return tuple(found)


# Up to here a note looks through every sentence of the sources; above, through those that a search finds, since looking
# through 100,000 takes a second.
_SCANNED_PASSAGES = 5_000
_CANDIDATES = 80


def is_large(index: Index) -> bool:
    """Whether the sources are too many to be looked through for a note."""
    return len(index.manifest.passage_ids) > _SCANNED_PASSAGES


@lru_cache(maxsize=16)
def statements_on(index: Index, words: str) -> tuple[Statement, ...]:
    """The sentences in which a note looks for what the sources say of `words`: all, or in a large index the nearest."""
    if not is_large(index):
        return statements(index)
    found = []
    for hit in index.search(words, _CANDIDATES):
        document = index.document(hit.passage.document_id)
        span = Span(hit.passage.start, hit.passage.end)
        for piece in index.structure(document.id).pieces:
            if piece.kind == "sentence" and span.contains(piece.span):
                text = piece.span.of(document.text)
                found.append(Statement(document, piece, text, term_set(text)))
    return tuple(found)


def place(document: Document, span: Span, index: Index) -> Claim:
    """The claim of a span, as it is cited."""
    piece = index.structure(document.id).piece_at(span.start)
    return Claim(document, span, piece.section if piece else (), index.passage_at(document.id, span.start), piece.attribution if piece else None)


def cite_span(index: Index, document_id: str, span: Span, n: int = 1) -> Citation | None:
    """The citation of a span of a document; None where it holds no words."""
    return cite(place(index.document(document_id), span, index), n)


def cite_hit(index: Index, hit: Hit, n: int) -> Citation | None:
    """The citation of a whole passage."""
    return cite_span(index, hit.passage.document_id, Span(hit.passage.start, hit.passage.end), n)


_CLAUSE_END = re.compile(r"(?=;|:\s|,\s+(?:while|whereas|but|yet|and|so|which|since)\b|[；，])")


def opening(text: str, most: int) -> str:
    """`text` cut to whole clauses of at most `most` words; braces doubled, and an ellipsis where something is left out."""
    whole = text.rstrip(" .。")
    if word_count(whole) > most:
        cuts = [match.start() for match in _CLAUSE_END.finditer(whole) if 5 <= word_count(whole[: match.start()]) <= most]
        whole = whole[: cuts[-1]] + " …" if cuts else " ".join(whole.split()[:most]) + " …"
    return escaped(" ".join(whole.split()))


def escaped(text: str) -> str:
    """`text` as it must stand in a `Remark`."""
    return text.replace("{", "{{").replace("}", "}}")
