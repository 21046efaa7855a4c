"""Which dates of a sentence say when something happens, and which only name a paper, a range or a number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.facts import Fact, facts_of
from corpus.records import Span

_PERIODS = r"(?:end|beginning|start|close|middle|half|quarter|month|summer|autumn|fall|spring|winter|evening|morning|night|afternoon|days?)"
# "an article of March 2018", "dated 5 May": the date tells which paper, not when something happened.
_NAMES_A_PAPER = re.compile(r"[\w)）”\"]\s+of(?:\s+the)?\s*$|\bdated\s*$", re.IGNORECASE)
_PERIOD_OF = re.compile(rf"\b{_PERIODS}\s+of\s*$", re.IGNORECASE)
# "the February 2018 press release", "Shanghai's 2018 plan".
_ATTRIBUTE = re.compile(r"(?:\b(?:the|an?|its|their|his|her|our|this|that|each|every)|['’]s|s['’])\s*$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d(?:st|nd|rd|th|\s*[年月日号])?\s*(?:[-–—~～至到/,，、]|to\b|and\b|or\b|till\b|until\b)\s*$")
_RANGE_AFTER = re.compile(
    r"^,\s*(?:19|20)\d\d\b|^(?:\s*[-–—~～至到/]|,?\s*(?:to|and|or|till|until)\b|[、和与及])\s*(?:the\s+)?\d"
)
# A date inside a longer token is part of an address, a number or a code.
_JOINED_BEFORE = re.compile(r"(?:[\w/@.+_-](?<![\s\u4e00-\u9fff])|[#№])$")
_JOINED_AFTER = re.compile(r"^(?:[-/_@+]|\w(?<![\u4e00-\u9fff])|\.\w|[,.]\d|:\d)")
_NUMBERED = re.compile(r"^\s*(?:(?:No\b|Nos\b|№)|第?\s*\d+\s*[号號]|[〕\]）)]\s*第?\d)", re.IGNORECASE)
_TIME_LEAD = re.compile(
    r"(?:\b(?:in|by|since|until|till|before|after|during|from|for|early|mid|late|around|throughout|through|as\s+of|up\s+to|to|than|spring|summer|autumn|fall|winter|"
    rf"(?:the\s+)?{_PERIODS}\s+of|the\s+years?))[\s-]*$",
    re.IGNORECASE,
)
# "in 2000 enterprises" counts; "in 2018 it was" dates.
_COUNTED = re.compile(
    r"^\s+(?!(?:was|is|has|does|its|this|as|plus|thus|us|always|perhaps|towards|afterwards|across|unless|besides)\b)[a-z-]+s\b|^\s*(?:%|percent\b|per\s+cent\b|points?\b)"
)
_NOT_A_YEAR = re.compile(r"^\s*(?:度|版|代|级|級|届|屆|余|多|个|個|家|项|項|名|位|条|條|第\d)")
_YEAR_NAMES = re.compile(r"^\s*(?:[-–—~～至到]\s*\d|《|规划|規劃|版)")
_REPORT = re.compile(r"^\W*(?:according\s+to|as\s+reported\s+by|as\s+declared\s+in|据|根据|按照)[^,，]*[,，]", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:writing|written|wrote|reposted|report(?:ing|ed)|said|says|described|retrieved|accessed)\s+(?:on|in)?\s*(?:the\s+\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_REPORT_WITHIN = re.compile(r"\b(?:according\s+to|as\s+reported\s+by)\b[^,;:]*$", re.IGNORECASE)
# "a text from 2011" names a paper; "from 2011 on" and "From 2011, …" do not.
_FROM = re.compile(r"(?<!dates)(?<!dated)(?<!dating)(?<!back)(?<=\w)\s+from\s*$", re.IGNORECASE)
_ONWARD = re.compile(r"^\s+on(?:ward|wards)?\b")
_FIRST_SINCE = re.compile(r"\b(?:first|only|most|\w{2,}est)\b.*\bsince\s*$", re.IGNORECASE | re.DOTALL)
_PART_OF_PERIOD = re.compile(r"\b(?:early|mid|late)[\s-]*$", re.IGNORECASE)
_OPENING, _CLOSING = "(（〔[《“「『", ")）〕]》”」』"


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date in a text that says when."""

    span: Span
    year: int
    month: int | None
    day: int | None
    year_inferred: bool
    lead: str
    """What the date stands under: "by", "since", "in", or an empty string."""


