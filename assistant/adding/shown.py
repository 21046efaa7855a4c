"""What an operator sees of a file before it is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.propose import Proposed
    from index.add import Candidate

FIELDS = ("title", "publisher", "date", "tier", "language", "url")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read of a file."""

    pages: int
    """0 where its format has none."""
    sections: int
    paragraphs: int
    sentences: int


def counts_of(candidate: Candidate) -> Counts:
    """How much was read of a file."""
    sentences = [piece for piece in candidate.structure.pieces if piece.kind == "sentence"]
    paragraphs = len({piece.paragraph for piece in sentences})
    return Counts(len(candidate.read.pages), len(candidate.sections), paragraphs, len(sentences))


def proposed(candidate: Candidate) -> dict[str, Proposed | None]:
    """What the file says of itself, for each field that it can say something of."""
    proposal = candidate.proposal
    return {
        "title": proposal.title,
        "publisher": proposal.publisher,
        "date": proposal.date,
        "language": proposal.language,
        "url": proposal.url,
    }
