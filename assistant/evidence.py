"""Evidence: the sentences of the retrieved passages, scored for how well each answers the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.across_languages import apart, read_across, spans_in_chinese
from assistant.answer_types import answer_spans, kind_strength, leaves_trace
from assistant.articles import article_of, cells_asked, in_article
from assistant.asked import Asked
from assistant.language.gloss import english_of
from assistant.language.script import simplified
from assistant.questions.records import Question, Term
from assistant.scope import means_another
from assistant.times_named import of_day, of_year
from corpus.numerals import english_number, ordinal_number, roman_number
from corpus.records import Document, Piece, Span, Structure
from index.records import Hit
from index.retrieve import Index
from index.terms import STOP_WORDS, distinct_terms, holds_term, stem, terms, words


@dataclass(frozen=True, slots=True)
class Weights:
    """How the signals add up to a sentence's score; chosen on the tuning half (`python -m eval answers`)."""

    dense: float = 0.5
    """Of the fused retrieval score, scaled to [0, 1] over the candidates."""
    coverage: float = 0.6
    """Of the share of the question's terms that are met."""
    kind: float = 0.25
    """Where the sentence holds the kind of thing asked for; taken off where it does not and could."""
    heading: float = 0.45
    """Where the question names the heading that the sentence stands under, most of all for the first one there."""
    direct: float = 0.1
    """Of the share that is met in the sentence itself."""
    year: float = 0.2
    """Where the sentence is of the year that the question names; half of it taken off where it is of another."""
    day: float = 0.1
    """Where the sentence has the day that the question names; a quarter of it taken off where it has another."""
    relation: float = 0.12
    """Where the sentence itself has the verb that the question asks by ("who released …?"); taken off where it has not."""
    phrase: float = 0.3
    """Where the sentence has, word for word, what the question puts in quotation marks."""
    official: float = 0.12
    """For the sources' tier: official before background before user material."""


WEIGHTS = Weights()
# How far a term counts as met: in the sentence, by a synonym there, in its headings, beside it.
# A title names the document and seldom answers: it must win by this much.
_TITLE_LINE = 0.3
_DIRECT, _SYNONYM, _HEADING, _HEADING_SYNONYM, _NEARBY, _TITLE = 1.0, 0.75, 0.6, 0.45, 0.4, 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with the signals that speak for it."""

    document: Document
    piece: Piece
    position: int
    """Of the piece in its document's structure."""
    passage_id: str
    cosine_similarity: float
    coverage: float
    """Share of the weight of the question's terms that is met, in [0, 1]."""
    direct: float
    """The same, counting only what stands in the sentence itself."""
    unmet: tuple[Term, ...]
    """Terms met nowhere, not even nearby."""
    absent: tuple[Term, ...]
    """Terms met neither in the sentence nor in its headings."""
    holds: tuple[Span, ...]
    """Where the sentence holds the kind of thing asked for, as spans of the document's text."""
    score: float

    @property
    def text(self) -> str:
        """The sentence."""
        return self.piece.span.of(self.document.text)


def gather(question: Question, hits: Sequence[Hit], index: Index, weights: Weights = WEIGHTS) -> list[Evidence]:
    """The sentences of `hits`, best first; empty for no hits."""
    found: list[Evidence] = []
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    read: dict[str, Question | None] = {}
    tiers = index.tiers
    for hit in hits:
        document, structure = index.document(hit.passage.document_id), index.structure(hit.passage.document_id)
        if document.id not in read:
            read[document.id] = None if means_another(simplified(question.text), document, tiers) else _read_for(question, document)
        asked = read[document.id]
        if asked is None:
            continue
        span = Span(hit.passage.start, hit.passage.end)
        for position in structure.within(span):
            if structure.pieces[position].kind in ("sentence", "title"):
                found.append(_weigh(asked, hit, hit.score / best, document, structure, position, weights))
    return sorted(found, key=lambda each: -each.score)


def _read_for(question: Question, document: Document) -> Question | None:
    """The question as it is compared with `document`; None where it names what that document does not have.

    Of a Chinese document, what only names it says little of its sentences.
    """
    if question.own_names and not speaks_of_names(question, document):
        return None
    if apart(question, document):
        return read_across(question, document)
    read = question.read_for(document.language)
    if read is question:
        return question
    title = term_set(f"{document.title} {document.publisher}")
    if all(term.stem in title for term in read.terms):
        return read
    return replace(read, terms=tuple(replace(term, weight=term.weight * (_OF_TITLE if term.stem in title else 1.0)) for term in read.terms))


# As much as "plan" and "Shanghai" weigh in English, where how often a word occurs says so.
_OF_TITLE = 0.2


