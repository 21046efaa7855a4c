"""Records of a question that has been taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked import Asked
from assistant.records import Language


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question."""

    word: str
    """As asked, in lower case."""
    stem: str
    synonyms: frozenset[str]
    """Stems that may state the same thing."""
    weight: float
    """How much it tells passages apart; at least 0."""
    known: bool
    """Whether the sources have the stem."""
    synonym_known: bool
    """Whether the sources have one of the synonyms."""
    name: bool = False
    """Whether it is a name that the sources know: a document without it speaks of something else."""


@dataclass(frozen=True, slots=True)
class Question:
    """A stand-alone question, read."""

    text: str
    """With misspelt words set right."""
    asked: Asked
    terms: tuple[Term, ...]
    language: Language
    ordinal: int | None = None
    """3 for "the third target"; -1 for "the last"."""
    count: int | None = None
    """4 for "the four targets"."""
    figures: tuple[str, ...] = ()
    """Numbers, years and dates that the question itself states."""
    names: tuple[str, ...] = ()
    """Capitalised names that the question itself states."""
    focus: tuple[str, ...] = ()
    """Stems of the noun that is asked for: "supportive", "target"."""
    extra_terms: tuple[str, ...] = ()
    """English stems for lexical search that the question has in Chinese."""
    reading: str = ""
    """What was matched: the English words of a Chinese question, else `text`."""
    unread: tuple[str, ...] = ()
    """Chinese words of the question that no dictionary has."""
    phrases: tuple[str, ...] = ()
    """What the question puts in quotation marks."""
    names_wanted: bool = False
    """Whether it asks for names, so that a kind of people or bodies is no answer."""
    instances: bool = False
    """Whether it asks which ones of a kind ("which universities"): the kind alone is no answer."""
    words_wanted: bool = False
    """Whether it asks what somebody said."""
    chinese_wanted: bool = False
    """Whether it asks how something is called or written in Chinese."""
    strangers: tuple[str, ...] = ()
    """Names in the question that no source has: whatever the sources say is about somebody or something else."""
    alternatives: tuple[frozenset[str], ...] = ()
    """Stems of the two things between which the question leaves the choice ("a law or a guideline?"); an answer has one of them."""
    qualifiers: tuple[frozenset[str], ...] = ()
    """Words that narrow down what is asked for ("next", "minimum"), each with those that say the same; an answer has one of each."""
    relation: str = ""
    """Stem of the verb whose date or manner is asked for ("set" of "when was the office set up?"), or empty."""
    about_page: bool = False
    """Whether it asks about the document itself, such as the date on the page."""
    native: Question | None = None
    """A Chinese question as it is compared with Chinese sources: by its own characters, not by their English."""
    own_names: tuple[frozenset[str], ...] = ()
    """Chinese words that no dictionary has and a source does, each in both scripts: a document without them is about something else."""

    def read_for(self, language: str) -> Question:
        """The question as it is compared with a document of `language`."""
        return self.native if self.native and language != "en" else self
