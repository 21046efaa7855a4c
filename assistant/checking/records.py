"""Records of a check: what was said, what the source says, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.records import Citation

Verdict = Literal["exact", "altered", "not_found"]
Finding = Literal["exact", "supported", "altered", "unsupported", "no_claim"]
DifferenceKind = Literal["word", "figure", "date", "name", "negation", "qualifier", "unit", "case", "punctuation", "omission"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the words checked and the source part."""

    kind: DifferenceKind
    said: str
    """The words checked; empty where they leave out what the source has."""
    source: str
    """The source's words; empty where it has none such."""


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """Whether words stand in a source as quoted."""

    quotation: str
    """As given."""
    verdict: Verdict
    citation: Citation | None = None
    """The true wording and its place; None where nothing was found."""
    differences: tuple[Difference, ...] = ()
    places: int = 0
    """Number of places with exactly these words."""
    omitted: tuple[str, ...] = ()
    """The source's words that an ellipsis stands for."""
    nearest: tuple[Citation, ...] = ()
    """Where nothing was found: up to three passages, as a lead."""
    notes: tuple[str, ...] = ()
    """What a careful reader should know."""

    @property
    def true_wording(self) -> str | None:
        """The source's words, or None where nothing was found."""
        return self.citation.quote if self.citation else None

    def as_json(self) -> dict[str, Any]:
        """The check as the stable JSON object of the command."""
        data = asdict(self)
        first = {"quotation": self.quotation, "verdict": self.verdict, "true_wording": self.true_wording}
        return {**first, **data}


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """What the sources say of one sentence of a longer text."""

    text: str
    """The sentence as it stands in the text."""
    start: int
    """First character in the text (code points): `text` is what stands from `start` to `end`."""
    end: int
    verdict: Finding
    citations: tuple[Citation, ...] = ()
    """What it was compared with, best first; of `unsupported` the nearest passage, as a lead."""
    differences: tuple[Difference, ...] = ()
    quotations: tuple[QuotationCheck, ...] = ()
    """The parts in quotation marks, in order."""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The check as a JSON object, its quotations as those of `check_quotation`."""
        return {**asdict(self), "quotations": [each.as_json() for each in self.quotations]}
