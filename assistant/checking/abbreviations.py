"""What the abbreviations of the sources stand for, by the names that the sources print in full."""

from __future__ import annotations

import re
from functools import cache

from assistant.checking.places import all_documents_read
from index.retrieve import Index
from index.terms import stem

_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")
_COUNTRY = {stem("china"), stem("chinese")}
# Characters between a name in full and its abbreviation: "the State Tax Office (STO)".
_BESIDE = 24
# A name in full: words with capitals, joined by words of grammar.
_IN_FULL = re.compile(r"\b[A-Z][a-z]+(?:(?:,? (?:of|and|for|the|on|to|in) |[’']s |, | )(?:the )?[A-Z][a-z]+)+")


@cache
def abbreviations(index: Index) -> dict[str, frozenset[str]]:
    """For each abbreviation in the sources the stems of the words that it stands for; none in a large index, which is not read through."""
    if not all_documents_read(index):
        return {}
    texts = [index.document(entry["id"]).text for entry in index.manifest.documents]
    short = {match[0] for text in texts for match in _ABBREVIATION.finditer(text)}
    found: dict[str, set[str]] = {}
    beside: dict[str, set[str]] = {}
    for text in texts:
        for match in _IN_FULL.finditer(text):
            full = re.findall(r"[A-Z][a-z]+", match[0])
            initials = "".join(word[0] for word in full)
            for each in short:
                if (at := initials.find(each)) >= 0:
                    # "Communist Party of China": that it is of a country makes it no name of the country.
                    stems = {stem(word.lower()) for word in full[at : at + len(each)]} - _COUNTRY
                    found.setdefault(each, set()).update(stems)
                    if each in text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]:
                        beside.setdefault(each, set()).update(stems)
    # Of two names with the same letters the one beside which the abbreviation is printed.
    return {each: frozenset(beside.get(each, stems)) for each, stems in found.items()}


def spelled_out(text: str, index: Index) -> frozenset[str]:
    """The stems of the names in full that the abbreviations of `text` stand for."""
    known = abbreviations(index)
    return frozenset().union(*(known.get(match[0], frozenset()) for match in _ABBREVIATION.finditer(text)))
