"""Figures and dates of a claim beside those of a source: the same, meant alike, said of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant.checking.chinese import counted_in_chinese
from assistant.checking.facts import Fact, around, facts_of, length_of_time
from assistant.checking.records import Difference
from assistant.checking.source import Source
from assistant.checking.wording import Wording
from index.terms import STOP_WORDS, stem


def fact_differences(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> list[Difference]:
    """Figures and dates of the claim that the source does not have, or has otherwise."""
    differences = []
    for fact in facts:
        same = [each for each in source.facts if _equal(fact, each, source)]
        if not same and (_stated_around(fact, source) or _follows(fact, source) or _leads(fact, source)):
            continue
        if not same:
            rival = _rival(claim, fact, facts, source)
            if fact.kind == "ordinal" and rival is None:
                continue_name = Difference("figure", fact.surface, "")
                differences.append(continue_name)
                continue
            differences.append(
                Difference("date" if fact.kind == "date" else "figure", fact.surface, rival.surface if rival else "")
            )
            continue
        best = max(
            same,
            key=lambda each: (
                _unit_agrees(fact, each),
                _qualifier_agrees(fact, each),
                len(around(claim, fact.span) & around(source.text, each.span)),
            ),
        )
        if not _unit_agrees(fact, best):
            differences.append(Difference("unit", fact.surface, best.surface))
        elif not _qualifier_agrees(fact, best, bool(_BEGUN.search(source.text)), bool(_TO_COME.search(source.text))):
            differences.append(Difference("qualifier", _qualified(claim, fact), _qualified(source.text, best)))
        elif (
            rival := _said_of_another(fact, same, facts, wording, source)
            or _counted_otherwise(claim, fact, same, source)
            or _closer(claim, fact, same, facts, source)
        ):
            differences.append(Difference("date" if fact.kind == "date" else "figure", fact.surface, rival.surface))
    return differences


def _equal(said: Fact, have: Fact, source: Source) -> bool:
    if said.kind == "date" and have.kind == "date":
        year, month, day = said.value
        if year and have.value[0] is None:
            return (month, day) != (None, None) and _within((None, month, day), have.value) and year == source.document.date[:4]
        return _within(said.value, have.value)
    if {said.kind, have.kind} == {"figure", "ordinal"}:
        return False
    if (one := length_of_time(said)) is not None and one == length_of_time(have):
        return True
    return said.kind == have.kind and said.value == have.value


_TO_COME = re.compile(r"\b(?:should|shall|will|targets?|aims?|wants?|wanted|(?:is|are|was|were) to)\b", re.IGNORECASE)
_BEGUN = re.compile(r"\b(?:began|begins?|begun|start(?:s|ed)?|launch(?:es|ed)?|became|again|resumed?|opened|came into)\b", re.IGNORECASE)
def _follows(fact: Fact, source: Source) -> bool:
    """Whether a length of time or a day of the month follows from two dates or one of the source: "ten days later", "on the 15th"."""
    dates = [each.value for each in source.facts if each.kind == "date"]
    if fact.kind == "ordinal":
        return any(char.isdigit() for char in fact.surface) and any(day == fact.value[0] for _, _, day in dates)
    length = length_of_time(fact)
    if length is None:
        return False
    if length[0] == "day":
        whole = [date(int(year), int(month), int(day)) for year, month, day in dates if year and month and day]
        return any(abs((one - other).days) == length[1] for one in whole for other in whole if one != other)
    years = [int(year) for year, month, _ in dates if year and not month]
    # "2021 to 2023" are three years, and two apart.
    return length[1] % 12 == 0 and any(
        last - first + 1 == length[1] / 12 for first, last in pairwise(years) if _in_range(source.text, first, last)
    )


def _in_range(text: str, first: int, last: int) -> bool:
    return bool(re.search(rf"{first}\s*(?:[-–—]|to|and|until)\s*{last}", text))


def _leads(fact: Fact, source: Source) -> bool:
    """Whether the source calls first in another word what the claim calls so: that it leads, or is at the top."""
    return fact.kind == "ordinal" and fact.value[0] == "1" and bool(_LEADS.search(source.text))


_LEADS = re.compile(r"\b(?:led|leads|leading|top|topped|tops|topping|initial(?:ly)?|original(?:ly)?|earliest|highest)\b", re.IGNORECASE)


def _within(said: tuple[str | None, ...], have: tuple[str | None, ...]) -> bool:
    """Whether all that is said of a date is so, and nothing that is said is missing."""
    return all(mine is None or mine == theirs for mine, theirs in zip(said, have, strict=True))


def _stated_around(fact: Fact, source: Source) -> bool:
    """Whether a date or ordinal stands in the headings, the title, or is the document's or the statement's own date."""
    piece = source.pieces[0]
    headings = facts_of(f"{' ; '.join(piece.section)} ; {source.document.title}")
    if fact.kind == "date":
        if fact.qualifier in ("by", "since", "after"):
            return False
        dates = [source.document.date] if source.document.tier != "background" else []
        dates += [piece.attribution.date] if piece.attribution else []
        own = [tuple(part.lstrip("0") for part in date.split("-")) for date in dates if date[:1].isdigit()]
        # The document's date is said of the document, not of what a sentence dates otherwise.
        free = not any(each.kind == "date" and (fact.value[1] or each.value[0]) for each in source.facts)
        if free and any(_within(fact.value, (*each, None, None)[:3]) for each in own):
            return True
    return any(_equal(fact, each, source) for each in headings if each.kind == fact.kind)


def _unit_agrees(said: Fact, have: Fact) -> bool:
    if length_of_time(said) is not None and length_of_time(said) == length_of_time(have):
        return True
    return (
        said.kind != "figure" or said.unit == have.unit or (not said.unit or not have.unit) and "point" in (said.unit, have.unit)
    )


def _qualifier_agrees(said: Fact, have: Fact, begun: bool = False, to_come: bool = False) -> bool:
    mine, theirs = said.qualifier, have.qualifier
    if said.kind == "date":
        # What began in a year has been so since.
        if mine == "since" and theirs in ("in", "") and begun:
            return True
        # A target for a year is one to be reached by its end.
        if mine == "by" and theirs == "in" and said.value[1] is None and have.value[1] is None and to_come:
            return True
        if said.value[1] is None and have.value[1] is not None and mine == "in":
            return True
        groups = {"by": {"by"}, "since": {"since"}, "after": {"after"}, "in": {"in", ""} if said.value[1] else {"in", "", "by"}, "": {"in", "", "by"}}
        return (
            theirs in groups[mine]
            or (theirs == "" and mine in ("in", "by"))
            and not (theirs == "" and mine == "by" and have.value[1] is not None)
        )
    # 以上 is "above" and "or above".
    if "or above" in (mine, theirs):
        return {mine, theirs} <= {"or above", "above", "at least"}
    if "exactly" in (mine, theirs):
        return mine in ("", "exactly") and theirs in ("", "exactly")
    return mine == theirs


def _qualified(text: str, fact: Fact) -> str:
    """The fact with the words right around it that say how it is meant."""
    before = re.search(r"(?:[\w'’]+\s+){0,3}$", text[: fact.span.start])
    after = re.match(
        r"\s*(?:or (?:more|above|higher)|以上|左右|以内|之?前)",
        text[fact.span.end + len(fact.surface) - (fact.span.end - fact.span.start) :],
    )
    return f"{before[0] if before else ''}{fact.surface}{after[0] if after else ''}".strip()


def _rival(claim: str, fact: Fact, facts: Sequence[Fact], source: Source) -> Fact | None:
    """The source's fact of the same kind that the claim should have stated: not stated elsewhere in it, nearest in its words."""
    others = [each for each in source.facts if each.kind == fact.kind and not any(_equal(other, each, source) for other in facts)]
    mine = around(claim, fact.span)
    return max(others, key=lambda each: (len(mine & around(source.text, each.span)), each.unit == fact.unit), default=None)


