"""Records of a draft: its blocks in order, and the citations that their marks refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.checking.records import Difference
from assistant.records import Citation, Engine, Language

Kind = Literal["faq", "brief", "press-qa", "post", "speech"]
Audience = Literal["public", "press", "staff", "business"]
BlockKind = Literal["heading", "question", "sentence", "item", "list"]
LineVerdict = Literal["supported", "altered", "unsupported", "framing"]
KINDS: tuple[Kind, ...] = get_args(Kind)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
LANGUAGES: tuple[Language, ...] = get_args(Language)


class DraftError(Exception):
    """A draft cannot be made, read or opened; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a draft."""

    kind: BlockKind
    """`list` introduces the `item`s that follow it."""
    text: str
    """Plain text without marks."""
    marks: tuple[int, ...] = ()
    """Numbers of the citations that bear it out; none for framing, which states no fact."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for publication, each of whose facts carries its citation."""

    kind: Kind
    audience: Audience
    topics: tuple[str, ...]
    """As asked for; of a draft without any, the sections that it covers, in its order."""
    language: Language
    """Of the framing; quotations stay as the source prints them."""
    title: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    """Numbered from 1 in the order of their first marks."""
    generation: str = ""
    """Of the index that it was made from."""
    engine: Engine = "quote"
    """`llm` where a language model worded a part of it."""
    worded: tuple[int, int] = (0, 0)
    """How many parts the language model worded rightly, of how many."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One sentence of a draft that was read back, with what the sources say of it."""

    n: int
    """Its number in the draft, from 1."""
    text: str
    """Without footnote marks."""
    verdict: LineVerdict
    """`framing`: a heading, a question or a connective, which states no fact."""
    citations: tuple[Citation, ...] = ()
    """What bears it out or contradicts it; of `unsupported`, the nearest passage as a lead."""
    differences: tuple[Difference, ...] = ()
    footnotes: tuple[str, ...] = ()
    """The text of each footnote that it carries."""
    notes: tuple[str, ...] = ()
    """Such as a footnote that is missing."""
    part: Literal["text", "footnote", "source"] = "text"
    """Where it stands: in the text, in a footnote, in the list of sources."""
