"""How a citation is put into words: its sentence, its footnote, its entry in the list of sources.

A draft is written with these, and one that is read back is compared with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.drafts.framing import frame
from assistant.records import Citation, Language
from corpus.numerals import CARDINALS
from index.terms import STOP_WORDS

_LOCATOR = re.compile(r"\((?P<source>[^\s():]+):(?P<start>\d{1,9})-(?P<end>\d{1,9})\)\.?\s*\Z")


def line(text: str) -> str:
    """`text` on one line: line ends inside a quotation are the file's, not the author's."""
    return " ".join(text.split())


def said(citation: Citation, language: Language) -> str:
    """The sentence that a citation bears out: its words in quotation marks, or those of a note with whom they go back to."""
    if citation.tier != "background":
        return f"“{line(citation.quote)}”"
    return according(citation, language) + in_mid_sentence(_without_source(citation))


def according(citation: Citation, language: Language) -> str:
    """The words before a statement of a note: whom it goes back to, and of which date."""
    source, date = citation.statement_source or citation.publisher, citation.statement_date or citation.date
    return frame("according", language, source=source, date=date)


def in_mid_sentence(words: str) -> str:
    """`words` with a small first letter where they open with a word of grammar or a number; names keep theirs."""
    first = re.match(r"[A-Za-z]+", words)
    if first and first[0] != "I" and (first[0].lower() in STOP_WORDS or first[0].lower() in CARDINALS or first[0] == "According"):
        return words[:1].lower() + words[1:]
    return words


def _without_source(citation: Citation) -> str:
    """A statement without "According to X, " where X is the source that is named before it anyway."""
    words = line(citation.quote)
    named = re.match(r"According to (?P<source>[^,]{3,80}), ", words)
    source = citation.statement_source or citation.publisher
    return words[named.end() :] if named and named["source"].lower() in source.lower() else words


def page_of(citation: Citation, language: Language) -> str:
    """The page of the original that a citation stands on, as "p. 12"; empty where the original has no pages."""
    return frame("page", language, page=str(citation.page)) if citation.page else ""


def post_tail(citation: Citation) -> str:
    """The citation as it stands inside a post, which has no footnotes."""
    return f" — {citation.publisher}, {citation.date}" + (f" {citation.url}" if citation.url else "")


def footnote(citation: Citation, language: Language) -> str:
    """The footnote of a citation; its last part is where the words stand, by which it is found again."""
    place = f"({citation.source}:{citation.start}-{citation.end})"
    own = f"{citation.publisher}, “{line(citation.title)}”, {citation.date}"
    section = "".join(f", {each}" for each in (page_of(citation, language), line(citation.section)) if each)
    if citation.tier == "background":
        return f"{_statement(citation)} {own}{section} {place}"
    return f"{own}{section}. {citation.url + ' ' if citation.url else ''}{place}"


def source_entry(citation: Citation) -> str:
    """The entry of a citation's source in the list of sources: who, what, date and link."""
    if citation.tier == "background":
        return _statement(citation)
    return f"{citation.publisher}, “{line(citation.title)}”, {citation.date}." + (f" {citation.url}" if citation.url else "")


def source_entries(citations: Iterable[Citation]) -> list[str]:
    """The list of sources: the official ones first, each once."""
    ordered = sorted(citations, key=lambda each: {"official": 0, "user": 1, "background": 2}[each.tier])
    return list(dict.fromkeys(map(source_entry, ordered)))


def located(text: str) -> tuple[str, int, int] | None:
    """The document and the span that a footnote names at its end, or None."""
    match = _LOCATOR.search(text)
    return (match["source"], int(match["start"]), int(match["end"])) if match else None


def _statement(citation: Citation) -> str:
    source, date = citation.statement_source or citation.publisher, citation.statement_date or citation.date
    return f"{source}, {date}." + (f" {citation.url}" if citation.url else "")
