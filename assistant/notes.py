"""Notes under an answer: what a careful reader of its sources should know.

Computed from the cited documents by rules about lists and dates that know no particular document.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ground import Claim, GroundedText, ground
from assistant.phrases import phrase
from assistant.records import Citation, Language
from corpus.enumerations import joined_items
from corpus.records import Document, Enumeration, Piece, Span, Structure
from index.retrieve import Index

_TARGET_YEAR = re.compile(r"\b(?:by|until|before|in|for)\s+(?:the end of\s+)?(?P<year>20\d\d)\b|到(?P<chinese>20\d\d)年", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:should|shall|will|must|target|goal|aim|objective|expected|plan(?:s|ned)?)\b|目标|要", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes with the citations that their marks refer to."""

    texts: tuple[str, ...]
    citations: tuple[Citation, ...]


def notes_on(claims: Sequence[Claim], index: Index, language: Language, first: int) -> Notes:
    """The notes on what `claims` cite; marks of new citations count from `first`."""
    texts: list[str] = []
    citations: list[Citation] = []
    for document, enumeration in _cited_lists(claims, index):
        note = _count_note(document, enumeration, index, language, first + len(citations))
        if note:
            texts.append(note[0])
            citations += note[1].citations
    if year := _past_target(claims):
        texts.append(phrase("past", language, year=year))
    return Notes(tuple(texts), tuple(citations))


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


def _count_note(
    document: Document, enumeration: Enumeration, index: Index, language: Language, first: int
) -> tuple[str, GroundedText] | None:
    """A note where the announced number is not the number of items, or only one of the ways to count them."""
    least, most = countings(document, enumeration)
    declared = enumeration.declared
    if declared is None or declared == least == most:
        return None
    structure = index.structure(document.id)
    series = Span(enumeration.items[0].start, enumeration.items[-1].end)
    cited = ground([_place(document, structure, enumeration.lead, index), _place(document, structure, series, index)], first)
    marks = "".join(f"[{citation.n}]" for citation in cited.citations)
    name = "count_open" if least <= declared <= most else "count_differs"
    return phrase(name, language, declared=declared, least=least, most=most, noun=enumeration.noun or "items") + f" {marks}", cited


def countings(document: Document, enumeration: Enumeration) -> tuple[int, int]:
    """The least and the greatest number of items that the printed list can be read as."""
    listed = len(enumeration.items)
    if enumeration.form != "series":
        return listed, listed
    last = enumeration.items[-1]
    return listed, listed + joined_items(last.of(document.text))


def _place(document: Document, structure: Structure, span: Span, index: Index) -> Claim:
    piece = _piece(structure, span.start)
    return Claim(document, span, piece.section if piece else (), index.passage_at(document.id, span.start), piece.attribution if piece else None)


def _piece(structure: Structure, position: int) -> Piece | None:
    return next((piece for piece in structure.pieces if piece.span.start <= position < piece.span.end), None)


def _past_target(claims: Sequence[Claim]) -> int | None:
    """The latest target year that the claims state and that has passed, or None."""
    today = datetime.date.today().year
    years = []
    for claim in claims:
        text = claim.span.of(claim.document.text)
        if claim.document.tier == "background" or not _TARGET.search(text):
            continue
        years += [int(match["year"] or match["chinese"]) for match in _TARGET_YEAR.finditer(text)]
    past = [year for year in years if int(claim_year(claims)) <= year < today]
    return max(past, default=None)


def claim_year(claims: Sequence[Claim]) -> str:
    """The earliest year of the cited documents: a year before it is history in them, not a target."""
    return min(claim.document.date[:4] for claim in claims)
