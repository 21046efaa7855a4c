"""What else a question could mean: another list or section of the sources with the name that was asked for.

"What are the measures?" may mean the measures of one section or of another. The likelier is answered; the
other is named in one line with its place. A question that tells the two apart gets no such line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer_types import counts_of
from assistant.asked import Asked
from assistant.evidence import names_in_full, term_set
from assistant.ground import Claim
from assistant.phrases import phrase
from assistant.places import Remark, escaped, place
from assistant.questions.records import Question
from corpus.numerals import english_number
from corpus.records import Document, Enumeration, Span
from index.retrieve import Index
from index.terms import stem, words

# Claims from which an answer is a list.
_LIST = 3
_MARKS = " #.。:：;；"
_ASKED = (Asked.LIST, Asked.OPEN, Asked.MEANING, Asked.COUNT)


def other_reading(question: Question, claims: Sequence[Claim], index: Index) -> list[Remark]:
    """A line on the nearest other thing of the name asked for, in the document that answers; empty where the question is clear."""
    if question.asked not in _ASKED or question.ordinal is not None or not question.focus or not claims or question.language != "en":
        return []
    head = question.focus[-1]
    document = claims[0].document
    answered = _names_of(claims, head, index)
    if head not in answered:
        # What was answered is not called what was asked for: the words do not name it at all.
        return []
    modifiers = {term.stem for term in question.terms} - {head}
    for span, names in _named(document, head, index):
        told_apart = any(modifier in answered and modifier not in names for modifier in modifiers)
        label = span.of(document.text).strip(_MARKS)
        if any(label in claim.section for claim in claims) and (len(claims) < _LIST or names_in_full(label, question)):
            # The heading that the answer stands under is no other thing, unless a list there was given for it.
            continue
        if told_apart or not names - answered or any(claim.span.overlaps(span) for claim in claims):
            continue
        if question.count is not None and question.count not in _numbers(head, span.of(document.text)):
            continue
        text = phrase("other_reading", question.language, words=escaped(label))
        return [Remark(text, (place(document, span, index),))]
    return []


def _names_of(claims: Sequence[Claim], head: str, index: Index) -> frozenset[str]:
    """The words by which what is answered is called: what introduces a list, or a sentence with its heading."""
    first = claims[0]
    structure = index.structure(first.document.id)
    spans = {claim.span for claim in claims}
    lead = next((each.lead.of(first.document.text) for each in structure.enumerations if spans >= set(each.labels) or spans & {_whole(each)}), "")
    if lead and head in term_set(lead):
        return term_set(lead)
    piece = structure.piece_at(first.span.start)
    sentence = piece.span.of(first.document.text) if piece else ""
    return term_set(" ".join([*first.section[-1:], sentence]))


def _whole(enumeration: Enumeration) -> Span:
    """A list that is cited as one piece, since it can be cut into items in more ways than one."""
    return Span(enumeration.items[0].start, enumeration.items[-1].end)


def _named(document: Document, head: str, index: Index) -> Iterator[tuple[Span, frozenset[str]]]:
    """Lists and headings of a document whose own name has the noun, in reading order, each with the words of its name."""
    structure = index.structure(document.id)
    for piece in structure.pieces:
        if piece.kind == "heading" and piece.section and head in term_set(piece.span.of(document.text)):
            yield piece.span, term_set(piece.span.of(document.text))
    for enumeration in structure.enumerations:
        if enumeration.form != "headings" and (span := _counted_name(document, enumeration, head)) is not None:
            yield span, term_set(span.of(document.text))


def _counted_name(document: Document, enumeration: Enumeration, head: str) -> Span | None:
    """Where a list is announced with its number, "four supportive targets"; None where it is not, or is of something else."""
    if enumeration.declared is None or stem(words(enumeration.noun)[-1] if words(enumeration.noun) else "") != head:
        return None
    lead = enumeration.lead.of(document.text)
    number = counts_of(frozenset({head}), lead)
    end = lead.find(enumeration.noun, number[-1].end) if number else -1
    return Span(enumeration.lead.start + number[-1].start, enumeration.lead.start + end + len(enumeration.noun)) if end >= 0 else None


def _numbers(head: str, text: str) -> set[int]:
    return {number for span in counts_of(frozenset({head}), text) if (number := english_number(span.of(text).lower())) is not None}