def _closer(claim: str, fact: Fact, same: Sequence[Fact], facts: Sequence[Fact], source: Source) -> Fact | None:
    """Another figure of the source that is said of what the claim says of this one, plainly more than any equal figure is."""
    mine = around(claim, fact.span, 45)
    counted = _counted(claim, fact)
    if counted and any(counted & _counted(source.text, each) for each in same):
        return None
    if len(mine) < 2 or fact.kind == "ordinal" or _same_range(claim, fact, facts, source):
        return None

    def shared(each: Fact) -> int:
        return len(mine & around(source.text, each.span, 45))

    best = max(map(shared, same))
    rivals = [
        each
        for each in source.facts
        if each.kind == fact.kind
        and each not in same
        and each.unit == fact.unit
        and _as_precise(fact, each)
        # One that the claim has in the same phrase is no rival.
        and not any(_equal(other, each, source) and _introduced(claim, other) == _introduced(source.text, each) for other in facts)
    ]
    rival = max(rivals, key=shared, default=None)
    stated = [other for other in facts if rival is not None and _equal(other, rival, source)]
    vague = fact.kind == "date" and not any(_as_precise(fact, each) for each in same)
    margin = (0 if fact.qualifier else -1) if vague else 1 if stated else 2
    return rival if rival is not None and shared(rival) >= best + margin else None


