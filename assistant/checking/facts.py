"""The hard facts of a sentence: figures with unit and qualifier, dates, and the words around each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

from corpus.numerals import CARDINALS, CHINESE_DIGITS, MONTHS, ORDINALS, chinese_number
from corpus.records import Span
from index.terms import STOP_WORDS, stem, words

FactKind = Literal["figure", "ordinal", "date"]
_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {"sept": 9}
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:1[89]|20)\d\d"
_DATES = (
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?:(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号])?)?"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号])?"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR})\b)?", re.IGNORECASE),
    re.compile(
        rf"\b(?P<m>{_MONTH})\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y>{_YEAR})\b)?", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<m>(?!may\b|march\b|mar\b){_MONTH}|(?-i:May|March))(?:\s+(?:of\s+)?(?P<y>{_YEAR})\b)?", re.IGNORECASE),
    re.compile(
        rf"(?<![\d.,])(?P<y>{_YEAR})(?!\d|,\d|\.\d|\s*(?:%|percent|points|square|enterprises|companies|metres|meters|kilomet))"
    ),
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "hundred": 100, "万": 10**4, "亿": 10**8}
_WORD_NUMBERS = {
    **{word: value for word, value in CARDINALS.items() if value > 1},
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "dozen": 12,
}
_FIGURE = re.compile(
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?\s*(?P<scale>thousand|million|billion|trillion|[万亿])?"
    rf"|\b(?P<word>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)|{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))})\b(?:\s+(?P<wscale>hundred|thousand|million|billion))?"
    rf"|\b(?P<rank>{'|'.join(ORDINALS)})(?:ly)?\b"
    r"|\b(?P<single>half an?|an?)(?=\s+(?:minute|hour|day|week|month|decade|century)\b)"
    r"|\b(?P<part>quarter|half)(?: of)? an? (?P<pscale>million|billion)\b"
    r"|百分之(?P<hundredth>[零一二两三四五六七八九十\d.]+)"
    r"|(?P<nth>第)(?P<nth_number>[一二三四五六七八九十\d]+)"
    r"|(?<![一二两三四五六七八九十百])(?P<chinese>[二两三四五六七八九十]+|十[一二三四五六七八九]?)(?=[个個项項条條类類大种種方份名位家批次天周点點步届部级級季度条倍成年])",
    re.IGNORECASE,
)
_FIRST_CONGRESSES = 11
# "Five above the 79": the second figure is exact.
_COMPARED = re.compile(
    rf"(?:\d|\b(?:{'|'.join(_WORD_NUMBERS)}))(?: points?)? (?:more than|less than|fewer than|above|below|over|under) (?:the )?$", re.IGNORECASE
)
_THEN_NUMBER = re.compile(rf"\s+(?:\d|(?:{'|'.join(_WORD_NUMBERS)})\b)", re.IGNORECASE)
_APART = re.compile(r"\s+\w+\s+(?:after|before|later|earlier|on)\b", re.IGNORECASE)
_LASTS = re.compile(r"\b(?:for|within|about|after|over|under|nearly|almost|around|than)\s+$", re.IGNORECASE)
# Unit by the words right behind a figure; the first that fits.
_UNITS: tuple[tuple[str, str], ...] = (
    (r"percentage points?|个百分点|個百分點", "percentage point"),
    (r"%|percent\b|per cent\b", "percent"),
    (r"(?:square|sq\.?) kilomet\w+|km2|平方公里|平方千米", "square kilometre"),
    (r"(?:square|sq\.?) met\w+|平方米", "square metre"),
    (r"(?:square|sq\.?) miles?", "square mile"),
    (r"hectares?|公顷|公頃", "hectare"),
    (r"kilomet\w+|km\b|公里", "kilometre"),
    (r"micrograms?|微克", "microgram"),
    (r"milligrams?|毫克", "milligram"),
    (r"tonnes?\b|tons\b|吨", "tonne"),
    (r"years?\b|个?年(?!代)", "year"),
    (r"months?\b|个?月", "month"),
    (r"weeks?\b|周|星期", "week"),
    (r"days?\b|天", "day"),
    (r"hours?\b|小时", "hour"),
    (r"decades?\b", "decade"),
    (r"(?:yuan|RMB|CNY|元)", "yuan"),
    (r"(?:US )?dollars?|美元", "dollar"),
    (r"euros?|欧元", "euro"),
    (r"points?\b|分(?!之|公司)", "point"),
)
_UNIT_PATTERNS = tuple(
    (re.compile(rf"[\s-]*(?:consecutive |straight )?(?:{pattern})", re.IGNORECASE), name) for pattern, name in _UNITS
)
# How a figure is meant, by the words right before it; the first that fits.
_BEFORE: tuple[tuple[str, str], ...] = (
    (r"(?:no|not) (?:less|fewer|lower) than|at least|(?:a )?minimum(?: of)?|不少于|不低于|至少|最少", "at least"),
    (
        r"(?:no|not) (?:more|greater|higher) than|not (?:to )?exceed(?:ing)?|at most|up to|within|(?:a )?maximum(?: of)?|limit(?:s|ed)? (?:\w+ )?to|不得?能?超过|不得?多于|最多|控制在|至多",
        "at most",
    ),
    (
        r"(?:more|higher|greater|larger) than|above|over|exceed(?:s|ed|ing)?|beyond(?! the)|upwards? of|surpass(?:es|ed|ing)?|超过|超過|高于|高於|超|逾|大于|多于",
        "above",
    ),
    (r"(?:less|lower|fewer|smaller) than|below|under|低于|低於|小于|少于|不足|不到", "below"),
    (r"about|around|approximately|roughly|some|nearly|almost|close to|circa|just under|大约|大約|约|約|近|将近|接近", "about"),
    (r"(?:exactly|precisely|just|only)|恰好|正好", "exactly"),
)
_BEFORE_PATTERNS = tuple(
    (re.compile(rf"(?<![A-Za-z])(?:{pattern})\s*(?:the |an? |out of |[$€£¥])?$", re.IGNORECASE), name) for pattern, name in _BEFORE
)
_AFTER = (
    (re.compile(r"^[^,.;，。；]{0,24}?(?:\bor (?:more|above|higher)\b|\band above\b)", re.IGNORECASE), "at least"),
    (re.compile(r"^[^,.;，。；]{0,48}?\bas (?:a|the) minimum\b", re.IGNORECASE), "at least"),
    (re.compile(r"^[^,.;，。；]{0,48}?\bas (?:a|the) maximum\b", re.IGNORECASE), "at most"),
    (re.compile(r"^\s*[\w个項项年月%\u4e00-\u9fff]{0,3}?(?:以上)"), "or above"),
    (re.compile(r"^[\w\u4e00-\u9fff%]{0,6}?左右"), "about"),
    (re.compile(r"^[\w\u4e00-\u9fff%]{0,6}?(?:以内|以下)"), "at most"),
)
_DATE_BEFORE: tuple[tuple[str, str], ...] = (
    (r"(?:by|before|until|till|up to|no later than|prior to)(?: the end of| the year)?|截至|截止|到|至", "by"),
    (r"(?:since|as of|starting(?: in| on)?|beginning(?: in| on)?|自|从)", "since"),
    (r"(?:after|following|beyond)", "after"),
    (r"(?:in|on|during|于|在)", "in"),
)
_DATE_BEFORE_PATTERNS = tuple(
    (re.compile(rf"(?<![A-Za-z])(?:{pattern})\s*(?:the )?$", re.IGNORECASE), name) for pattern, name in _DATE_BEFORE
)
# "2021年至2023年": the end of a range is no limit.
_RANGE_BEFORE = re.compile(r"(?:19|20)\d\d\s*年?(?:\d{1,2}月)?(?:\d{1,2}日)?\s*[至到]\s*$")
_DATE_AFTER = ((re.compile(r"^(?:年底)?(?:之?前|以前|底前)"), "by"), (re.compile(r"^(?:以来|起|之?后|以后)"), "since"))


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a date as a sentence states it."""

    kind: FactKind
    span: Span
    surface: str
    """As printed, with its qualifier and unit."""
    value: tuple[str | None, ...]
    """Of a date year, month and day, each None where not given; of a figure its number alone."""
    unit: str = ""
    qualifier: str = ""


