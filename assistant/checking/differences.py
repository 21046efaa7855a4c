"""Two wordings side by side: the words in which they part, and of what kind each difference is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from assistant.checking.facts import Fact, facts_of, length_of_time
from assistant.checking.polarity import negates
from assistant.checking.records import Difference, DifferenceKind
from assistant.checking.tokens import Tokens, is_chinese, is_word
from assistant.checking.wording import UNITS, stated_alike
from corpus.numerals import CARDINALS, CHINESE_DIGITS, MONTHS, ORDINALS
from index.terms import STOP_WORDS, stem, words

_MONTHS = frozenset(map(str.lower, MONTHS))
_NUMBERS = frozenset([*CARDINALS, *ORDINALS, "hundred", "thousand", "million", "billion", "dozen", "half", "twice", "once"])
_CHINESE_NUMBERS = frozenset([*CHINESE_DIGITS, *"十百千万亿"])
_QUALIFIERS = frozenset(
    "about around approximately roughly nearly almost some over above below under least most more less than up by until before after since "
    "only exactly just within at between".split()
)

_MODALS = frozenset(
    "should would could may might must shall will can cannot all both each few many most some any other same own".split()
)
_Code = tuple[str, int, int, int, int]
"""What an edit does, with the span of the quotation's tokens and that of the source's."""
_LIMITING = frozenset(stem(word) for word in _QUALIFIERS | _MODALS)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside the words of a source that are most like it."""

    share: float
    """Share of the quotation's weight (a word of grammar or a sign counts a quarter) that stands there in the same order."""
    words: int
    """Words of the quotation, grammar left out, that stand there."""
    first: int
    """First token of the source's wording."""
    last: int
    """One past its last token."""
    differences: tuple[Difference, ...]