def _weigh(
    question: Question, hit: Hit, retrieved: float, document: Document, structure: Structure, position: int, weights: Weights
) -> Evidence:
    piece = structure.pieces[position]
    text = piece.span.of(document.text)
    # "It's the first framework document of its kind": what "it" is stands in the sentence before.
    before = _before(document, structure, position) if _LEANS.match(text) else ""
    # A heading that the question names in full says what the sentences right under it are about.
    own = piece.section[-1] if piece.section and names_in_full(piece.section[-1], question) else ""
    across = apart(question, document)
    context = _context(across, f"{text} {own}", f"{' '.join(piece.section)} {before}", _nearby(document, structure, position), f"{document.title} {document.publisher}")
    met = _whole_names(question, [_met(term, context, question) for term in question.terms], context)
    total = sum(term.weight for term in question.terms) or 1.0
    if question.about_page and piece.kind == "title" and (question.asked is not Asked.DATE or _is_dateline(question, text)):
        met = [_DIRECT] * len(met)
        retrieved += 1.0
    if _numbers_the_paper(question, document, piece, text):
        met = [_DIRECT] * len(met)
    met, total = _of_alternatives(question, met, total)
    coverage = sum(term.weight * value for term, value in zip(question.terms, met, strict=True)) / total
    direct = sum(term.weight * value for term, value in zip(question.terms, met, strict=True) if value >= _SYNONYM) / total
    found = cells_asked(question.text, piece.section[-1], text) if question.language != "en" and piece.section and "|" in text else []
    spans = found or (spans_in_chinese(question, text) if across else answer_spans(question, text))
    holds = tuple(Span(piece.span.start + span.start, piece.span.start + span.end) for span in spans)
    kind = (kind_strength(question, text) if holds else -1.0 if leaves_trace(question.asked) else -0.4 if question.asked is Asked.REASON else 0.0) * weights.kind
    tier = {"official": weights.official, "background": 0.0, "user": -weights.official}[document.tier]
    return Evidence(
        document=document,
        piece=piece,
        position=position,
        passage_id=hit.passage.id,
        cosine_similarity=hit.cosine_similarity,
        coverage=coverage,
        direct=direct,
        unmet=tuple(term for term, value in zip(question.terms, met, strict=True) if value == 0),
        absent=tuple(term for term, value in zip(question.terms, met, strict=True) if value < _HEADING_SYNONYM),
        holds=holds,
        score=weights.dense * retrieved
        + weights.coverage * coverage
        + weights.heading * _names_heading(question, structure, position)
        + weights.direct * direct
        + weights.relation * _has_relation(question, met)
        + weights.year * of_year(question, text)
        + weights.day * of_day(question, text)
        + weights.phrase * _quotes(question, text)
        + kind
        + tier
        - (_TITLE_LINE if piece.kind == "title" else 0.0),
    )


def _of_alternatives(question: Question, met: list[float], total: float) -> tuple[list[float], float]:
    """`met` and the weight of all terms, without the alternative of which the sentence has less: it has to have one of them only."""
    if len(question.alternatives) != 2:
        return met, total
    sides = [[(term.weight, value) for term, value in zip(question.terms, met, strict=True) if term.stem in side] for side in question.alternatives]
    if not all(sides):
        return met, total
    shares = [sum(weight * value for weight, value in side) / sum(weight for weight, _ in side) for side in sides]
    if not any(shares):
        return met, total
    less = question.alternatives[0 if shares[0] < shares[1] else 1]
    kept = [0.0 if term.stem in less else value for term, value in zip(question.terms, met, strict=True)]
    return kept, sum(term.weight for term in question.terms if term.stem not in less) or 1.0


def _whole_names(question: Question, met: list[float], context: _Context) -> list[float]:
    """`met`, less for the parts of a name that the sentence and what stands around it do not have whole.

    "Guiding significance" meets nothing of the Guiding Opinions.
    """
    around = term_set(f"{context.sentence} {context.headings} {context.title}")
    broken: set[str] = set()
    for name in question.names:
        parts = {stem(word) for word in words(name) if word not in STOP_WORDS}
        if len(parts) > 1 and not parts <= around:
            broken |= parts
    return [min(value, _NAME_IN_PART) if term.stem in broken else value for term, value in zip(question.terms, met, strict=True)]


_NAME_IN_PART = 0.4


def _has_relation(question: Question, met: Sequence[float]) -> float:
    """1 where the sentence itself meets the verb of the question, -1 where it does not, 0 where the question has none."""
    values = [value for term, value in zip(question.terms, met, strict=True) if question.relation and term.stem == question.relation]
    return 0.0 if not values else 1.0 if values[0] >= _SYNONYM else -1.0


def speaks_of_names(question: Question, document: Document) -> bool:
    """Whether a document has every name of the question that the sources know; one that lacks it is about something else."""
    if not all(any(form in document.text for form in forms) for forms in question.own_names):
        return False
    names = [term for term in question.terms if term.name]
    if not names:
        return True
    said = f"{document.title} {document.text}"
    # A capital stands for the government that sits there: a document on the central government speaks of it.
    parts = ([word for word in words(name) if word not in STOP_WORDS] for name in question.names)
    whole = {stem(word) for each in parts if len(each) > 1 for word in each}
    return all(
        holds_term(said, term.stem) or (term.stem not in whole and any(holds_term(said, other) for other in term.synonyms)) for term in names
    )


