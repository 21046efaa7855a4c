"""Wrong choices: words of the same kind that the sources use for something else, and surely not for this."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from assistant.evidence import term_set
from assistant.learning.blanks import DISPUTED, Blank, blanks, keys_of
from assistant.learning.names import appointed
from assistant.places import Statement, statements
from index.retrieve import Index

# Two sentences that share this much of the briefer one may speak of one thing, and then both figures may be right of it.
_SAME_MATTER = 0.4
_FARTHEST_RATIO = 6
_HIGH = re.compile(r"\b(?:directors?|heads?|chiefs?|director-general|leaders?)\b|局长|主任|负责人", re.IGNORECASE)
_DEPUTY = re.compile(r"\b(?:vice|deputy)\b|副", re.IGNORECASE)


def wrong_choices(index: Index, right: Blank, chance: random.Random, most: int = 3) -> list[Blank]:
    """Up to `most` blanks whose words are wrong in the sentence of `right`, each of other words; fewer where fewer are sure."""
    candidates = [each for each in _by_group(index)[right.group] if each.statement is not right.statement]
    chance.shuffle(candidates)
    candidates.sort(key=lambda each: _distance(right, each))
    chosen: list[Blank] = []
    said = {right.key, right.words.lower()}
    for each in candidates:
        if len(chosen) == most:
            break
        if each.key not in said and each.words.lower() not in said and _is_wrong(index, right, each):
            chosen.append(each)
            said |= {each.key, each.words.lower()}
    return chosen


def _distance(right: Blank, wrong: Blank) -> int:
    """Steps from what is right to what is less easily taken for it; the order within a step is left to chance."""
    if right.value and wrong.value:
        return abs((right.value[0] or 0) - (wrong.value[0] or 0)) // 4
    if right.kind == "figure":
        one, other = Decimal(right.key.split()[1]), Decimal(wrong.key.split()[1])
        return int(max(one, other) / max(min(one, other), Decimal(1)))
    if right.kind == "item":
        return abs(len(right.words.split()) - len(wrong.words.split()))
    return 0


@lru_cache(maxsize=4)
def _by_group(index: Index) -> dict[tuple[str, ...], list[Blank]]:
    found: dict[tuple[str, ...], list[Blank]] = defaultdict(list)
    for blank in blanks(index):
        found[blank.group].append(blank)
    return found


@lru_cache(maxsize=4)
def _keys_by_statement(index: Index) -> dict[Statement, frozenset[str]]:
    return {each: keys_of(each.text) for each in statements(index)}


@lru_cache(maxsize=4)
def _statements_by_key(index: Index) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement, keys in _keys_by_statement(index).items():
        for key in keys:
            found[key].append(statement)
    return found


def _is_wrong(index: Index, right: Blank, wrong: Blank) -> bool:
    """Whether the sources nowhere put the words of `wrong` where those of `right` stand."""
    if DISPUTED.search(wrong.statement.text) or wrong.words.lower() in right.statement.text.lower():
        return False
    if right.kind == "order":
        return True  # of the same list, whose items say themselves which they are
    if right.kind == "person":
        return _other_office(index, right, wrong)
    if right.kind == "item":
        return _other_list(index, right, wrong)
    if right.kind == "figure" and not _comparable(right.key, wrong.key):
        return False
    return not any(_same_matter(right, each, index) for each in _speaking_of(index, wrong))


def _speaking_of(index: Index, wrong: Blank) -> list[Statement]:
    """The sentences that have what a blank says; a day without a year may be that day of any."""
    found = list(_statements_by_key(index)[wrong.key])
    if wrong.value and wrong.value[1] and wrong.value[2]:
        found += _statements_by_key(index)[f"date None-{wrong.value[1]}-{wrong.value[2]}"]
    return found


def _same_matter(right: Blank, other: Statement, index: Index) -> bool:
    """Whether a sentence has what is right too, or speaks so much like the question's that it may tell of the same."""
    if keys_of(right.words) & _keys_by_statement(index)[other]:
        return True
    if right.kind == "figure" and _other_year(right, other, index):
        return False
    return _shared(right.statement.stems, other.stems) >= _SAME_MATTER


def _other_year(right: Blank, other: Statement, index: Index) -> bool:
    """Whether both sentences name years and none in common: what differs from year to year is then no second answer."""
    one, two = (
        {key.split()[1].split("-")[0] for key in _keys_by_statement(index)[each] if key.startswith("date")} - {"None"}
        for each in (right.statement, other)
    )
    return bool(one and two) and not one & two


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    one, other = _content(one), _content(other)
    return len(one & other) / min(len(one), len(other)) if one and other else 1.0


def _content(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in stems if not each[0].isdigit())


def _comparable(right: str, wrong: str) -> bool:
    """Whether a figure is near enough to be believed, and not so near that rounding makes it right."""
    one, other = Decimal(right.split()[1]), Decimal(wrong.split()[1])
    return (
        bool(one and other) and max(one, other) <= _FARTHEST_RATIO * min(one, other) and abs(one - other) * 200 >= max(one, other)
    )


def _other_office(index: Index, right: Blank, wrong: Blank) -> bool:
    """Whether no sentence gives the wrong person an office like the one that the question's sentence gives the right one."""
    asked = {_role(words) for words in _offices(right.statement, right.words)}
    held = {
        _role(words)
        for each in _by_group(index)[wrong.group]
        if each.key == wrong.key
        for words in _offices(each.statement, each.words)
    }
    return bool(asked and held) and not asked & held


def _offices(statement: Statement, name: str) -> Iterator[str]:
    for each in appointed(statement.text):
        if each.person.of(statement.text) == name:
            yield each.office.of(statement.text)


def _role(office: str) -> str:
    """An office without its institution: "vice mayor", "deputy head"; heads and directors are one."""
    rank = "deputy " if _DEPUTY.search(office) else ""
    if _HIGH.search(office):
        return f"{rank}head"
    plain = _DEPUTY.sub("", re.split(r"\s+of\s+|['’]s\s+", office)[0]).strip().lower()
    return rank + plain[-2:] if re.search("[\u3400-\u9fff]", plain) else rank + plain


def _other_list(index: Index, right: Blank, wrong: Blank) -> bool:
    """Whether the wrong item touches neither the question's sentence, nor a list that shares an item with it."""
    words = term_set(wrong.words) or frozenset({wrong.words.lower()})
    if abs(len(right.words.split()) - len(wrong.words.split())) > 2 or words & right.statement.stems:
        return False
    own = [each for each in _by_group(index)[right.group] if each.statement is right.statement]
    kin = {
        each.statement
        for each in blanks(index)
        if each.kind == "item" and any(term_set(each.words) & term_set(mine.words) for mine in own)
    }
    return not any(words & each.stems for each in kin)
