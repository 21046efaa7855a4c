"""Records of the evaluation: a case of the gold set, the score of one answer, and a counted proportion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from assistant.records import ABSTENTIONS, Status, Turn
from eval.metrics import wilson_interval

Half = Literal["tuning", "reporting"]
Groups = tuple[tuple[str, ...], ...]
"""Every group must be met, each by any of its alternatives."""


class EvalError(Exception):
    """A measurement cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question of the gold set and what a right answer to it holds."""

    id: str
    kind: str
    question: str
    history: tuple[Turn, ...]
    status: tuple[Status, ...]
    """The acceptable ones."""
    facts: Groups
    forbidden: tuple[str, ...]
    spans: Groups
    """Exact quotations of `source`."""
    source: str
    """Id of the document that `spans` are quoted from."""
    source_any: tuple[str, ...]
    """Ids of documents, one of which must be cited."""
    items: Groups
    """Of a list question: what the list must hold."""

    @property
    def unanswerable(self) -> bool:
        """Whether answering it in full would be wrong, and saying nothing is acceptable."""
        return "answered" not in self.status and any(each in ABSTENTIONS for each in self.status)

    @property
    def must_abstain(self) -> bool:
        """Whether only an abstention is acceptable."""
        return all(each in ABSTENTIONS for each in self.status)

    @property
    def wants_list(self) -> bool:
        """Whether the longer limit of words holds for its answer."""
        return self.kind == "list" or bool(self.items)


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth; None where a figure has no meaning for its case."""

    id: str
    kind: str
    half: Half
    status: str
    abstained: bool
    words: int
    """Of the answer, without its marks."""
    elapsed_ms: float
    correct: bool
    grounded: bool | None
    """None where an expected span is not in the stored text, so that nothing could be compared."""
    items_found: int | None
    items_expected: int | None
    wrongly_answered: bool | None
    """Of an unanswerable case."""
    wrongly_refused: bool | None
    """Of an answerable case."""
    rightly_abstained: bool | None
    """Of an abstention: whether the case accepts one (precision)."""
    abstained_as_due: bool | None
    """Of a case that accepts nothing else: whether the assistant abstained (recall)."""
    half_given: bool | None
    """Of a half-answerable case: whether the half that the sources have was given and cited."""
    half_named: bool | None
    """Of a half-answerable case: whether the answer names the half that they do not have."""
    quotes: int
    """Citations, those under `nearest` too."""
    quotes_exact: int
    """Of them, those with `text[start:end] == quote`."""
    faults: tuple[str, ...] = ()
    """In words: what is missing or wrong."""
    error: str | None = None
    """What the assistant raised instead of answering."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share with its count: `hits` of `total`."""

    hits: int
    total: int
    undefined: int = field(default=0)
    """Cases left out because the figure had no meaning for them though one was expected."""

    @classmethod
    def of(cls, values: Iterable[bool | None], undefined: int = 0) -> Proportion:
        """The share of true ones among those that are defined."""
        defined = [value for value in values if value is not None]
        return cls(sum(defined), len(defined), undefined)

    @property
    def share(self) -> float | None:
        """In [0, 1]; None where nothing was counted."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval; None where nothing was counted."""
        return wilson_interval(self.hits, self.total) if self.total else None

    def as_json(self) -> dict[str, float | int | None]:
        """Count, share and interval; the shares are None where nothing was counted."""
        low, high = self.interval or (None, None)
        return {
            "hits": self.hits,
            "total": self.total,
            "share": self.share,
            "low": low,
            "high": high,
            "undefined": self.undefined,
        }

    def __str__(self) -> str:
        """Such as `12/20 60% [39, 78]`; `-` where nothing was counted."""
        if self.interval is None or self.share is None:
            return "-"
        low, high = self.interval
        return f"{self.hits}/{self.total} {self.share:.0%} [{low * 100:.0f}, {high * 100:.0f}]"
