"""The glossary, looked up in English and in Chinese of both scripts."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.script import simplified
from assistant.learning.records import GlossaryEntry
from assistant.learning.sources import by_authority, cited_in
from assistant.places import statements
from assistant.records import Citation
from corpus.glossary import GlossaryTerm
from corpus.records import Span
from index.retrieve import Index

# How a term meets what is looked up, best first.
_WHOLE, _OPENING, _WORD, _INSIDE, _NOTE, _NOT = range(6)


def look_up(index: Index, query: str) -> list[GlossaryEntry]:
    """The terms that hold `query` in English, Chinese or their note, best first; all in their order for an empty one.

    Case does not count, nor does the Chinese script, nor the width of white space.
    """
    wanted = _folded(query)
    entries = glossary_entries(index)
    if not wanted:
        return list(entries)
    ranked = sorted((_rank(entry.term, wanted), position) for position, entry in enumerate(entries))
    return [entries[position] for rank, position in ranked if rank < _NOT]


@lru_cache(maxsize=4)
def glossary_entries(index: Index) -> tuple[GlossaryEntry, ...]:
    """The terms of the glossary, each with the place where the sources print it; none without a glossary."""
    return tuple(GlossaryEntry(term, _place(index, term)) for term in index.glossary)


def _rank(term: GlossaryTerm, wanted: str) -> int:
    forms = [_folded(form) for form in (term.english, term.chinese, term.better_english) if form]
    if wanted in forms:
        return _WHOLE
    if any(form.startswith(wanted) for form in forms):
        return _OPENING
    if any(re.search(rf"\b{re.escape(wanted)}", form) for form in forms):
        return _WORD
    if any(wanted in form for form in forms):
        return _INSIDE
    return _NOTE if wanted in _folded(term.note) or wanted in _folded(term.group) else _NOT


def _folded(text: str) -> str:
    """`text` in one case, one script and single blanks."""
    folded = " ".join(text.split()).casefold()
    return simplified(folded) if re.search("[\u3400-\u9fff]", folded) else folded


def _place(index: Index, term: GlossaryTerm) -> Citation | None:
    """The term's words in the first source that prints them, an official one first."""
    forms = [re.compile(rf"(?<!\w){_loosely(term.english)}(?!\w)", re.IGNORECASE)]
    if term.chinese:
        forms.append(re.compile(re.escape(term.chinese)))
    ordered = sorted(statements(index), key=by_authority)
    for form in forms:
        for statement in ordered:
            if match := form.search(statement.text):
                return cited_in(index, statement, Span(*match.span()))
    return None


def _loosely(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
