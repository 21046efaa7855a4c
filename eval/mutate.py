"""Wrong sentences made from right ones: one figure, unit, date, name, negation or qualifier changed at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from corpus.numerals import MONTHS

_UNITS = {
    "months": "weeks",
    "month": "week",
    "years": "months",
    "percent": "percentage points",
    "square kilometres": "hectares",
    "micrograms": "milligrams",
    "square metres": "square kilometres",
    "个月": "个星期",
}
_QUALIFIERS = {
    "above": "below",
    "below": "above",
    "about": "more than",
    "nearly": "more than",
    "at least": "at most",
    "more than": "less than",
    "within": "above",
    "higher than": "lower than",
    "roughly": "at least",
    "By": "After",
    "by": "after",
    "以上": "以下",
    "近": "超过",
}
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|should|has|have|had|can|could|would|shall)\b")
_NAME = re.compile(r"(?<=[a-z,(] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_CHINESE_NUMBERS = "二三四五六七八九"


def mutations(sentence: str, names: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """The kind and the words of each wrong sentence, at most one of a kind; `names` is what a name may be changed into."""
    makers: tuple[tuple[str, Callable[[], str | None]], ...] = (
        ("figure", lambda: _figure(sentence, chance)),
        ("unit", lambda: _swapped(sentence, _UNITS, chance)),
        ("date", lambda: _date(sentence, chance)),
        ("name", lambda: _name(sentence, names, chance)),
        ("negation", lambda: _negation(sentence, chance)),
        ("qualifier", lambda: _swapped(sentence, _QUALIFIERS, chance)),
    )
    for kind, make in makers:
        wrong = make()
        if wrong is not None and wrong != sentence:
            yield kind, wrong


def names_of(sentences: Sequence[str]) -> list[str]:
    """The capitalised names inside `sentences`, months left out, each once."""
    found = {match[0] for sentence in sentences for match in _NAME.finditer(sentence)}
    plain = {word for sentence in sentences for word in re.findall(r"\b[a-z]+", sentence)}
    return sorted(
        name for name in found if not set(name.split()) & set(MONTHS) and not any(word.lower() in plain for word in name.split())
    )


def _figure(sentence: str, chance: random.Random) -> str | None:
    places = [
        match for match in re.finditer(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])", sentence) if not _is_date_part(sentence, match)
    ]
    places += list(re.finditer(rf"\b(?:{'|'.join(_NUMBERS)})\b", sentence))
    places += list(re.finditer(rf"(?<![第{_CHINESE_NUMBERS}十])[{_CHINESE_NUMBERS}](?=[个项类种方])", sentence))
    if not places:
        return None
    match = chance.choice(places)
    word = match[0]
    if word in _NUMBERS:
        other = chance.choice([each for each in _NUMBERS if each != word])
    elif word in _CHINESE_NUMBERS:
        other = chance.choice([each for each in _CHINESE_NUMBERS if each != word])
    else:
        at = chance.randrange(len([ch for ch in word if ch.isdigit()]))
        positions = [position for position, ch in enumerate(word) if ch.isdigit()]
        position = positions[at]
        digit = chance.choice([each for each in "123456789" if each != word[position]])
        other = word[:position] + digit + word[position + 1 :]
    return sentence[: match.start()] + other + sentence[match.end() :]


def _is_date_part(sentence: str, match: re.Match[str]) -> bool:
    near = sentence[max(0, match.start() - 12) : match.end() + 12]
    year = re.fullmatch(r"(?:19|20)\d\d", match[0])
    return bool(year) or any(month in near for month in MONTHS) or bool(re.match(r"[年月日]", sentence[match.end() :]))


def _date(sentence: str, chance: random.Random) -> str | None:
    places = list(
        re.finditer(
            rf"\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d(?![\d,])|(?<!\d)\d{{1,2}}(?=[月日])|(?<=2)0[12]\d(?=年)", sentence
        )
    )
    if not places:
        return None
    match = chance.choice(places)
    if match[0] in MONTHS:
        other = chance.choice([month for month in MONTHS if month != match[0]])
    elif len(match[0]) == 4:
        other = str(int(match[0]) + chance.choice([-2, -1, 1, 2, 5]))
    elif len(match[0]) == 3:
        other = f"{int(match[0]) + chance.choice([-1, 1, 2]):03d}"
    else:
        other = str(int(match[0]) % 12 + 1)
    return sentence[: match.start()] + other + sentence[match.end() :]


def _name(sentence: str, names: Sequence[str], chance: random.Random) -> str | None:
    places = [match for match in _NAME.finditer(sentence) if match[0] not in MONTHS and not set(match[0].split()) & set(MONTHS)]
    others = [name for name in names if name not in sentence and not any(part in sentence for part in name.split())]
    if not places or not others:
        return None
    match = chance.choice(places)
    return sentence[: match.start()] + chance.choice(others) + sentence[match.end() :]


def _negation(sentence: str, chance: random.Random) -> str | None:
    dropped = re.sub(r"\b(?:not|never) ", "", sentence, count=1)
    if dropped != sentence:
        return dropped
    if re.search(r"[\u4e00-\u9fff]", sentence):
        for word in ("提出", "聚焦", "出席", "介绍", "涉及", "批准", "启动"):
            if word in sentence:
                return sentence.replace(word, f"没有{word}", 1)
        return None
    places = list(_AUXILIARY.finditer(sentence))
    if not places:
        return None
    match = chance.choice(places)
    return f"{sentence[: match.end()]} not{sentence[match.end() :]}"


def _swapped(sentence: str, pairs: dict[str, str], chance: random.Random) -> str | None:
    places = []
    for word in pairs:
        boundary = r"\b" if word.isascii() else ""
        follows = (
            r"(?= (?:the )?\d|(?<=[BbYy]) (?:19|20)\d\d)"
            if word in ("by", "By", "about", "nearly", "within", "roughly", "above", "below")
            else r"(?=[\d一二三四五六七八九十百])"
            if word == "近"
            else ""
        )
        places += list(re.finditer(f"{boundary}{re.escape(word)}{boundary}{follows}", sentence))
    if not places:
        return None
    match = chance.choice(places)
    return sentence[: match.start()] + pairs[match[0]] + sentence[match.end() :]