def dates_that_tell(text: str, base: str) -> list[TextDate]:
    """The dates in a sentence that say when something happens, in order.

    A day without a year takes that of a fuller date in the sentence, else of `base` (an ISO date, or not a date),
    if it does not fall after it; otherwise it is left out: which year it means is then a guess.
    """
    dates = [fact for fact in facts_of(text) if fact.kind == "date"]
    report = _REPORT.match(text)
    found = []
    for fact in dates:
        if (report and fact.span.end <= report.end()) or not _tells_when(text, fact):
            continue
        if (read := _read(fact, dates, base)) is not None:
            found.append(read)
    return found


def iso_parts(date: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO date as precise as it is; None for anything else."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", date.strip())
    return (int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None) if match else None


def is_after(one: tuple[int, int | None, int | None], other: tuple[int, int | None, int | None]) -> bool:
    """Whether a date is surely later than another, as far as both are given."""
    for a, b in zip(one, other, strict=True):
        if a is None or b is None:
            return False
        if a != b:
            return a > b
    return False


def _tells_when(text: str, fact: Fact) -> bool:
    before, after = text[: fact.span.start], text[fact.span.end :]
    year, month, day = fact.value
    if _enclosed(before) or _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after) or _NUMBERED.match(after):
        return False
    if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after) or _WRITTEN.search(before):
        return False
    if _REPORT_WITHIN.search(before) or _FIRST_SINCE.search(before) or (_FROM.search(before) and not _ONWARD.match(after)):
        return False
    chinese = "年" in fact.surface or "月" in fact.surface
    if chinese:
        return not (_NOT_A_YEAR.match(after) or _YEAR_NAMES.match(after))
    named = _NAMES_A_PAPER.search(_PART_OF_PERIOD.sub("", before))
    if (named and not _PERIOD_OF.search(before)) or _ATTRIBUTE.search(before):
        return bool(day) and before.rstrip().lower().endswith("the date of")
    if month is None:
        return bool(_TIME_LEAD.search(before)) and not _COUNTED.match(after)
    return bool(day or year)


def _enclosed(before: str) -> bool:
    """Whether what follows stands inside brackets or a quoted title."""
    straight = before.count('"') % 2 == 1
    return straight or any(before.count(a) > before.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))


def _read(fact: Fact, dates: Sequence[Fact], base: str) -> TextDate | None:
    year, month, day = (int(each) if each else None for each in fact.value)
    if year is None and (year := _year_of(fact, dates, base)) is None:
        return None
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    # The stop after "9 February." may have been read as that of an abbreviated month.
    span = Span(fact.span.start, fact.span.start + len(fact.surface.rstrip(" .")))
    return TextDate(span, year, month, day, fact.value[0] is None, fact.qualifier)


def _year_of(fact: Fact, dates: Sequence[Fact], base: str) -> int | None:
    month, day = int(fact.value[1] or 0), int(fact.value[2] or 0)
    if not month or not day:
        return None
    fuller = [(int(y), int(m), int(d) if d else None) for y, m, d in (each.value for each in dates) if y and m]
    if not fuller and (given := iso_parts(base)) and given[1]:
        fuller = [(given[0], given[1], given[2])]
    if len({year for year, _, _ in fuller}) != 1:
        return None
    year = fuller[0][0]
    latest = max((m, d or 31) for _, m, d in fuller)
    return year if (month, day) <= latest else None