def _names_heading(question: Question, structure: Structure, position: int) -> float:
    """1 for the first sentence under a heading that the question names in full, 0.4 for a later one, else 0."""
    piece = structure.pieces[position]
    if question.language != "en" and (article := article_of(simplified(question.text))):
        return 1.0 if in_article(piece.section, article) else 0.0
    for label in piece.section[-2:]:
        if names_in_full(label, question):
            first = position == 0 or label not in structure.pieces[position - 1].section
            return 1.0 if first else 0.4
    return 0.0


def names_in_full(label: str, question: Question) -> bool:
    """Whether the question has every word of a heading, its number apart."""
    asked = {term.stem for term in question.terms}
    named = [each for each in terms(label) if not _is_number(each)]
    if not named or not set(named) <= asked or (len(named) < 2 and len(asked) > 2):
        return False
    # "The measures of the policy guarantee" has the words of "Guarantee measures" and does not name it.
    return question.language != "en" or f" {' '.join(named)} " in f" {' '.join(terms(question.reading))} "


def _quotes(question: Question, text: str) -> float:
    """Share of the question's quoted phrases that `text` has, whatever their case and marks."""
    plain = " ".join(words(text))
    return sum(" ".join(words(phrase)) in plain for phrase in question.phrases) / len(question.phrases) if question.phrases else 0.0


def _numbers_the_paper(question: Question, document: Document, piece: Piece, text: str) -> bool:
    """Whether a title line is a reference number and little else, of a document that the question names by a word of its title."""
    if question.asked is not Asked.IDENTIFIER or piece.kind != "title" or not _is_dateline(question, text):
        return False
    return any(term.stem in term_set(document.title) for term in question.terms)


def _is_dateline(question: Question, text: str) -> bool:
    """Whether a title line is a date and little else."""
    return any(span.end - span.start >= 0.7 * len(text) for span in answer_spans(question, text))


def _is_number(term: str) -> bool:
    return english_number(term) is not None or ordinal_number(term) is not None or roman_number(term.upper()) is not None


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a question's term may be met, from the sentence outward."""

    sentence: str
    headings: str
    nearby: str
    title: str


def _context(across: bool, *parts: str) -> _Context:  # noqa: FBT001
    return _Context(*(english_of(part) if across else part for part in parts))


def _met(term: Term, context: _Context, question: Question) -> float:
    sentence, headings = term_set(context.sentence), term_set(context.headings)
    if term.word in OFFICES and _only_deputies(term.word, context.sentence) and not _DEPUTY.search(question.reading):
        # A question about the mayor is not answered by the vice mayor.
        return 0.0
    if term.stem in sentence:
        return _SAME_STEM_OTHER_WORD if _other_word(term, context.sentence) else _DIRECT
    if term.synonyms & sentence:
        return _SYNONYM
    if term.stem in headings:
        return _HEADING
    if term.synonyms & headings:
        return _HEADING_SYNONYM
    nearby = term_set(context.nearby)
    if term.stem in nearby or term.synonyms & nearby:
        return _NEARBY
    return _TITLE if term.stem in term_set(context.title) else 0.0


# "issued" and "key issues" have one stem and nothing else in common.
_SAME_STEM_OTHER_WORD = 0.3


def _other_word(term: Term, sentence: str) -> bool:
    """Whether the verb in the question is only a noun here: "issued" and "key issues", "reviewed" and the "Harbour Review"."""
    if not term.word.endswith("ed"):
        return False
    found = [match for match in _WRITTEN.finditer(sentence) if stem(words(match[0])[-1]) == term.stem]
    return all(match[0].endswith("s") for match in found) or all(match[0][0].isupper() and match.start() for match in found)


_WRITTEN = re.compile(r"[A-Za-z]+")


OFFICES = frozenset("mayor director minister president governor chairman secretary premier head chief".split())
_DEPUTY = re.compile(r"\b(?:vice|deputy|assistant|acting)\b", re.IGNORECASE)


def _only_deputies(office: str, sentence: str) -> bool:
    found = list(re.finditer(rf"\b(?:(?:vice|deputy|assistant)[ -])?{office}s?\b", sentence, re.IGNORECASE))
    return bool(found) and all(_DEPUTY.match(match[0]) for match in found)


@lru_cache(maxsize=20_000)
def term_set(text: str) -> frozenset[str]:
    """The terms of `text`."""
    return distinct_terms(text)


_LEANS = re.compile(r"(?:It|They|He|She|This|These|Those|Its|Their|Meanwhile, it|Notably, it)\b")


def _before(document: Document, structure: Structure, position: int) -> str:
    """The sentence before, of the same paragraph or the one above, in the same section; empty where there is none."""
    if position == 0 or structure.pieces[position - 1].kind != "sentence":
        return ""
    piece, earlier = structure.pieces[position], structure.pieces[position - 1]
    return earlier.span.of(document.text) if earlier.section[:1] == piece.section[:1] else ""


def _nearby(document: Document, structure: Structure, position: int) -> str:
    """The sentence before and the one after in the same paragraph."""
    paragraph = structure.pieces[position].paragraph
    return " ".join(
        structure.pieces[other].span.of(document.text)
        for other in (position - 1, position + 1)
        if 0 <= other < len(structure.pieces) and structure.pieces[other].paragraph == paragraph
    )