def facts_of(text: str) -> list[Fact]:
    """The figures and dates of `text`, English or Chinese, in order."""
    found: list[Fact] = []
    taken = [False] * len(text)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append(_date(text, match))
    for match in _FIGURE.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        if (fact := _figure(text, match)) is not None:
            found.append(fact)
    return _in_the_same_year(text, sorted(found, key=lambda fact: fact.span.start))


def _in_the_same_year(text: str, facts: list[Fact]) -> list[Fact]:
    """`facts` with the year of the date before where one is of "the same year" (同年, 当年)."""
    year: str | None = None
    for at, fact in enumerate(facts):
        if fact.kind != "date":
            continue
        if fact.value[0] is None and year and re.search(r"(?:同年|当年|當年|in the same year,? (?:on )?)$", text[: fact.span.start]):
            facts[at] = replace(fact, value=(year, *fact.value[1:]))
        year = facts[at].value[0] or year
    return facts


def _date(text: str, match: re.Match[str]) -> Fact:
    groups = match.groupdict()
    month = groups.get("m")
    if month and not month.isdigit():
        month = str(
            _MONTH_NUMBERS[month.lower().rstrip(".")]
            if month.lower().rstrip(".") in _MONTH_NUMBERS
            else _MONTH_NUMBERS[month.lower()[:3]]
        )
    value = (groups.get("y"), month.lstrip("0") if month else None, (groups.get("d") or "").lstrip("0") or None)
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 8]
    qualifier = next((name for pattern, name in _DATE_AFTER if pattern.match(after)), "") or next(
        (name for pattern, name in _DATE_BEFORE_PATTERNS if pattern.search(before)), ""
    )
    if re.search(r"\bnot until\s*(?:the )?$", before, re.IGNORECASE):
        qualifier = "in"
    if _RANGE_BEFORE.search(before):
        qualifier = ""
    return Fact("date", Span(*match.span()), match[0].strip(), value, "", qualifier)


