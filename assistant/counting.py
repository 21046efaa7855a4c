"""Declared numbers that do not match their lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer_types import counts_of
from assistant.evidence import term_set
from assistant.ground import Claim
from assistant.phrases import phrase
from assistant.places import Remark, Statement, escaped, opening, place, statements_on
from assistant.records import Language
from corpus.enumerations import joined_items
from corpus.numerals import english_number
from corpus.records import Document, Enumeration, Span
from index.retrieve import Index
from index.terms import stem, words

# How people speak of counting a list.
_COUNTING = re.compile(r"\b(?:count(?:s|ed)?|list(?:s|ed)?|number|commas?|punctuation|entr(?:y|ies)|declare[sd]?|split|single)\b|计数|列出|标点|顿号|逗号", re.IGNORECASE)
_BACKGROUND_WORDS = 30


def count_notes(claims: Sequence[Claim], index: Index, language: Language) -> list[Remark]:
    """Remarks on the announced numbers of the lists that `claims` quote from, each with what the background says of it."""
    found = []
    for document, enumeration in _cited_lists(claims, index):
        least, most = countings(document, enumeration)
        declared = enumeration.declared
        if declared is None or declared == least == most:
            continue
        noun = enumeration.noun or phrase("items", language)
        series = Span(enumeration.items[0].start, enumeration.items[-1].end)
        if least <= declared <= most:
            others = [str(each) for each in range(least, most + 1) if each != declared]
            text = phrase("count_open", language, declared=declared, noun=escaped(noun), others=phrase("or", language).join(others))
        else:
            text = phrase("count_differs", language, declared=declared, noun=escaped(noun), least=least)
        found.append(Remark(text, (place(document, enumeration.lead, index), place(document, series, index))))
        if about := _spoken_of(document, enumeration, index, claims):
            words_ = opening(about.text, _BACKGROUND_WORDS)
            found.append(Remark(phrase("on_count", language, words=words_), (place(about.document, about.piece.span, index),)))
    return found


def countings(document: Document, enumeration: Enumeration) -> tuple[int, int]:
    """The least and the greatest number of items that the printed list can be read as."""
    listed = len(enumeration.items)
    if enumeration.form != "series":
        return listed, listed
    last = enumeration.items[-1]
    return listed, listed + joined_items(last.of(document.text))


def _cited_lists(claims: Sequence[Claim], index: Index) -> list[tuple[Document, Enumeration]]:
    """The lists that the claims quote from: an item, or what introduces them."""
    found: dict[tuple[str, int, int], tuple[Document, Enumeration]] = {}
    for claim in claims:
        for enumeration in index.structure(claim.document.id).enumerations:
            if enumeration.declared is None or enumeration.form == "headings":
                continue
            items = [item for item in enumeration.items if item.overlaps(claim.span)]
            # One item of a long list says nothing of its length; its introduction or several items do.
            if len(items) >= 2 or (enumeration.lead.overlaps(claim.span) and (items or enumeration.form == "series")):
                found[claim.document.id, enumeration.items[0].start, enumeration.items[-1].end] = (claim.document, enumeration)
    return list(found.values())


def _spoken_of(document: Document, enumeration: Enumeration, index: Index, claims: Sequence[Claim]) -> Statement | None:
    """The background statement that speaks of this very number of things, and of how they are counted."""
    heads = frozenset(stem(word) for word in words(enumeration.noun)[-1:])
    named = term_set(document.text)
    series = term_set(" ".join(item.of(document.text) for item in enumeration.items))
    best: tuple[int, Statement] | None = None
    for each in statements_on(index, f"{enumeration.lead.of(document.text)} {enumeration.noun}"):
        if each.document.tier != "background" or not heads & each.stems or any(_same(claim, each) for claim in claims):
            continue
        declared = [span for span in counts_of(heads, each.text) if english_number(span.of(each.text)) == enumeration.declared]
        spoken = len({match[0].lower() for match in _COUNTING.finditer(each.text)})
        shared = len(series & each.stems)
        if not declared or not spoken or shared < 2 or not named & each.stems:
            continue
        score = 3 * spoken + min(shared, 6)
        if best is None or score > best[0]:
            best = (score, each)
    return best[1] if best else None


def _same(claim: Claim, statement: Statement) -> bool:
    return claim.document.id == statement.document.id and claim.span.overlaps(statement.piece.span)
