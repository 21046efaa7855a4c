"""Notes under an answer: what a careful reader of its sources should know.

Computed from the texts by rules about lists, dates, targets and terms that know no particular document:
`counting`, `dating` and `outcomes` find what there is to say, this file puts it into words and cites it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.counting import count_notes
from assistant.dating import date_notes
from assistant.ground import Claim, cite
from assistant.outcomes import target_notes
from assistant.places import Remark
from assistant.questions.records import Question
from assistant.records import Citation, Language
from assistant.terminology import term_notes
from index.retrieve import Index

# Notes under one answer; more would bury it.
MOST_NOTES = 3


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes with the citations that their marks refer to."""

    texts: tuple[str, ...]
    citations: tuple[Citation, ...]


def notes_on(
    claims: Sequence[Claim], index: Index, language: Language, cited: Sequence[Citation], question: Question, first: Sequence[Remark] = ()
) -> Notes:
    """At most three notes on what `claims` cite, the most telling first, after the remarks in `first`.

    `cited` are the answer's citations; those of the notes are counted on from them.
    """
    found = [
        *first,
        *count_notes(claims, index, language),
        *target_notes(claims, index, language),
        *date_notes(claims, index, language, question),
        *term_notes(claims, index, language, question),
    ]
    return write_notes(sorted(found, key=lambda each: not each.asked_about)[:MOST_NOTES], cited)


def write_notes(remarks: Sequence[Remark], cited: Sequence[Citation]) -> Notes:
    """`remarks` as texts with their marks, and the citations of those marks, counted on from the answer's own.

    A mark of the answer is not used again: each number stands at one place of the page, and a click on it is
    a click on that claim.
    """
    taken = max((each.n for each in cited), default=0)
    known: list[Citation] = []
    texts = []
    for remark in remarks:
        marks = []
        for place in remark.places:
            span = place.span
            number = next((each.n for each in known if each.source == place.document.id and (each.start, each.end) == (span.start, span.end)), None)
            if number is None:
                number = taken + len(known) + 1
                citation = cite(place, number)
                if citation is None:
                    break
                known.append(citation)
            marks.append(f"[{number}]")
        else:
            texts.append(remark.text.format(*marks))
    return Notes(tuple(texts), tuple(known))
