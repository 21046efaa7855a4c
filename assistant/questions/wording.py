"""What is put aside before a question is read: courtesies, idle phrases, what it says it does not ask for."""

from __future__ import annotations

import re

from assistant.questions.terms import SCAFFOLD
from assistant.spelling import correct_spelling
from corpus.numerals import english_number
from index.terms import STOP_WORDS, words
from index.vocabulary import Vocabulary


def other_language(text: str, vocabulary: Vocabulary) -> bool:
    """Whether most of four or more words are English neither in general nor in the sources, slips of the keyboard apart."""
    found = [word for word in words(text) if word.isalpha() and len(word) > 1]
    strange = [word for word in found if not vocabulary.is_word(word)]
    corrected = correct_spelling(" ".join(strange), vocabulary).split()
    near = sum(1 for before, after in zip(strange, corrected, strict=False) if before != after and len(before) > 5)
    return len(found) >= 4 and (len(strange) - near) * 2 > len(found) or any(ord(ch) > 0x24F and ch.isalpha() for ch in text)


# What a question says it does not ask for: "(not the detailed measures)", "I don't need the day of the plan; …".
_CONTRAST = re.compile(
    r"\(\s*(?:but |and )?(?:not|i (?:don'?t|do not) (?:need|want|mean)|rather than|instead of)\b[^)]*\)|"
    r"^(?:besides|apart from|aside from|in addition to|other than|leaving aside)\b[^,.;:?!]*,|,\s*(?:without|excluding|leaving out|apart from|aside from)\b[^,.;:?!]*|"
    r"\s+(?:besides|apart from|aside from|other than|in addition to)\s+(?:the|its|their|a)\s[^,.;:?!]*?(?=\s(?:is|are|was|were|do|does|did|will|should|must|has|have|can)\b|[,.;:?!]|$)|"
    r"(?:,|—|–|-)?\s*\b(?:as opposed to|as against|as distinct from|rather than|instead of|and not|but not|not)\s+(?:(?:(?:among|in|from|under|on|for|of|by|at) )?(?:the|a|an|about|its|one of)\b|[A-Z][\w-]*['’]s\b)[^,.;:?!)]*"
    # "The next key task, not key areas": what follows the comma is left out up to the next mark, or a dash that stands free.
    r"|,\s*not\s+(?!only\b|just\b|least\b|yet\b|to\b|if\b|that\b|so\b)(?:(?! [-—–] )[^,.;:?!)])*(?: [-—–](?= ))?"
    r"|\bi (?:don'?t|do not) (?:need|want|mean)\b[^,.;:?!]*[,.;:]|\bi'?m not asking\b[^,.;:?!]*[,.;:]",
    re.IGNORECASE,
)


def without_contrast(text: str) -> str:
    """`text` without what it says it does not ask for, where something is left."""
    kept = " ".join(_CONTRAST.sub(" ", text.replace("’", "'")).split()).strip(" ,;:.")
    kept = re.sub(r"[\s,;]+([?!.])", r"\1", kept)
    return kept if len([word for word in words(kept) if word not in STOP_WORDS]) >= 2 else text


_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how|list|name|tell|explain|give|describe)\b", re.IGNORECASE)


def asking_sentences(text: str) -> str:
    """The sentences of `text` that ask: "I'm new here. Which congress is meant?" asks with its second."""
    sentences = [each for each in re.split(r"(?<=[.!?;])\s+", text.strip()) if each]
    asking = [each for each in sentences if each.endswith("?") or _ASKING.search(each)]
    if len(sentences) < 2 or not asking:
        return text
    kept = [each for each in asking if len([word for word in words(each) if word not in STOP_WORDS and word not in SCAFFOLD]) >= 1]
    # "The release talks about five centres. Which five?": the sentence that asks may lean on the one before.
    content = [word for each in kept for word in words(each) if word not in STOP_WORDS and word not in SCAFFOLD and english_number(word) is None]
    return " ".join(kept) if len(content) >= 2 else text


# The source itself, named as such: it says of what no more than "the text" does.
OWN_NAME = re.compile(r"\b(?:(?:in|per|according to|of)\s+)?(?:(?:the|this|a)\s+(?:press\s+)?release|press\s+release)(?:'s)?\b(?!\s+date)", re.IGNORECASE)
# What people put before a question out of courtesy or habit.
POLITE = re.compile(
    r"^\s*(?:(?:hi|hello|hey|please|quick (?:one|question)|just|so|ok|okay|and|also)[,:;.!]?\s+)*"
    r"(?:(?:do|would|did) you (?:happen to )?know|(?:can|could|would|will) you (?:please )?(?:tell|say|explain|remind|give|show)(?: me| us)?|please (?:tell|give) me|"
    r"i(?:'d| would) (?:like|love|want) to know|i (?:want|need) to know|i(?:'m| am) (?:wondering|curious|looking for)|any idea|tell me|remind me)\b,?\s*(?:about\s+)?(?=\w)",
    re.IGNORECASE,
)
# Verbs of two words, and the one that policy texts have for them.
_PHRASAL = tuple(
    (re.compile(rf"\b{two}\b", re.IGNORECASE), one)
    for two, one in (
        (r"(?:come|came|comes|put|bring|brought|given?|gave) out", "released"),
        (r"(?:come|came|comes|go|went|goes) into (?:force|effect)", "effective"),
        (r"(?:set|sets|setting) up", "established"),
        (r"(?:draw|drew|drawn|drawing|write|wrote|written) up", "drafted"),
        (r"(?:take|took|takes|taken|taking) part", "participated"),
        (r"(?:hand|handed|hands|give|gave) out", "awarded"),
        (r"(?:bring|brought|brings) in", "introduced"),
        (r"(?:kick|kicked|kicks) off", "launched"),
        (r"(?:deal|deals|dealt|dealing) with", "addressed"),
        (r"in charge(?: of)?", "responsible"),
        (r"(?:look|looks|looked|looking) after", "responsible"),
        (r"(?:get|gets|got) rid of", "removed"),
        (r"(?:find|found|finds|finding) out", "discovered"),
        (r"(?:turn|turned|turns|show|showed|shown) up", "attended"),
    )
)


def one_verb(text: str) -> str:
    """`text` with verbs of two words ("set up") as the one that policy texts have for them."""
    for two, one in _PHRASAL:
        text = two.sub(one, text)
    return text


# What colours a question without asking for anything: how it went, when that was anyway, that somebody meant to.
_IDLE = re.compile(
    r"\b(?:in the end|at the end of the day|in the first place|after all|back then|at the time|at that time|so far|these days|as it were|by the way|"
    r"(?:going|goes?|went) about|manag(?:e|es|ed|ing) to|(?:end|ends|ended) up|(?:get|gets|got) to|used to|"
    r"(?<=they )(?:hope|want|intend|aim|expect|try|seek)s? to|(?:hope|hopes|hoping|hoped|trying|tries|tried) to|supposed to|meant to|set out to)\b(?! (?:of|the)\b)|"
    r"\bwhat became of\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\b(I|you|he|she|we|they|it|there|that|who|what)['’](?:d|ll|ve|re|m)\b", re.IGNORECASE)


def without_idle(text: str) -> str:
    """`text` without its idle phrases, where something is left to ask for."""
    text = _CONTRACTED.sub(r"\1", text)
    kept = " ".join(_IDLE.sub(" ", text).split())
    kept = re.sub(r" ([?!.,;:])", r"\1", kept)
    return kept if len([word for word in words(kept) if word not in STOP_WORDS]) >= 2 else text
