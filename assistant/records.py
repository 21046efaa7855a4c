"""Records of the conversation: a turn, a citation, and the Answer with its status."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.records import Tier

Role = Literal["user", "assistant"]
Status = Literal["answered", "partial", "not_in_sources", "off_topic", "refused", "unclear"]
ABSTENTIONS: frozenset[Status] = frozenset({"not_in_sources", "off_topic", "refused", "unclear"})
Language = Literal["en", "zh-Hans", "zh-Hant"]
Engine = Literal["quote", "llm"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's place in a source: `text[start:end] == quote` in the stored text of `source`."""

    n: int
    """The number of its mark `[n]` in the answer; from 1."""
    source: str
    """Id of the document."""
    title: str
    publisher: str
    date: str
    """ISO date of the document."""
    tier: Tier
    url: str | None
    statement_source: str | None
    """Of a note's statement: whom it goes back to."""
    statement_date: str | None
    """Of a note's statement: the date of its source, or `undated`."""
    section: str
    """Headings above it, outermost first: "II, Main contents > One: General target"."""
    passage_id: str
    quote: str
    start: int
    """First character in the stored text (code points)."""
    end: int
    page: int | None = None
    """Page of the original that the quotation begins on, from 1; None where it has no pages."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a language model did for one answer, and what that cost."""

    model: str
    """As the setting names it."""
    input_tokens: int
    """As its server counts them; 0 where it does not say."""
    output_tokens: int
    seconds: float
    """From the question to its last word."""
    sentences: int
    """It wrote so many that state something."""
    dropped: tuple[str, ...] = ()
    """Why each of those that the sources do not bear out was dropped."""
    from_cache: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question."""

    question: str
    """As asked."""
    standalone_question: str
    """With what the conversation supplied filled in."""
    status: Status
    answer: str
    """Plain text; marks `[1]` refer to citations by `n`."""
    citations: tuple[Citation, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    """Spans of `answer` that the page sets in bold."""
    nearest: tuple[Citation, ...] = ()
    """Of an abstention: the nearest passages, as a lead."""
    notes: tuple[str, ...] = ()
    """What a careful reader should know; marks as in `answer`."""
    table: tuple[tuple[str, ...], ...] = ()
    """Of a comparison: the same as `answer` in rows, the heads first; marks as in `answer`."""
    engine: Engine = "quote"
    language: Language = "en"
    elapsed_ms: float = 0.0
    model_use: ModelUse | None = None
    """Of the engine `llm`, also where the engine `quote` stood in for it."""
    suggestions: tuple[str, ...] = ()
    """Of an abstention on the page: questions that the sources do answer."""
    extra: dict[str, Any] = field(default_factory=dict, compare=False)
    """Further keys of the JSON, such as a batch line's `id`."""

    @property
    def abstained(self) -> bool:
        """Whether the assistant gave no answer."""
        return self.status in ABSTENTIONS

    def as_json(self) -> dict[str, Any]:
        """The Answer as the stable JSON object of the commands."""
        data = asdict(self)
        extra = data.pop("extra")
        ordered = {"question": "", "standalone_question": "", "status": "", "abstained": self.abstained}
        return {**extra, **ordered, **data}