def align(quotation: Tokens, source: Tokens, source_text: str, said_text: str, window: tuple[int, int]) -> Alignment:
    """`quotation` beside the most similar stretch of `source` between the tokens of `window`."""
    said = [word.lower() for word in quotation.words]
    first, last = _closest(said, source, window)
    have = [word.lower() for word in source.words[first:last]]
    codes = [(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in Levenshtein.opcodes(said, have)]
    # What the source has before and after the quoted words is no part of the difference.
    while codes and codes[0][0] == "insert":
        codes.pop(0)
    while codes and codes[-1][0] == "insert":
        codes.pop()
    codes = _drawn_together(codes, said, have)
    if not codes:
        return Alignment(0.0, 0, first, first, ())
    equal = [i for tag, i1, i2, _, _ in codes if tag == "equal" for i in range(i1, i2)]
    share = sum(_weight(said[i]) for i in equal) / (sum(map(_weight, said)) or 1.0)
    differences = tuple(
        _difference(tag, _text(quotation, said_text, i1, i2), _text(source, source_text, first + j1, first + j2))
        for tag, i1, i2, j1, j2 in _joined(codes)
        if tag != "equal" or _text_differs(quotation.words[i1:i2], source.words[first + j1 : first + j2], i1 == 0)
    )
    return Alignment(share, sum(_weight(said[i]) == 1 for i in equal), first + codes[0][3], first + codes[-1][4], differences)


def _drawn_together(codes: list[_Code], said: Sequence[str], have: Sequence[str]) -> list[_Code]:
    """`codes` with a first or last word that stands twice in the source matched where it is nearest to the others."""
    if len(codes) >= 3 and codes[0][0] == "equal" and codes[1][0] == "insert":
        _, i1, i2, _, _ = codes[0]
        end = codes[1][4]
        if list(have[end - (i2 - i1) : end]) == list(said[i1:i2]):
            codes = [("equal", i1, i2, end - (i2 - i1), end), *codes[2:]]
    if len(codes) >= 3 and codes[-1][0] == "equal" and codes[-2][0] == "insert":
        _, i1, i2, _, _ = codes[-1]
        start = codes[-2][3]
        if list(have[start : start + i2 - i1]) == list(said[i1:i2]):
            codes = [*codes[:-2], ("equal", i1, i2, start, start + i2 - i1)]
    return codes


def _weight(word: str) -> float:
    return 1.0 if is_word(word) and word not in STOP_WORDS else 0.25


def _closest(said: Sequence[str], source: Tokens, window: tuple[int, int]) -> tuple[int, int]:
    """The stretch of `source` inside `window`, somewhat longer than `said`, that has most of its words."""
    start, end = window
    size = len(said) + max(4, len(said) // 4)
    if end - start <= size:
        return start, end
    left = dict.fromkeys(said, 0)
    for word in said:
        left[word] += 1
    words = [word.lower() for word in source.words[start:end]]
    gained, best, at = 0.0, -1.0, 0
    for position, word in enumerate(words):
        if word in left:
            left[word] -= 1
            gained += _weight(word) if left[word] >= 0 else 0
        if position >= size and words[position - size] in left:
            gone = words[position - size]
            gained -= _weight(gone) if left[gone] >= 0 else 0
            left[gone] += 1
        if gained > best:
            best, at = gained, position
    last = start + at + 1
    # The best stretch ends with its last word of the quotation; one changed word may follow it.
    return max(start, last - size), min(end, last + 3)


def _joined(codes: list[_Code]) -> list[_Code]:
    """Neighbouring changes as one; equal stretches word by word, so that a difference of case is found alone."""
    joined: list[_Code] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            joined += [("equal", i1 + k, i1 + k + 1, j1 + k, j1 + k + 1) for k in range(i2 - i1)]
        elif joined and joined[-1][0] != "equal":
            joined[-1] = ("replace", joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((tag, i1, i2, j1, j2))
    return joined


def _text_differs(said: Sequence[str], have: Sequence[str], opening: bool) -> bool:
    """Whether words that are equal but for their case differ in it; the first letter of a quotation does not count."""
    return said != have and not (opening and said[0][1:] == have[0][1:])


def _text(tokens: Tokens, text: str, first: int, last: int) -> str:
    return " ".join(text[tokens.starts[first] : tokens.ends[last - 1]].split()) if last > first else ""


def _difference(tag: str, said: str, source: str) -> Difference:
    return Difference("case" if tag == "equal" else kind_of(said, source), said, source)


def kind_of(said: str, source: str) -> DifferenceKind:
    """Of what kind a difference is: by its gravest part."""
    words = re.findall(r"[a-z']+", f"{said} {source}".lower().replace("’", "'"))
    both = said + source
    if negates(said) != negates(source):
        return "negation"
    if any(word in _MONTHS and word != "may" for word in words) or re.search(r"\b(?:19|20)\d\d\b|[年月日]", both):
        return "date"
    if re.search(r"\d", both) or any(word in _NUMBERS for word in words) or any(ch in _CHINESE_NUMBERS for ch in both):
        return "figure"
    if not any(is_word(ch) for ch in both):
        return "punctuation"
    if words and all(word in _QUALIFIERS for word in words):
        return "qualifier"
    capitals = [re.fullmatch(r"(?:[A-Z][\w'’-]*\W*(?:of |the |and )*)+", part) for part in (said, source) if part]
    if capitals and all(capitals) and not any(is_chinese(ch) for ch in both):
        return "name"
    return "word"


def changes(said: str, source: str) -> bool:
    """Whether one wording says something else than the other: not where both have the same facts, and synonyms or grammar else."""
    mine_stated, theirs_stated = facts_of(said), facts_of(source)
    if [(_amount(fact), fact.qualifier) for fact in mine_stated] != [(_amount(fact), fact.qualifier) for fact in theirs_stated]:
        return True
    said, source = _without(said, mine_stated), _without(source, theirs_stated)
    if negates(said) != negates(source):
        return True
    if _TO_BE_DONE.search(said) and _TO_BE_DONE.search(source):
        said, source = _TO_BE_DONE.sub(" ", said), _TO_BE_DONE.sub(" ", source)
    mine, theirs = _telling(said), _telling(source)
    if mine == theirs:
        return False
    if {*mine} & UNITS != {*theirs} & UNITS:
        return True
    if not all(any(word == other or other in stated_alike(word) for other in theirs) for word in mine):
        return True
    # What is left out changes nothing, but for a word that limits or doubts.
    return any(word in _LIMITING and word not in mine for word in theirs)


def _amount(fact: Fact) -> object:
    return length_of_time(fact) or (fact.kind, fact.value, fact.unit)


def _without(text: str, facts: Sequence[Fact]) -> str:
    """`text` without its lengths of time, which are compared as such: "a week" is "seven days"."""
    for fact in facts:
        if length_of_time(fact):
            text = text.replace(fact.surface, " ")
    return text


# What a plan sets out to do, in several words.
_TO_BE_DONE = re.compile(r"\b(?:should|shall|will|would|(?:is|are|was|were) to)\b", re.IGNORECASE)


def _telling(text: str) -> list[str]:
    """Stems of the words that say something by themselves: content, and words of amount, time and doubt."""
    found = [word for word in words(text.replace("’", "'")) if word not in STOP_WORDS or word in _QUALIFIERS or word in _MODALS]
    return [stem(word) for word in found if not word[0].isdigit()]
