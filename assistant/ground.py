"""From claims to text: every quotation is compared with its source before anything is shown."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Citation
from corpus.chunk import section_path
from corpus.records import Attribution, Document, Span

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """One piece of an answer: fixed words, then a quotation with its place."""

    document: Document
    span: Span
    section: tuple[str, ...]
    passage_id: str
    attribution: Attribution | None = None
    lead: str = ""
    """The assistant's own fixed words before the quotation."""
    tail: str = ""
    """The same after its mark."""
    emphasis: tuple[Span, ...] = ()
    """Spans of the document's text, inside `span`, that decide the answer."""
    quoted: bool = True
    """Whether the words stand in quotation marks: a source's own do, those of our notes do not."""


@dataclass(frozen=True, slots=True)
class GroundedText:
    """An answer's text with its citations."""

    text: str
    citations: tuple[Citation, ...]
    emphasis: tuple[tuple[int, int], ...]


def ground(claims: Sequence[Claim]) -> GroundedText:
    """The text of `claims`, one a line, each with its mark; marks count from 1.

    A claim whose span does not hold words of its document is dropped and logged. The same span is cited
    under one number.
    """
    lines: list[str] = []
    citations: list[Citation] = []
    emphasis: list[tuple[int, int]] = []
    length = 0
    for claim in claims:
        citation = cite(claim, 1 + len(citations))
        if citation is None:
            continue
        known = next((each for each in citations if (each.source, each.start, each.end) == (citation.source, citation.start, citation.end)), None)
        if known is None:
            citations.append(citation)
        opening, closing = ("“", "”") if claim.quoted else ("", "")
        start = length + len(claim.lead) + len(opening)
        # Line ends inside a quotation are the file's, not the author's; each is one character, as a blank is.
        words = "".join(" " if ch.isspace() else ch for ch in citation.quote)
        line = f"{claim.lead}{opening}{words}{closing} [{(known or citation).n}]{claim.tail}"
        emphasis += [
            (start + span.start - claim.span.start, start + span.end - claim.span.start)
            for span in claim.emphasis
            if claim.span.contains(span)
        ]
        lines.append(line)
        length += len(line) + 1
    return GroundedText("\n".join(lines), tuple(citations), tuple(emphasis))


def cite(claim: Claim, n: int) -> Citation | None:
    """The citation of a claim, or None (logged) where its span holds no words of the document."""
    document, span, attribution = claim.document, claim.span, claim.attribution
    quote = span.of(document.text)
    if not quote.strip() or len(quote) != span.end - span.start:
        _log.warning("dropped a citation of %s at %d-%d: no such words", document.id, span.start, span.end)
        return None
    return Citation(
        n=n,
        source=document.id,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        tier=document.tier,
        url=attribution.url if attribution else document.url,
        statement_source=attribution.source if attribution else None,
        statement_date=attribution.date if attribution else None,
        section=section_path(claim.section),
        passage_id=claim.passage_id,
        quote=quote,
        start=span.start,
        end=span.end,
        page=document.page_at(span.start),
    )
