"""Records between a language model and the check of what it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.records import Citation
from corpus.records import Document, Span
from index.records import Hit

Fault = Literal["unreachable", "key", "rate", "unknown_model", "server", "slow", "empty", "endless", "cut", "refused"]
DropReason = Literal[
    "figure", "unit", "date", "name", "negation", "qualifier", "quotation", "wording", "unsupported", "mark", "address"
]


class ExtraMissing(ImportError):
    """A package that the engine `llm` needs is not installed; the message names it and what to do."""


class GenerationFailed(Exception):
    """A language model gave no usable text; the message says why in one sentence, and holds nothing that it sent or was sent."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document as it is shown to a model, under its number."""

    n: int
    document: Document
    span: Span
    section: tuple[str, ...]
    sentences: tuple[Hit, ...]
    """Each of its sentences, as what a check compares with."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a model wrote it."""

    words: str
    """Without marks and Markdown."""
    marks: tuple[int, ...]
    new_line: bool
    """Whether it begins a line."""
    item: bool
    """Whether it begins an item of a list."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that the sources bear out."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that they do not."""

    reason: DropReason


@dataclass(slots=True)
class Reply:
    """What a model has sent so far."""

    text: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    from_cache: bool = False
    finish: str = field(default="", repr=False)
    """Why it ended, in the server's words: `stop`, `length`, `content_filter` or empty."""
