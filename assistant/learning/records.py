"""Records of the learning views. Whatever they state is a `Citation`, exact to the character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.records import Citation
from corpus.glossary import GlossaryTerm
from corpus.records import Tier

MomentRole = Literal["event", "target", "ahead", "dated"]
QuestionKind = Literal["figure", "date", "person", "item", "order"]
"""`order`: which item of a numbered list a sentence is."""
QuestionForm = Literal["choice", "fill"]


@dataclass(frozen=True, slots=True)
class Point:
    """One box of an outline: a statement, and the lists that it introduces."""

    statement: Citation
    lists: tuple[CitedList, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedList:
    """A list of the text."""

    lead: Citation | None
    """The words that introduce it; None where they are part of the statement above."""
    items: tuple[Point, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    heading: Citation | None
    """None for what stands before the first heading, or goes on after a section with a heading of its own."""
    points: tuple[Point, ...]
    """The opening statement of each paragraph, less those that are items of a list above."""
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as nested sections."""

    document_id: str
    title: str
    date: str
    """ISO date of publication, as precise as known."""
    tier: Tier
    language: str
    sections: tuple[Section, ...]
    """Empty for a document without a sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a sentence of the sources gives."""

    year: int
    month: int | None
    """None where the sentence gives a year alone."""
    day: int | None
    """None where the sentence gives a year or a month alone."""
    role: MomentRole
    """`target`: to be reached by then; `ahead`: later than its source, without the words of a target;
    `dated`: the date that a document bears in its head; `event`: any other."""
    year_inferred: bool
    """Whether the year stands not beside the day, but elsewhere in the sentence or on the document."""
    printed: Citation
    """The date alone."""
    sentence: Citation

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """The smallest unit that is given."""
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a sentence gives a person."""

    words: Citation
    """The office as printed: "vice mayor", "director of the Bureau"."""
    person: Citation
    """The name in that sentence."""
    sentence: Citation
    as_of: str
    """ISO date of the document, or of a note's source; `undated` where that is not known."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whose office the sources name."""

    name: str
    offices: tuple[Office, ...]
    """Official sources first, each wording once; never empty."""


@dataclass(frozen=True, slots=True)
class Body:
    """An institution that the sources name."""

    name: str
    mentions: tuple[Citation, ...]
    """The first sentences that name it, official sources first; never empty."""
    as_of: str
    """Of the first mention, as in `Office`."""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term with the place where the sources print it."""

    term: GlossaryTerm
    place: Citation | None
    """The words in the first source that has them; None where none has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from."""

    words: str
    right: bool
    citation: Citation
    """Of the right one the question's sentence; of a wrong one the sentence that has these words of something else."""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A sentence of the sources with a blank."""

    kind: QuestionKind
    form: QuestionForm
    before: str
    """The sentence up to the blank, as printed."""
    after: str
    """The sentence from the blank on."""
    answer: str
    """The words of the blank."""
    citation: Citation
    """The whole sentence: `before + answer + after == citation.quote`."""
    choices: tuple[Choice, ...]
    """Of a choice the answers in the order shown, one of them right; empty for a fill-in."""
    value: tuple[int | None, int | None, int | None] | None = None
    """Of a date its year, month and day; a year that was inferred counts where an answer gives one."""
    lead: str = ""
    """Of an `order` the words that introduce the list; empty else."""