def _figure(text: str, match: re.Match[str]) -> Fact | None:
    kind: FactKind = "figure"
    unit = ""
    if match["digits"]:
        if not (number := match["digits"].replace(",", "")):
            return None
        value = _decimal(number) * _SCALES.get((match["scale"] or "").lower(), 1)
        kind = "ordinal" if match["ordinal"] else "figure"
    elif match["word"]:
        tens, _, units = match["word"].lower().partition("-")
        value = Decimal(_WORD_NUMBERS[tens] + (CARDINALS[units] if units else 0)) * _SCALES.get(
            (match["wscale"] or "").lower(), 1
        )
    elif match["part"]:
        value = Decimal("0.25" if match["part"].lower() == "quarter" else "0.5") * _SCALES[match["pscale"].lower()]
    elif match["single"]:
        # "For an hour" is a length of time; "40,000 a day" is not.
        before = text[: match.start()]
        if before.strip() and not _LASTS.search(before) and not _APART.match(text, match.end()):
            return None
        value = Decimal("0.5") if match["single"].lower().startswith("half") else Decimal(1)
    elif match["rank"]:
        # "The first three batches" is three, and none of them the first.
        if _THEN_NUMBER.match(text, match.end()):
            return None
        value, kind = Decimal(ORDINALS[match["rank"].lower()]), "ordinal"
    elif match["hundredth"]:
        chinese = chinese_number(match["hundredth"])
        value, unit = Decimal(chinese) if chinese is not None else _decimal(match["hundredth"]), "percent"
    else:
        number_value = chinese_number(match["nth_number"] or match["chinese"])
        if number_value is None:
            return None
        # 十九大 is the nineteenth congress.
        congress = bool(re.match(r"大(?![量批型多约])", text[match.end() :])) and number_value > _FIRST_CONGRESSES
        value, kind = Decimal(number_value), "ordinal" if match["nth"] or congress else "figure"
    after, before = text[match.end() : match.end() + 80], text[max(0, match.start() - 28) : match.start()]
    unit_match = next(((found, name) for pattern, name in _UNIT_PATTERNS if (found := pattern.match(after))), None)
    unit = unit or (unit_match[1] if unit_match and kind == "figure" else "")
    rest = after[unit_match[0].end() :] if unit_match else after
    qualifier = next((name for pattern, name in _AFTER if pattern.match(rest)), "") or next(
        (name for pattern, name in _BEFORE_PATTERNS if pattern.search(before) and not _COMPARED.search(before)), ""
    )
    end = match.end() + (unit_match[0].end() if unit_match and unit else 0)
    surface = text[match.start() : end].strip()
    return Fact(
        kind,
        Span(match.start(), match.end()),
        surface,
        (format(value.normalize(), "f"),),
        unit,
        qualifier if kind == "figure" else "",
    )


def _decimal(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal(0)


_DAYS_LONG = {"day": 1, "week": 7}
_MONTHS_LONG = {"month": 1, "year": 12, "decade": 120}


def length_of_time(fact: Fact) -> tuple[str, float] | None:
    """A length of time in the smallest unit that measures it exactly, so that a week is seven days; None of other facts."""
    for name, units in (("day", _DAYS_LONG), ("month", _MONTHS_LONG)):
        if fact.kind == "figure" and fact.unit in units:
            return name, float(fact.value[0] or 0) * units[fact.unit]
    return None


def around(text: str, span: Span, width: int = 60) -> frozenset[str]:
    """Stems of the content words in the clause around a span of `text`."""
    before = re.split(
        r"[;；。:：]|, (?=and|while|whereas|but)|，|\bwhereas\b|\bwhile\b", text[max(0, span.start - width) : span.start]
    )[-1]
    after = re.split(r"[;；。:：]|, (?=and|while|whereas|but)|，|\bwhereas\b|\bwhile\b", text[span.end : span.end + width])[0]
    return frozenset(
        stem(word)
        for word in words(f"{before} {after}")
        if word not in STOP_WORDS and not word[0].isdigit() and word not in CARDINALS and word not in CHINESE_DIGITS
    )
