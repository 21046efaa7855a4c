"""An English question over a Chinese document: compared by the English of its words, and ruled out by less.

The words of the answer stay Chinese; only what decides whether a sentence answers is read through the dictionary.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from assistant.answer_types import answer_spans, leaves_trace
from assistant.asked import Asked
from assistant.checking.chinese import reading
from assistant.language.gloss import english_of
from assistant.language.lexicon import chinese_words, synonyms
from assistant.questions.records import Question
from corpus.records import Document, Span
from index.terms import stem, terms, words

_COUNTED = re.compile(r"\d[\d.,]*[万亿]?(?=余?[个条名家项位座处所辆对人])|[一二三四五六七八九十两]+(?=[个条名家项位座处所])")


_AMOUNT_ASKED = re.compile(r"\bhow (?:much|many|high|large|big|long)\b", re.IGNORECASE)
_PERSONS = re.compile(r"\d[万亿余多]*[人名位]")
_PEOPLE = frozenset(map(stem, "people person pupil student child resident employee worker staff member teacher visitor patient".split()))
# A number that is no date and no article.
_FIGURE = re.compile(r"(?<![\d第.])\d[\d.,]*\d(?![\d年月日号条款])|(?<![\d第.])\d(?![\d.年月日号条款])")


def apart(question: Question, document: Document) -> bool:
    """Whether an English question meets a Chinese document."""
    return question.language == "en" and document.language != "en"


def spans_in_chinese(question: Question, text: str) -> list[Span]:
    """Where a Chinese `text` holds the kind of thing that an English question asks for."""
    if question.asked is Asked.COUNT:
        heads = {other for root in question.focus[-1:] for other in (root, *synonyms().get(root, ()))}
        people = text if heads & _PEOPLE else ""
        return [Span(*match.span()) for match in _COUNTED.finditer(text)] if not heads or heads & _stems(text) or _PERSONS.search(people) else []
    if question.asked is Asked.FIGURE:
        return [Span(*match.span()) for match in _FIGURE.finditer(text)]
    # The Chinese patterns tell a body or an office by its sign, whatever words the question used.
    return answer_spans(replace(question, reading="", focus=()), text)


# Chosen on invented papers: a sentence that has less than this of the question is about something else.
_LEAST = 0.45


def cannot_answer(question: Question, document: Document, text: str, *, holds: bool, coverage: float, title: bool) -> bool:
    """Whether a Chinese sentence cannot answer an English question; `coverage` is the share of the question that it meets."""
    if (leaves_trace(question.asked) and not holds) or title or coverage < _LEAST:
        return True
    if _AMOUNT_ASKED.search(question.text) and not re.search(r"\d|[一二三四五六七八九十百]", text):
        return True
    years = set(_YEAR.findall(question.text))
    if years and not years & set(_YEAR.findall(f"{text} {document.title}")):
        return True
    return not names_met(question, document)


# As much as a word of its title says of a document's sentences.
_OF_TITLE = 0.2


def read_across(question: Question, document: Document) -> Question:
    """An English question as it is compared with a Chinese document: without the names that are spelt there, less for what its title says of all its sentences."""
    title, spelt = _stems(f"{document.title} {document.publisher}"), _spelt(document.text)
    kept = tuple(
        replace(term, weight=term.weight * (_OF_TITLE if ({term.stem} | term.synonyms) & title else 1.0))
        for term in question.terms
        if not (term.word in question.strangers and term.word in spelt)
    )
    return replace(question, terms=kept) if kept else question


def chinese_terms(question: Question) -> tuple[str, ...]:
    """The bigrams of the Chinese words that say in Chinese what an English question says, for lexical search."""
    asked = {each for term in question.terms for each in (term.stem, *term.synonyms)}
    return tuple(dict.fromkeys(bigram for chinese, stems in _stated() if stems <= asked for bigram in terms(chinese)))


@cache
def _stated() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every Chinese word of the dictionary with the stems of its English."""
    return tuple((chinese, frozenset(map(stem, words(english)))) for chinese, english in chinese_words().items() if len(chinese) > 1)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def names_met(question: Question, document: Document) -> bool:
    """Whether a Chinese document has the names of an English question: by their English, or spelt in Latin letters."""
    spelt, said = _spelt(document.text), _stems(f"{document.title} {document.publisher} {document.text}")
    names = [*question.strangers, *(term.word for term in question.terms if term.name)]
    return all(name.lower() in spelt or stem(name.lower()) in said for name in names)


@lru_cache(maxsize=500)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(english_of(text))))


@lru_cache(maxsize=50)
def _spelt(text: str) -> str:
    """The readings of a text's characters without gaps; a gap for a character of which none is known."""
    return "".join(reading(character) or " " for character in text)
