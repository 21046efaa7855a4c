"""One or two sentences of a document as a claim is compared with them, and which of its words they have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checking.facts import Fact, facts_of
from assistant.checking.wording import Content, stems_of
from corpus.records import Document, Piece
from index.terms import stem

_LEANS = re.compile(
    r"(?:It|Its|They|Their|He|His|She|Her|This|These|Those|Such|Meanwhile|[A-Z][a-z]+ly|First|Second|Third|Fourth)\b|[它他她这该此其]"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One or two sentences of a document, with what stands around them."""

    document: Document
    pieces: tuple[Piece, ...]
    text: str
    stems: frozenset[str]
    """Of the sentences themselves, and of the names in full that their abbreviations stand for."""
    own_stems: frozenset[str]
    """Of the sentences themselves."""
    context: frozenset[str]
    """Of headings, title, publisher and whom a statement goes back to, and of the sentences beside it."""
    facts: tuple[Fact, ...]


def source_of(
    document: Document, pieces: Sequence[Piece], beside: Sequence[Piece], spelled: Callable[[str], frozenset[str]] = lambda text: frozenset()
) -> Source:
    """The pieces of a document as one source; `spelled` gives the stems that the abbreviations of a text stand for."""
    text = " ".join(piece.span.of(document.text) for piece in pieces)
    attribution = pieces[0].attribution
    headings = " ".join(
        [
            *pieces[0].section,
            document.title,
            document.publisher,
            attribution.source if attribution else "",
            attribution.date if attribution else "",
        ]
    )
    # "It has also received guidance": who is meant stands in the sentence before.
    nearby = " ".join(piece.span.of(document.text) for piece in beside) if _LEANS.match(text) else ""
    facts = [*facts_of(text)]
    return Source(document, tuple(pieces), text, stems_of(text) | spelled(text), stems_of(text), stems_of(f"{headings} {nearby}"), tuple(facts))


def leans(text: str) -> bool:
    """Whether a sentence begins with a word for what the sentence before is about."""
    return bool(_LEANS.match(text))


def met_by(content: Content, source: Source) -> float:
    """How far a source has a word: 1 in its sentences, .7 in what stands around them, else 0."""
    if content.stem in source.stems or content.alike & source.own_stems or _spelled_out(content, source.text):
        return 1.0
    return (
        0.7
        if content.stem in source.context
        or (content.name and _spelled_out(content, " ".join(source.pieces[0].section) + source.document.title))
        else 0.0
    )


def _spelled_out(content: Content, text: str) -> bool:
    """Whether an abbreviation's letters open a run of capitalised words in `text` (CPC: Communist Party of China), or it is a form of a name there."""
    if content.word.isupper() and len(content.word) >= 3:
        initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", text))
        return content.word in initials
    return content.name and any(_root(content.word) == _root(word) for word in re.findall(r"\b[A-Z][a-z]+", text))


def _root(name: str) -> str:
    """A name without the ending that makes it an adjective: China, Chinese; Gansu, Gansu's."""
    return re.sub(r"(?:ese|ians?|eans?|ish|['’]s|a|n|s)$", "", name.lower()) if len(name) > 4 else name.lower()


def printed(wanted: str, text: str) -> str:
    """A word of `text` as printed, by its stem."""
    return next((match[0] for match in re.finditer(r"[A-Za-z]+", text) if stem(match[0].lower()) == wanted), wanted)