_RANGE = re.compile(r"\s*(?:[-–—]|to)\s*")


def _in_one_range(text: str, one: Fact, other: Fact) -> bool:
    """Whether two facts are the ends of one range: "1999-2020"."""
    first, last = sorted((one.span, other.span), key=lambda span: span.start)
    return bool(_RANGE.fullmatch(text[first.end : last.start]))


def _same_range(claim: str, fact: Fact, facts: Sequence[Fact], source: Source) -> bool:
    """Whether a fact is an end of a range ("1999-2020") that the source has too."""
    ranges = [
        [(one.value, other.value) for one in stated for other in stated if one is not other and _in_one_range(text, one, other)]
        for text, stated in ((claim, facts), (source.text, source.facts))
    ]
    return any(fact.value in pair and pair in ranges[1] for pair in ranges[0])


def _introduced(text: str, fact: Fact) -> tuple[str, ...]:
    """The two words right before a fact: "outline of" 2023."""
    return tuple(re.findall(r"[a-z]+", text[: fact.span.start].lower())[-2:])


def _as_precise(said: Fact, have: Fact) -> bool:
    return said.kind != "date" or [part is None for part in said.value] == [part is None for part in have.value]


def _said_of_another(fact: Fact, same: Sequence[Fact], facts: Sequence[Fact], wording: Wording, source: Source) -> Fact | None:
    """The fact of the same kind that the source gives for a name of the claim ("… and Jilin's followed on 5 July")."""
    if len(same) != 1 or sum(each.kind == fact.kind for each in facts) != 1:
        return None
    rivals = [
        each
        for each in source.facts
        if each.kind == fact.kind and each not in same and each.unit == fact.unit and _as_precise(fact, each)
    ]
    for content in wording.contents:
        places = [match.start() for match in re.finditer(rf"\b{re.escape(content.word)}\b", source.text)] if content.name else []
        if places and min(places) > same[0].span.end:
            if behind := [each for each in rivals if each.span.start > min(places)]:
                return behind[0]
    return None


def _counted_otherwise(claim: str, fact: Fact, same: Sequence[Fact], source: Source) -> Fact | None:
    """Another figure of the source that counts what the claim lets this one count ("209 companies" of "159 companies")."""
    if fact.kind != "figure" or not (mine := _counted(claim, fact)):
        return None
    best = max(len(mine & _counted(source.text, each)) for each in same)
    rivals = [each for each in source.facts if each.kind == "figure" and each not in same]
    # "Two gold awards" of "two mayor's awards and 15 gold awards".
    if best and (nearer := [each for each in rivals if len(mine & _counted(source.text, each)) > best]):
        return nearer[0]
    if best:
        return None
    if not any(_counted(source.text, each) for each in same):
        return None
    return next(
        (each for each in source.facts if each.kind == "figure" and each not in same and mine & _counted(source.text, each)), None
    )


def _counted(text: str, fact: Fact) -> frozenset[str]:
    """The stem of what a figure counts: the last noun of the words right behind it."""
    if text[fact.span.end : fact.span.end + 1] > "\u3400" or re.match(r"\s*[万亿余多]?[\u4e00-\u9fff]", text[fact.span.end :]):
        return counted_in_chinese(text, fact.span.end)
    found: list[str] = []
    for word in re.findall(r"[A-Za-z-]+(?=['’]s\b)|(?<=['’])s\b|[A-Za-z-]+|[^\sA-Za-z'’]", text[fact.span.end :])[:5]:
        if word.lower() == "more":
            continue
        if not word[0].isalpha() or word.lower() in STOP_WORDS:
            break
        found.append(stem(word.lower()))
    return frozenset(found)
