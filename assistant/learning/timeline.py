"""The time line: every sentence of the sources that says when something happened, or is to be reached."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.learning.dates import TextDate, dates_that_tell, is_after, iso_parts
from assistant.learning.records import Moment, MomentRole
from assistant.learning.sources import as_of, cited, cited_in
from assistant.places import Statement, statements
from corpus.records import Document, Piece
from index.retrieve import Index

_AIM = re.compile(
    r"\b(?:should|shall|will|must|targets?|goals?|aim(?:s|ed)?|objectives?|wants?|wanted|is\s+to|are\s+to|was\s+to|were\s+to|plans?\s+to|planned\s+to|foresees?)\b"
    r"|目标|目標|力争|力爭|达到|達到|实现|實現|建成|形成|要",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:had|has|have)\s+\w+(?:ed|n)\b|\b(?:met|missed|reached|achieved|attained|fell\s+short|stood\s+at)\b|已经|已經|实现了|完成了|达到了|已达",
    re.IGNORECASE,
)
# "after 2009" bounds something and says of no date that anything happened then.
_BOUND = re.compile(r"(?:\b(?:after|before|until|till|up\s+to|than|through|throughout|for|to|years?)|之前)\s*$", re.IGNORECASE)
_BY_THEN = re.compile(r"(?:\b(?:by|until|before|up\s+to|for|in)(?:\s+the\s+end\s+of)?|到|至|截至)\s*$", re.IGNORECASE)


@lru_cache(maxsize=4)
def moments(index: Index) -> tuple[Moment, ...]:
    """The dates of all documents, earliest first, a year before its days; the same date in document order; none for none."""
    found = [moment for statement in statements(index) for moment in _of_statement(index, statement)]
    for entry in index.manifest.documents:
        document = index.document(entry["id"])
        found += [
            moment
            for piece in index.structure(document.id).pieces
            if piece.kind == "title" and (moment := _in_head(index, document, piece))
        ]
    order = {entry["id"]: position for position, entry in enumerate(index.manifest.documents)}
    return tuple(
        sorted(
            found, key=lambda each: (each.year, each.month or 0, each.day or 0, order[each.printed.source], each.printed.start)
        )
    )


def _of_statement(index: Index, statement: Statement) -> list[Moment]:
    base = as_of(statement)
    given = base if iso_parts(base) else statement.document.date
    found = []
    for date in dates_that_tell(statement.text, base):
        printed, sentence = cited_in(index, statement, date.span), cited_in(index, statement)
        role = _role(statement.text, date, given)
        bounds = role == "event" and not date.day and _BOUND.search(statement.text[: date.span.start])
        if printed and sentence and not bounds:
            found.append(Moment(date.year, date.month, date.day, role, date.year_inferred, printed, sentence))
    return found


def _role(text: str, date: TextDate, given: str) -> MomentRole:
    before = text[: date.span.start]
    aimed = bool(_BY_THEN.search(before)) and bool(_AIM.search(text)) and not _DONE.search(text)
    parts = iso_parts(given)
    later = parts is not None and is_after((date.year, date.month, date.day), parts)
    # A past tense beside "in 2017" is no target, whatever else the sentence aims at.
    if aimed and (later or date.lead == "by"):
        return "target"
    return "ahead" if later else "event"


def _in_head(index: Index, document: Document, piece: Piece) -> Moment | None:
    """The date that stands alone in a document's head."""
    text = piece.span.of(document.text)
    read = [date for date in dates_that_tell(text, "") if date.day and not date.year_inferred]
    if len(read) != 1 or text[: read[0].span.start].strip() or text[read[0].span.end :].strip(" .。"):
        return None
    citation = cited(index, document, piece)
    return Moment(read[0].year, read[0].month, read[0].day, "dated", False, citation, citation) if citation else None
