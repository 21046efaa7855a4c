"""Where the words of a follow-up go in the English question before it: a name for a name, an ordinal for an ordinal.

"And Zhejiang's?" after "What was Shanghai's index in 2006?" changes the place alone. Where nothing of the same kind
stands in the earlier question, nothing is put, and the caller takes its topic out instead.
"""

from __future__ import annotations

import re

from assistant.conversation.topic import ORDINAL_WORDS, content_words, topic_of
from index.terms import STOP_WORDS, stem, words

_NAME = r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}"
_POSSESSIVE = re.compile(rf"\b{_NAME}['’]s?(?=\s)")
_NAMED_AFTER = re.compile(rf"(?<=\b(?:in|of) ){_NAME}(?=[ ?]|$)|(?<=\bfor ){_NAME}(?=[ ?]|$)")
# Adjectives that say whose something is, as a possessive does.
_LEVEL = r"national|central|municipal|local|provincial|regional|global|international|European|Chinese|country['’]s|city['’]s"
_ITS_OBJECT = re.compile(r"\b(?:about|on the subject of|mentions?|regarding|concerning)\s+(?P<object>[^?,]+?)\s*\??$", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:the|its|their)\s+(?P<ordinal>{ORDINAL_WORDS})\b", re.IGNORECASE)


OF_A_LEVEL = re.compile(rf"(?:the )?(?P<level>{_LEVEL})(?: ones?)?", re.IGNORECASE)


def put_in_place(new: str, earlier: str) -> str:
    """`earlier` with `new` in the place of what is of its kind there; empty where nothing is."""
    for put in (_year, _object, _level, _possessive, _name, _same_noun):
        if made := put(new, earlier):
            return made
    return ""


def other_ordinal(ordinal: str, earlier: str) -> str:
    """`earlier` with another ordinal, "the second batch" for "the first batch"; empty where it has none."""
    same = _ORDINAL.search(earlier)
    return f"{earlier[: same.start('ordinal')]}{ordinal}{earlier[same.end('ordinal') :]}" if same else ""


def _year(new: str, earlier: str) -> str:
    """A year for the only year: "2006?"."""
    years = re.findall(r"\b(?:19|20)\d\d\b", earlier)
    return earlier.replace(years[0], new) if len(years) == 1 and re.fullmatch(r"(?:19|20)\d\d", new) else ""


def _object(new: str, earlier: str) -> str:
    """What a text is asked about: "and forests?" after "What does the plan say about population?"."""
    said = _ITS_OBJECT.search(earlier)
    return f"{earlier[: said.start('object')]}{new}?" if said else ""


def _level(new: str, earlier: str) -> str:
    """Whose it is, "the national one" after "the 2025 target for Shanghai": whose it was before is left out."""
    asked = OF_A_LEVEL.fullmatch(new)
    whose = _whose(earlier) if asked else None
    if not asked or not whose:
        return ""
    after = re.sub(rf"^( ?{re.escape(topic_of(earlier))}) (?:for|in|of) {_NAME}", r"\1", earlier[whose.end() :])
    return f"{earlier[: whose.start()]}the {asked['level'].lower()}{after}"


def _whose(earlier: str) -> re.Match[str] | None:
    """Where a question says whose the thing is that it asks for: "Shanghai's", "the national", or the bare article."""
    topic = topic_of(earlier)
    article = re.compile(rf"\b(?:the|its|their)(?= {re.escape(topic)})", re.IGNORECASE) if topic else None
    return _POSSESSIVE.search(earlier) or re.search(rf"\bthe (?:{_LEVEL})\b", earlier, re.IGNORECASE) or (article.search(earlier) if article else None)


def _possessive(new: str, earlier: str) -> str:
    """Whose it is, by a possessive: "and Shanghai's?" after "the national target"."""
    whose = _whose(earlier) if re.fullmatch(rf"{_NAME}['’]s?", new) else None
    return f"{earlier[: whose.start()]}{new}{earlier[whose.end() :]}" if whose else ""


def _name(new: str, earlier: str) -> str:
    """A name of one word for the name that says whose, or where, something is."""
    if not re.fullmatch(r"[A-Z][a-z]+", new):
        return ""
    if whose := _POSSESSIVE.search(earlier):
        return f"{earlier[: whose.start()]}{new}’s{earlier[whose.end() :]}"
    after = _NAMED_AFTER.search(earlier)
    return f"{earlier[: after.start()]}{new}{earlier[after.end() :]}" if after else ""


def _same_noun(new: str, earlier: str) -> str:
    """Other words before a noun that the earlier question has: "the vice director" for "the director of the bureau"."""
    content = content_words(new)
    if len(content) < 2 or words(new)[-1] != content[-1] or not new[:1].islower():
        return ""
    for match in re.finditer(r"[A-Za-z][\w’'-]*", earlier):
        following = earlier[match.end() :].split()[:1]
        # In "the guarantee measures" the guarantee is not what is asked of.
        if stem(match[0].lower()) == stem(content[-1]) and not (following and content_words(following[0])):
            start = _start_of_phrase(earlier[: match.start()])
            return f"{earlier[:start]}{new}{earlier[match.end() :]}"
    return ""


def _start_of_phrase(before: str) -> int:
    """Where the noun phrase begins that `before` runs into: at its article, else after the last word that is no part of it."""
    start = len(before)
    for match in reversed(list(re.finditer(r"[\w’'-]+\s+", before))):
        word = match[0].strip().lower()
        if match.end() != start or (word in STOP_WORDS and word not in ("the", "a", "an", "its", "their")):
            break
        start = match.start()
        if word in ("the", "a", "an", "its", "their"):
            break
    return start
