"""Two dates for one event: in one statement that sets them against each other, or in two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.asked import Asked
from assistant.evidence import term_set
from assistant.ground import Claim
from assistant.phrases import phrase
from assistant.places import Remark, Statement, escaped, is_large, place, statements_on
from assistant.questions.records import Question
from assistant.records import Language
from corpus.numerals import MONTHS
from corpus.records import Document, Span
from index.retrieve import Index
from index.terms import STOP_WORDS

_WRITTEN = re.compile(r"\b(?:writing|written|reporting|wrote)\s+(?:on\s+)?(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d))?|"
    rf"\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\b(?:,?\s+(?P<year2>(?:19|20)\d\d))?|"
    r"(?:(?P<year3>\d{4})年)?(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
)
_SET_AGAINST = re.compile(
    r"\bwhereas\b|\b(?:dates?|days?|sources|reports|accounts)\s+(?:\w+\s+){0,4}?(?:differ|diverge|disagree)\b|\btwo\s+(?:dates|days)\b|两个日期|日期不一|说法不一",
    re.IGNORECASE,
)
# What happens to a thing once; words that say the same event share a group.
_EVENTS: dict[str, str] = {
    "issue": "releas|issu|publish|publicat|promulgat|unveil|made public|came out|发布|印发|公布|出台",
    "hold": "held|hold|took place|takes place|host|convened|召开|举行|举办",
    "open": "opened|opens|opening|inaugurat|开幕|开业",
    "approve": "approv|批准|批复",
    "found": "founded|established|set up|成立|设立",
    "adopt": "adopted|passed|通过",
    "sign": "signed|signing|签署",
    "begin": "launch|began|begun|start|启动",
}
_EVENT = {name: re.compile(rf"\b(?:{pattern})|(?:{pattern})(?<=[\u4e00-\u9fff])", re.IGNORECASE) for name, pattern in _EVENTS.items()}
_NAME = re.compile(r"[“\"《](?P<title>[^”\"》]{3,120})[”\"》]|\b[A-Z][\w-]+(?:\s+(?:(?:of|for|and|on|the|to)\s+)*[A-Z][\w-]+)*")
_CLAUSE = re.compile(r";\s|:\s|[；。]|,\s+(?=(?:and|whereas|while|but)\b)|,\s+(?=the\s+[A-Z])")
_ORDER = re.compile(r"\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))\b|第[一二三四五六七八九十\d]+", re.IGNORECASE)
# Two days further apart are two events of a kind that comes again, such as a yearly conference.
_FARTHEST_DAYS = 200


@dataclass(frozen=True, slots=True)
class Dated:
    """A day in a text."""

    span: Span
    year: int | None
    month: int
    day: int

    def differs(self, other: Dated) -> bool:
        """Whether the two are different days; a day without a year is the same day in any."""
        years = self.year is not None and other.year is not None and self.year != other.year
        return years or (self.month, self.day) != (other.month, other.day)

    def days_apart(self, other: Dated) -> int:
        """About how many days lie between the two."""
        first, second = self.year or other.year or 0, other.year or self.year or 0
        return abs((first - second) * 365 + (self.month - other.month) * 30 + self.day - other.day)


@dataclass(frozen=True, slots=True)
class Event:
    """One clause that dates an event."""

    statement: Statement
    date: Dated
    kind: str
    names: frozenset[str]
    """Stems of the names and titles in the clause."""
    order: frozenset[str]
    """Its ordinals: the second conference is not the third."""


def date_notes(claims: Sequence[Claim], index: Index, language: Language, question: Question) -> list[Remark]:
    """At most one remark, on a day in `claims` for which the sources have another."""
    for claim in claims:
        for date in dates_in(claim.document, claim.span):
            quoted = escaped(" ".join(date.span.of(claim.document.text).split()))
            if (found := _set_against(claim, date, index, claims)) or (found := _elsewhere(claim, date, index)):
                other, statement = found
                words = escaped(" ".join(other.span.of(statement.document.text).split())) if other else ""
                text = phrase("two_dates" if other else "dates_differ", language, date=quoted, other=words)
                return [Remark(text, (claim, place(statement.document, statement.piece.span, index)), question.asked is Asked.DATE)]
    return []


def dates_in(document: Document, span: Span) -> list[Dated]:
    """The days in a span of a document; one without a year takes none from elsewhere."""
    found = []
    for match in _DATE.finditer(document.text, span.start, span.end):
        month = match["month"] or match["month2"]
        number = MONTHS.index(month) + 1 if month else int(match["month3"])
        year = match["year"] or match["year2"] or match["year3"]
        day = int(match["day"] or match["day2"] or match["day3"])
        found.append(Dated(Span(*match.span()), int(year) if year else None, number, day))
    return found


def _set_against(claim: Claim, date: Dated, index: Index, claims: Sequence[Claim]) -> tuple[Dated | None, Statement] | None:
    """A statement that has this day and sets another against it, speaking of the same named thing."""
    clause = _clause_around(claim.document, claim.span, date)
    names = _titles(clause) or _names(clause)
    for each in statements_on(index, claim.span.of(claim.document.text)):
        if not _SET_AGAINST.search(each.text) or any(each.document.id == other.document.id and each.piece.span.overlaps(other.span) for other in claims):
            continue
        dates = _contrasted(each)
        # A statement's own names may stand in any of its clauses.
        if any(not other.differs(date) for other in dates) and len(names & each.stems) >= max(2, (len(names) + 1) // 2):
            return next((other for other in dates if other.differs(date)), None), each
    return None


def _contrasted(statement: Statement) -> list[Dated]:
    """The days in the part of a statement that sets days against each other; those on which somebody wrote are no days of the event."""
    found = []
    for match in re.finditer(r"[^;；]+", statement.text):
        if _SET_AGAINST.search(match[0]):
            start = statement.piece.span.start
            found += dates_in(statement.document, Span(start + match.start(), start + match.end()))
    text = statement.document.text
    return [each for each in found if not _WRITTEN.search(text[max(0, each.span.start - 40) : each.span.start])]


def _elsewhere(claim: Claim, date: Dated, index: Index) -> tuple[Dated, Statement] | None:
    """Another clause of the sources that dates the same event to another day."""
    events = _events(index, claim.span.of(claim.document.text) if is_large(index) else "")
    own = next((each for each in events if each.date.span == date.span and each.statement.document.id == claim.document.id), None)
    if own is None:
        return None
    for each in events:
        if (
            each.kind == own.kind
            and each.date.differs(own.date)
            and each.date.days_apart(own.date) <= _FARTHEST_DAYS
            and each.order == own.order
            and _same_names(own.names, each.names)
        ):
            return each.date, each.statement
    return None


def _same_names(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses name one thing: all that the briefer names, at least two words, and most of the other's."""
    shared = one & other
    return len(shared) >= 2 and len(shared) == min(len(one), len(other)) and 2 * len(shared) >= max(len(one), len(other))


