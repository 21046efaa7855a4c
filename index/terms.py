"""The terms of a text, for lexical search and for comparing a question's words with a passage's."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[\u3400-\u9fff]+")
_APOSTROPHE = re.compile(r"['’]s?$|['’]")
_STEMMER = Stemmer.Stemmer("english")

# Words of grammar: they occur everywhere and tell no two passages apart.
STOP_WORDS = frozenset(
    """a an the this that these those there here it its they them their he him his she her we us our you your i me my
    and or but nor so if then than as at by for from in into of off on onto out over to up with within without about
    above after again against before below between down during further through under until upon via per
    is are was were be been being am do does did done doing have has had having will would shall should can could may
    might must ought not no yes also just only very too more most much many some any all both each few other such own
    same what which who whom whose when where why how while whether though although since please tell give let say said says get got make made
    's s t d ll re ve m don doesn didn isn aren wasn weren""".split()
)


def terms(text: str) -> list[str]:
    """The terms of `text` in order, with repeats: English stems without grammar words, numbers, Chinese bigrams."""
    return [term for word in words(text) for term in _terms_of(word)]


def distinct_terms(text: str) -> frozenset[str]:
    """The terms of `text` without order and repeats, in a quarter of the time that a long text's `terms` take."""
    return frozenset(term for word in set(words(text)) for term in _terms_of(word))


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> tuple[str, ...]:
    if "\u3400" <= word[0] <= "\u9fff":
        return tuple(word[i : i + 2] for i in range(len(word) - 1)) or (word,)
    return () if word in STOP_WORDS else (stem(word),)


def holds_term(text: str, term: str) -> bool:
    """Whether `term` is among the terms of `text`, found without stemming every word of a long text.

    Of a contraction with more than one letter before its mark ("you'll") it says no.
    """
    if len(term) < 4 or not (term.isascii() and term.isalpha()):
        return term in distinct_terms(text)
    # A Snowball stem differs from the start of its word in the last letter at most ("hope" of "hoping"), short ones apart.
    starts = rf"(?<![a-z]){term[0]}['’]?{term[1:-1]}[a-z]*(?:['’][a-z]+)?"
    return any(term in _terms_of(_APOSTROPHE.sub("", word)) for word in set(re.findall(starts, text.lower())))


def words(text: str) -> list[str]:
    """The words of `text` in lower case: English words without a possessive, numbers, runs of Chinese characters."""
    return [_APOSTROPHE.sub("", word) if "'" in word or "’" in word else word for word in _WORD.findall(text.lower())]


def word_count(text: str) -> int:
    """How long `text` is in words between white space, of which two Chinese characters make up one more."""
    return len(text.split()) + sum("\u3400" <= character <= "\u9fff" for character in text) // 2


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of an English word; anything else as it is."""
    return str(_STEMMER.stemWord(word))
