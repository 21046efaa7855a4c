"""Misspelt words of a question, set right by the words of the sources first and of English second."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.lexicon import chinese_words
from index.terms import stem, words
from index.vocabulary import Vocabulary

_WORD = re.compile(r"[A-Za-z]+")
# Shorter words have too many neighbours to guess from.
_MIN_LENGTH = 4


def correct_spelling(text: str, vocabulary: Vocabulary) -> str:
    """`text` with every word that is neither English nor in the sources replaced by its nearest known word.

    A word without a near neighbour stays as it is: it may be a name.
    """
    capitals = sum(word[0].isupper() for word in _WORD.findall(text)) * 2 > len(_WORD.findall(text))
    return _WORD.sub(lambda match: _corrected(match[0], vocabulary, name=not capitals and bool(_NAMED.search(text[: match.end()]))), text)


# Capitalised in the middle of a sentence.
_NAMED = re.compile(r"[a-z,;] [A-Z][a-z]+$")


def _corrected(word: str, vocabulary: Vocabulary, *, name: bool = False) -> str:
    lower = word.lower()
    if len(word) < _MIN_LENGTH or (word.isupper() and len(word) < 7) or vocabulary.is_word(lower) or stem(lower) in _dictionary_stems():
        return word
    if lower.endswith("s") and vocabulary.is_word(lower[:-1]):
        return word
    # A name is a slip for one of the sources, or somebody else's.
    nearest = _nearest(lower, _Words(vocabulary), english=not name)
    if nearest is None:
        return word
    return nearest.capitalize() if word[0].isupper() else nearest


@cache
def _dictionary_stems() -> frozenset[str]:
    """The stems of the English of the Chinese dictionary: rarer words ("patrolled") that a question may use of a Chinese paper."""
    return frozenset(stem(word) for english in chinese_words().values() for word in words(english) if len(word) >= _MIN_LENGTH)


class _Words:
    """A vocabulary as a cache key: one index has one vocabulary object."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=4096)
def _nearest(word: str, words: _Words, *, english: bool) -> str | None:
    # Optimal string alignment: a letter changed, dropped, added or two swapped each count one.
    limit = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    lists: list[dict[str, float] | dict[str, int]] = [words.vocabulary.corpus_words]
    if english:
        lists.append(words.vocabulary.common_words)
    for known in (_candidates(each, word) for each in lists):
        found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=limit, limit=8)
        if found:
            # A dropped letter is the commonest slip: "relased" is "released" before it is "related".
            best = min(found, key=lambda each: (each[1], each[0][0] != word[0], not _within(word, each[0]), -known[each[0]]))
            # Two changes in a short word, or another first letter, are more often another word than a slip.
            if best[1] == 1 or best[0][0] == word[0]:
                return str(best[0])
    return None


def _within(short: str, long: str) -> bool:
    """Whether `long` has the letters of `short` in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _candidates(known: dict[str, float] | dict[str, int], word: str) -> dict[str, float]:
    return {each: value for each, value in known.items() if abs(len(each) - len(word)) <= 3 and len(each) >= _MIN_LENGTH}
