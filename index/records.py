"""Records that travel between the index and what reads it."""

from __future__ import annotations

from dataclasses import dataclass


class IndexNotReady(Exception):
    """The index is missing, stale, damaged or busy; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as the index stores it."""

    id: str
    document_id: str
    start: int
    """First character in the document's stored text (code points)."""
    end: int
    """One past the last character."""
    section: tuple[str, ...]
    text: str
    """The stored text from `start` to `end`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with what the rankings say of it; higher is always better."""

    passage: Passage
    cosine_similarity: float
    """Of the question's and the passage's embeddings, in [-1, 1]."""
    bm25: float
    """Of the question's terms, 0 where none occurs."""
    score: float
    """Fused: see `index.retrieve.fuse`."""
