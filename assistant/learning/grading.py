"""Whether an answer to a quiz question is right: tolerant of form, not of figures."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import DamerauLevenshtein

from assistant.checking.facts import facts_of
from assistant.language.script import simplified
from assistant.learning.records import QuizQuestion
from corpus.numerals import chinese_number, english_number

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "万": 10**4, "亿": 10**8}
_NUMBER = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|\d+)\s*(?P<scale>thousand|million|billion|trillion|万|亿)?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# One slip of the pen in a name of this many letters or more.
_LETTERS_FOR_ONE_SLIP = 6


def is_right(question: QuizQuestion, given: str) -> bool:
    """Whether `given` answers the question; an empty answer does not."""
    given = " ".join(unicodedata.normalize("NFKC", given or "").split())
    if not given:
        return False
    if question.form == "choice":
        return any(each.right and _plain(each.words) == _plain(given) for each in question.choices)
    if _plain(given) == _plain(question.answer):
        return True
    if question.kind == "figure":
        one, other = figure(question.answer), figure(given)
        return one is not None and one == other
    if question.kind == "date":
        return _same_date(question, given)
    return _same_name(_plain(question.answer), _plain(given))


def figure(words: str) -> Decimal | None:
    """The value of a figure in digits or in words of either language, its unit left aside; None for anything else."""
    words = simplified(" ".join(unicodedata.normalize("NFKC", words).split())).lower()
    match = _NUMBER.fullmatch(words)
    if match and not any(character.isdigit() for character in match["rest"]):
        try:
            return Decimal(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        except InvalidOperation:
            return None
    for value in (english_number(words), chinese_number(words)):
        if value is not None:
            return Decimal(value)
    read = [fact for fact in facts_of(words) if fact.kind == "figure"]
    return Decimal(str(read[0].value[0])) if len(read) == 1 and read[0].span.start == 0 else None


def _same_date(question: QuizQuestion, given: str) -> bool:
    read = [fact for fact in facts_of(given) if fact.kind == "date"]
    if len(read) != 1 or question.value is None or (given[: read[0].span.start] + given[read[0].span.end :]).strip(" .,。"):
        return False
    year, month, day = (int(each) if each else None for each in read[0].value)
    # A year that the sentence does not print need not be given, but must not be wrong.
    printed = str(question.value[0]) in question.answer
    return (month, day) == question.value[1:] and (year == question.value[0] or (year is None and not printed))


def _same_name(right: str, given: str) -> bool:
    if any(character.isdigit() for character in right + given) or len(right) < _LETTERS_FOR_ONE_SLIP or not right.isascii():
        return False
    return DamerauLevenshtein.distance(right, given) <= 1


def _plain(words: str) -> str:
    """Words without case, script, blanks and signs between them."""
    return (
        re.sub(r"[\s.,，。·’'\"“”-]+", "", simplified(unicodedata.normalize("NFKC", words))).casefold()
        if not re.search(r"\d[.,]\d", words)
        else "".join(words.split()).casefold()
    )
