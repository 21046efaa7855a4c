"""Which of two comes first, or is the more: the order of a claim's relation beside that of a source's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.facts import Fact
from assistant.checking.records import Difference
from assistant.checking.source import Source
from assistant.checking.wording import Content, Wording, stems_of
from assistant.language.script import language_of
from corpus.records import Span

# "Above 90" says how a figure is meant, and "after 2020" how a date is: neither relates two things.
_NO_FIGURE = r"(?!\s*(?:the\s+)?(?:end of\s+)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an|long|that|all|which|it)\b|[A-Z][a-z]+ \d))"
_ENGLISH = (
    ("time", False, re.compile(rf"\b(?:before|prior to|earlier than)\b{_NO_FIGURE}", re.IGNORECASE)),
    ("time", True, re.compile(rf"\b(?:after|later than)\b{_NO_FIGURE}", re.IGNORECASE)),
    ("amount", True, re.compile(rf"\b(?:above|over|(?:higher|more|greater|larger|better) than)\b{_NO_FIGURE}", re.IGNORECASE)),
    ("amount", False, re.compile(rf"\b(?:below|under|beneath|behind|(?:lower|less|fewer|smaller|poorer) than)\b{_NO_FIGURE}", re.IGNORECASE)),
)
# "A 比 B 高", "在 B 之前 A".
_CHINESE = (
    ("amount", True, re.compile(r"比(?P<right>[^，。；]{1,24}?)(?:高|多|大|强|快|好|领先)")),
    ("amount", False, re.compile(r"比(?P<right>[^，。；]{1,24}?)(?:低|少|小|弱|慢|差|落后)")),
    ("amount", True, re.compile(r"(?:高于|多于|大于|优于|领先于?)(?P<right>[^，。；\d]{2,24})")),
    ("amount", False, re.compile(r"(?:低于|少于|小于|落后于?)(?P<right>[^，。；\d]{2,24})")),
    ("time", True, re.compile(r"比(?P<right>[^，。；]{1,24}?)(?:晚|迟)|(?:晚于|迟于)(?P<later>[^，。；\d]{2,24})")),
    ("time", False, re.compile(r"比(?P<right>[^，。；]{1,24}?)(?:早|提前)|(?:早于|先于)(?P<later>[^，。；\d]{2,24})")),
    ("time", False, re.compile(r"在?(?P<right>[^，。；]{2,24}?)(?<![\d年月日])(?:之前|以前)")),
    ("time", True, re.compile(r"在?(?P<right>[^，。；]{2,24}?)(?<![\d年月日])(?:之后|以后)")),
)


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    more: frozenset[str]
    """Stems of what is more, or later."""
    less: frozenset[str]
    words: str


def ordered_otherwise(claim: str, wording: Wording, source: Source) -> list[Difference]:
    """Whether a claim puts first, or sets above the other, what its source puts second, or sets below."""
    said = _relations(claim, wording.said)
    if not said:
        return []
    have = _relations(source.text, None)
    for mine in said:
        for theirs in have:
            if mine.kind == theirs.kind and _crossed(mine, theirs):
                return [Difference("word", mine.words, theirs.words)]
    return []


def _crossed(mine: _Relation, theirs: _Relation) -> bool:
    more, less = mine.more - mine.less, mine.less - mine.more
    first, second = theirs.more - theirs.less, theirs.less - theirs.more
    # Each side counts once at most for its share of words: a long side must not outweigh a short one.
    same = _share(more, first) + _share(less, second)
    crossed = _share(more, second) + _share(less, first)
    return crossed > same and bool(more & second) and bool(less & first)


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def _relations(text: str, contents: Sequence[Content] | None) -> list[_Relation]:
    """The relations that `text` states; `contents` are a claim's words, without which those of `text` are read as English."""
    found = []
    chinese = contents is not None and language_of(text) != "en"
    for kind, upward, pattern in _CHINESE if chinese else _ENGLISH:
        for match in pattern.finditer(text):
            clause = _clause(text, match.start())
            if chinese:
                group = "right" if match["right"] else "later"
                right = Span(*match.span(group))
                left = [Span(clause.start, right.start), Span(right.end, clause.end)]
            elif text[clause.start : match.start()].strip():
                left, right = [Span(clause.start, match.start())], Span(match.end(), clause.end)
            else:
                # "Before the plan, the city had a programme."
                comma = text.find(",", match.end(), clause.end)
                if comma < 0:
                    continue
                left, right = [Span(comma, clause.end)], Span(match.end(), comma)
            one = _stems(text, left, contents)
            other = _stems(text, [right], contents)
            if one and other:
                found.append(_Relation(kind, one if upward else other, other if upward else one, match[0]))
    return found


def _stems(text: str, spans: Sequence[Span], contents: Sequence[Content] | None) -> frozenset[str]:
    if contents is None:
        return frozenset().union(*(stems_of(span.of(text)) for span in spans))
    inside = [each for each in contents if any(span.start <= each.start < span.end for span in spans)]
    return frozenset(stem for each in inside for stem in (each.stem, *each.alike))


def _clause(text: str, at: int) -> Span:
    ends = [0, *(match.end() for match in re.finditer(r"[;；。:：]|\bwhereas\b|\bwhile\b", text)), len(text)]
    start = max(each for each in ends if each <= at)
    return Span(start, min((each for each in ends if each > at), default=len(text)))


_CLAUSE_END = re.compile(r"[;；。，:：]|, |\bwhereas\b|\bwhile\b|\bbut\b|\band (?=(?:[A-Z][\w’']*\s+){1,3}?[a-z])")


def paired_otherwise(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> list[Difference]:
    """Figures and dates that the claim gives to one of two names, and its source to the other."""
    names = [each for each in wording.said if each.name and each.stem in source.stems]
    if len({each.stem for each in names}) < 2:
        return []
    have = _parts(source.text)
    said = _parts(claim)
    found = []
    for fact in facts:
        clause = next((part for part in said if part.start <= fact.span.start < part.end), None)
        mine = {each.stem for each in names if clause and clause.start <= each.start < clause.end}
        others = {each.stem for each in names} - mine
        places = [
            stems_of(part.of(source.text))
            for part in have
            if any(each.kind == fact.kind and _within(fact, each) and part.start <= each.span.start < part.end for each in source.facts)
        ]
        # The source must say as much of the name itself, of which it gives another figure or date.
        own = any(
            stems_of(part.of(source.text)) & mine
            and any(each.kind == fact.kind and part.start <= each.span.start < part.end for each in source.facts)
            for part in have
        )
        if own and others and places and all(not place & mine and place & others for place in places):
            found.append(Difference("name", fact.surface, ""))
    return found


def _within(said: Fact, have: Fact) -> bool:
    if said.kind != "date":
        return said.value == have.value
    return all(mine is None or mine == theirs for mine, theirs in zip(said.value, have.value, strict=True))


def _parts(text: str) -> list[Span]:
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    return [Span(start, end) for start, end in pairwise(ends) if end > start]
