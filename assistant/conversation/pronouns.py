"""Pronouns of an English question that stand for something said before it, told from those that do not.

"Is it true that …" stands for nothing, "the day that …" and "that programme" point nowhere back by themselves,
and "If the test fails, how long does it take?" names what it means.
"""

from __future__ import annotations

import re

from index.terms import STOP_WORDS, words

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this one|that one|these|those|this|that|the same(?!\s+\w)|the former|the latter|one of them|the ones?)\b",
    re.IGNORECASE,
)
_AUXILIARIES = "do|does|did|is|are|was|were|has|have|had|will|can|could|should|would|may|must"
# "It" that stands for nothing: "is it true that", "it seems", "was it … that", "does it take … to".
_EMPTY_IT = re.compile(
    r"it(?:'s| is| was| will be| would be)?\s+(?:(?:really|also|still|very|too|not)\s+)?"
    r"(?:(?:true|possible|likely|necessary|important|common|legal|illegal|better|best|hard|easy|difficult|safe|normal|ok|okay|worth)\s+(?:that|to|for|if|when)\b"
    r"|(?:seems?|appears?)\s+(?:that|to|\w+\s+(?:has|have|is|are))\b|takes?\b.*\bto\b|that\b)",
    re.IGNORECASE,
)
_QUESTION_OPENING = re.compile(
    rf"^(?:what|which|who|whom|whose|when|where|why|how)\b(?:\s+[\w'’-]+){{0,5}}?\s+(?:{_AUXILIARIES})\b|^(?:{_AUXILIARIES})\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[,;:.?!]|\b(?:and|but|that|if|when|because|so)\b", re.IGNORECASE)
_POSSESSIVES = frozenset("its their theirs".split())
_DEMONSTRATIVES = frozenset("this that these those".split())


def unresolved_pronoun(question: str) -> re.Match[str] | None:
    """The first pronoun of `question` whose meaning stands in an earlier turn, or None."""
    for match in _PRONOUN.finditer(question):
        before, after = question[: match.start()], question[match.end() :]
        word = match[0].lower()
        if word == "it" and _EMPTY_IT.match(question, match.start()):
            continue
        if word in _DEMONSTRATIVES and not _stands_alone(before, after):
            continue
        if not _named_within(before) and not (word in _POSSESSIVES and re.search(r"\s[A-Z]\w+", before)):
            return match
    return None


def _stands_alone(before: str, after: str) -> bool:
    """Whether a demonstrative is itself subject or object: neither "that programme" nor "the day that …"."""
    previous, following = words(before)[-1:], words(re.split(r"[,;:.?!]", after)[0])
    if previous and previous[0] not in STOP_WORDS:
        return not following and bool(after.strip(" ?.!")) is False
    if not following or re.match(rf"\s*(?:{_AUXILIARIES})\b", after, re.IGNORECASE):
        return True
    if previous and re.fullmatch(_AUXILIARIES, previous[0]):
        # "does that promote?", "are those meant to …"; two words of content in a row are "that programme costs".
        return len(following) == 1 or following[1] in STOP_WORDS
    return False


def _named_within(before: str) -> bool:
    """Whether the clauses before a pronoun hold enough to name what it means."""
    clauses = list(_BOUNDARY.finditer(before))
    if not clauses:
        return False
    said = _QUESTION_OPENING.sub("", before[: clauses[-1].start()])
    return len([word for word in words(said) if word not in STOP_WORDS]) >= 2
