"""The same thing in two papers set side by side: each side asked of its own papers alone.

"How do Shanghai's 11 fields differ from the central document's eight?" is two questions, and what one paper says must
not stand in for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.comparing import set_apart, what_is
from assistant.language.lexicon import chinese_words, synonyms
from assistant.language.places import ENGLISH as PLACES
from assistant.language.script import language_of, written
from assistant.records import Language
from corpus.numerals import english_number
from index.retrieve import Index
from index.terms import terms


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things compared."""

    owner: str
    """Whose it is, in the question's own words: "the central document"."""
    question: str
    """What is asked of it: "What are the central document's eight fields?"."""
    documents: frozenset[str]
    """Ids of the papers that are asked."""


def sides_across(text: str, index: Index) -> tuple[Side, Side] | None:
    """The two sides of a question that compares what different papers say; None where it does not, or they cannot be told apart.

    A paper belongs to a side if its title or publisher has words of the side's owner. Where only one side's papers
    are known by name, the other side has all the rest.
    """
    compared = set_apart(text)
    if compared is None:
        return None
    language = language_of(text)
    one, other = (_owned(each, language) for each in compared)
    if one is None or one[1] is None:
        return None
    other = other or _supplied(compared[1], one[1])
    if other is None:
        return None
    thing = _completed(other[1], one[1])
    entries = index.manifest.documents
    first, second = _named(one[0], index), _named(other[0], index)
    every = frozenset(entry["id"] for entry in entries)
    if first == second:
        return None
    first, second = first - second if first > second else first, second - first if second > first else second
    first, second = (first - second or every - second), (second - first or every - first)
    if not first or not second:
        return None
    return (
        Side(one[0], what_is(_of(one[0], one[1], language), language), first),
        Side(other[0], what_is(_of(other[0], thing, language), language), second),
    )


_OF = re.compile(r"^(?:the )?(?P<thing>[^'’]+) (?:of|in|under|set by|named by) (?P<owner>.+)$", re.IGNORECASE)
_THOSE = re.compile(r"^(?:those|that|the ones?|what) (?:of|in|from|under|is in) (?P<owner>.+)$", re.IGNORECASE)
_WHOSE = re.compile(r"^(?P<owner>.+?)['’]s?(?:\s+(?P<thing>.+))?$")
_CHINESE = re.compile(r"^(?P<owner>.+?)的(?P<thing>.+)$")


def _owned(thing: str, language: Language) -> tuple[str, str | None] | None:
    """Whose it is, and what; the second is None where it is left out ("those of the state")."""
    patterns = (_THOSE, _OF, _WHOSE) if language == "en" else (_CHINESE,)
    for pattern in patterns:
        if match := pattern.match(thing):
            return match["owner"], match.groupdict().get("thing")
    return None


def _supplied(other: str, thing: str) -> tuple[str, str | None] | None:
    """A side that is only an owner: "the national document" beside "Shanghai's targets"."""
    return (other, None) if terms(other) and len(other.split()) <= 6 else None


def _completed(thing: str | None, beside: str) -> str:
    """`thing` with what it leaves to the one beside it: "eight" beside "11 fields" is "eight fields"."""
    head, _, rest = beside.partition(" ")
    noun = rest if rest and (head.isdigit() or english_number(head) is not None) else beside
    if thing is None or thing in ("ones", "one"):
        return noun
    return f"{thing} {noun}" if thing.isdigit() or english_number(thing) is not None else thing


def _of(owner: str, thing: str, language: Language) -> str:
    if language != "en":
        return f"{owner}的{thing}"
    return f"{owner}’ {thing}" if owner.endswith("s") else f"{owner}'s {thing}"


def _named(owner: str, index: Index) -> frozenset[str]:
    """Ids of the documents whose title or publisher has the most words of `owner`, or words like them.

    Of "Shanghai's plan" the name counts, since most papers are a plan.
    """
    entries = index.manifest.documents
    plain = written(owner)
    known = {**chinese_words(), **index.glossary_english, **PLACES} if language_of(owner) != "en" else {}
    meant = " ".join([plain, *(english for chinese, english in known.items() if chinese in plain)])
    names = " ".join(re.findall(r"\b[A-Z][\w-]+", meant))
    wanted = [{term, *synonyms().get(term, ())} for term in dict.fromkeys(terms(names or meant))]
    met = {
        entry["id"]: sum(bool(each & set(terms(written(f"{entry['title']} {entry['publisher']}")))) for each in wanted) for entry in entries
    }
    most = max(met.values(), default=0)
    return frozenset(id_ for id_, count in met.items() if count == most) if most else frozenset()