@lru_cache(maxsize=16)
def _events(index: Index, words: str) -> tuple[Event, ...]:
    """The clauses of the sources that have one day and one kind of event; those with more cannot be told apart."""
    found = []
    for each in statements_on(index, words):
        for date in dates_in(each.document, each.piece.span):
            clause = _clause_around(each.document, each.piece.span, date)
            kinds = [name for name, pattern in _EVENT.items() if pattern.search(clause)]
            if len(kinds) == 1 and len(_DATE.findall(clause)) == 1:
                order = frozenset(match[0].lower() for match in _ORDER.finditer(_DATE.sub(" ", clause)))
                found.append(Event(each, date, kinds[0], _names(clause), order))
    return tuple(found)


def _clause_around(document: Document, span: Span, date: Dated) -> str:
    """The clause of `span` that holds a day; of a short opening such as "On May 3, the …" also what follows."""
    text = span.of(document.text)
    start, end = date.span.start - span.start, date.span.end - span.start
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    if len(text[first:last].split()) <= 6 and last < len(text):
        last = min((cut for cut in cuts if cut > last), default=last)
    return text[first:last]


def _titles(clause: str) -> frozenset[str]:
    """Stems of the titles in quotation marks in a clause."""
    return frozenset(term for match in _NAME.finditer(clause) if match["title"] for term in term_set(match["title"]))


def _names(clause: str) -> frozenset[str]:
    """Stems of the names in a clause: its titles in quotation marks and its capitalised words, months apart."""
    found: set[str] = set()
    for match in _NAME.finditer(_DATE.sub(" ", clause)):
        if not match["title"] and match.start() == 0 and " " not in match[0]:
            # A sentence's first word is capitalised whatever it is.
            continue
        found |= term_set(match["title"] or match[0])
    return frozenset(each for each in found if each not in STOP_WORDS)
