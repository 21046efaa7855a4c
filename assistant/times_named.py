"""Whether a sentence is of the year or the day that a question names."""

from __future__ import annotations

import re

from assistant.asked import Asked
from assistant.questions.records import Question
from corpus.numerals import MONTHS

_YEAR = re.compile(r"(?:19|20)\d\d")


def of_year(question: Question, text: str) -> float:
    """1 where `text` names the years of the question, -0.5 where it names only others, else 0."""
    asked, found = set(_YEAR.findall(question.reading)), set(_YEAR.findall(text))
    if not asked or not found:
        return 0.0
    return 1.0 if asked <= found else -0.5


_MONTH_NAME = "|".join(MONTHS)
_DAY = re.compile(rf"\b(?P<month>{_MONTH_NAME})\.? (?P<day>\d{{1,2}})\b|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH_NAME})\b", re.IGNORECASE)


def _days(text: str) -> set[tuple[str, str]]:
    """The days that `text` names, as month in lower case and number."""
    return {((match["month"] or match["month2"]).lower(), match["day"] or match["day2"]) for match in _DAY.finditer(text)}


def of_day(question: Question, text: str) -> float:
    """1 where `text` names a day of the question, -0.25 where it names only others, else 0."""
    asked = _days(question.reading)
    if not asked or question.asked is Asked.REASON:
        # "Why was it published on May 4?" may suppose the wrong day.
        return 0.0
    found = _days(text)
    return 1.0 if asked & found else -0.25 if found else 0.0
