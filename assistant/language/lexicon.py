"""Synonyms and Chinese equivalents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from index.terms import stem

_DATA = files("assistant.language")


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """For each English stem the stems that may state the same thing, itself left out."""
    groups: dict[str, set[str]] = {}
    for line in _lines("synonyms.txt"):
        members = {stem(word) for word in line.split() if "_" not in word}
        for member in members:
            groups.setdefault(member, set()).update(members - {member})
    return {word: frozenset(others) for word, others in groups.items()}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each English stem the stems that state its opposite."""
    found: dict[str, set[str]] = {}
    for line in _lines("opposites.txt"):
        one, other = ({stem(word) for word in side.split()} for side in line.split("|"))
        for here, there in ((one, other), (other, one)):
            for member in here:
                found.setdefault(member, set()).update(there - here)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def chinese_words() -> dict[str, str]:
    """English words for Chinese words (Simplified)."""
    pairs = (line.partition(" = ") for line in _lines("chinese.txt"))
    return {chinese: english for chinese, _, english in pairs}


def _lines(name: str) -> Iterable[str]:
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
