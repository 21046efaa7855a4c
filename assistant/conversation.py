"""Follow-ups: a question and its history made into a question that stands alone.

Joining all earlier turns to a question makes retrieval worse, so only what the question lacks is taken
over: what a pronoun stands for, the list that "the third one" counts in, the verb of "and the mayor?".
Each earlier question is made to stand alone first, so a chain of follow-ups keeps its topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_types import people
from assistant.language.script import language_of, simplified
from assistant.records import Turn
from corpus.enumerations import declared_count
from corpus.numerals import ORDINALS, english_number
from index.terms import STOP_WORDS, words

_ORDINAL_WORDS = "|".join([*ORDINALS, "last", "next", "previous", r"\d{1,2}(?:st|nd|rd|th)"])
_OPENING = re.compile(
    r"^(?:and|but|so|ok(?:ay)?|then|also|well|thanks|thank you|right|sure|great|hm+|ah|oh)[,.!]?\s+", re.IGNORECASE
)
_CORRECTION = re.compile(
    r"^(?:no|nope|not that(?: one)?|sorry|wrong|wait|actually)?[,.;:—–-]*\s*(?:not (?P<not>[^,.;]{1,60})[,.;]\s*)?(?:but\s+)?"
    r"(?:i\s+(?:meant|mean|was asking about|asked about|am asking about|want(?:ed)?)|(?:the|my) question (?:was|is) about)\s+(?:to ask (?:about )?)?(?P<meant>.+)$",
    re.IGNORECASE,
)
_BARE_ORDINAL = re.compile(
    rf"^(?:what(?:'s| is| was| does| about)?|how about|which is|(?:tell|give) me(?: more)?|list|name|explain|describe)?\s*(?:about\s+)?(?:the\s+)?(?P<ordinal>{_ORDINAL_WORDS})"
    r"(?:\s+(?:one|item|point|of (?:them|these|those)))?[.,]?(?:\s+(?:say|about|mean|cover|is|be|again|please|then|exactly))*\s*[.?!]*$",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"^(?:what|how)\s+about\s+(?P<rest>.+?)\??$", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this one|that one|these|those|this|that|the same|the former|the latter|one of them|the ones?)\b(?!\s+(?:plan|document|release|year|city|target|measure|field))",
    re.IGNORECASE,
)
_PLURAL = frozenset("they them their theirs these those".split())
_ELSE = re.compile(r"\b(?:else|other than (?:that|this|him|her|them)|any(?:one)? others?|and others|beyond (?:that|this)|besides|apart from (?:that|this|him|her))\b", re.IGNORECASE)
_BARE_WH = re.compile(
    r"^(?:(?:and|but)\s+)?(?:(?:by|for|to|with|from|of|in|since|until|on)\s+)?(?:who|whom|whose|when|where|why|how|how (?:many|much|long|come|so)|what|which(?: \w+)?|what (?:year|date|day|for|about it))\s*\??$",
    re.IGNORECASE,
)
_WH = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|list|name|tell me|explain|describe|give me|can you|could you|please|do you know|is|are|was|were|do|does|did|has|have|will|would|should)\b",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"\b(?:the|a|an|its|their|this|these|all|any|shanghai[’']s|china[’']s|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+"
    r"(?P<phrase>(?:[A-Za-z0-9“”\"’'+-]+\s*){1,6})"
)
_PHRASE_END = re.compile(
    r"\s+(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|should|can|could|to|for|by|on|at|from|with|that|which|who|when|and|or|in|into|"
    r"say|says|said|mean|means|include|includes|cover|covers|contain|contains|come|comes|take|takes|took|built|held|set|made|given|drawn|written|taken|led|found|put|won|kept|sold|paid|sent|chosen|\w+ed)\b.*$",
    re.IGNORECASE,
)
# A question with fewer words of content than this says too little by itself after another question.
_FEW = 2
_SPARE = frozenset("one ones else more other others about again please tell exactly then next say says mean".split())


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone."""

    text: str
    said: str = ""
    """What was answered before, where the question asks for something else ("who else?"); else empty."""


def standalone_question(question: str, history: Sequence[Turn]) -> Standalone:
    """`question` with what it lacks taken over from `history`; unchanged where it lacks nothing."""
    earlier, said = "", ""
    for position, turn in enumerate(history):
        if turn.role == "user":
            earlier = _complete(turn.content, earlier, said)
            said = next((after.content for after in history[position + 1 :] if after.role == "assistant"), "")
    asks_more = bool(earlier) and bool(_ELSE.search(question) or re.search(r"还有|其他|别的|另外|還有", question))
    return Standalone(_complete(question, earlier, said), said if asks_more else "")


def complete(question: str, earlier: str) -> str:
    """`question` with what it lacks taken over from an earlier one: "… and who drafted it?"."""
    return _complete(question, earlier, "")


def _complete(question: str, earlier: str, said: str) -> str:
    question = question.strip()
    if not earlier:
        return question
    if language_of(question) != "en":
        return _complete_chinese(question, earlier)
    plain = question
    while (shorter := _OPENING.sub("", plain, count=1)) != plain:
        plain = shorter
    if correction := _CORRECTION.match(plain):
        return _corrected(correction["meant"], earlier)
    if ordinal := _BARE_ORDINAL.match(plain):
        noun = _list_noun(earlier)
        return f"What is the {ordinal['ordinal'].lower()} {noun}?" if noun else question
    if _BARE_WH.match(plain):
        return f"{_capital(plain.rstrip('?'))} ({' '.join(_content(earlier))})?"
    if about := _WHAT_ABOUT.match(plain):
        return _replaced(about["rest"], earlier)
    if _PERSON_PRONOUN.search(plain):
        named = [span.of(said) for span in people(said)] or [span.of(earlier) for span in people(earlier)]
        return _explained(plain, _PERSON_PRONOUN, named[0]) if named else plain
    if _ELSE.search(plain) and len(_content(plain)) <= _FEW:
        return f"{_capital(plain.rstrip('?'))}, {_lower(earlier)}"
    if _PRONOUN.search(plain):
        pronoun = _PRONOUN.search(plain)
        plural = pronoun is not None and pronoun[0].lower() in _PLURAL
        # "What are they?" after "… has listed four supportive targets": the list that was announced.
        topic = (declared_count(said)[1] if plural else "") or _topic(earlier)
        return _explained(plain, _PRONOUN, topic) if topic else plain
    if not _WH.match(plain) and len(words(plain)) <= 6:
        return _replaced(plain.rstrip("?"), earlier)
    if len(_content(plain)) < _FEW:
        topic = _topic(earlier)
        return f"{_capital(plain.rstrip('?'))} ({topic})?" if topic else plain
    return question


def _content(text: str) -> list[str]:
    return [word for word in words(text) if word not in STOP_WORDS and word not in _SPARE]


def _topic(earlier: str) -> str:
    """What the earlier question was about: its last noun phrase, else its words of content."""
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    names = [span.of(earlier) for span in people(earlier)]
    kept = [phrase for phrase in phrases if _content(phrase)]
    if kept:
        return kept[-1]
    return names[-1] if names else " ".join(_content(earlier)[:5])


def _list_noun(earlier: str) -> str:
    """The noun of the list that the earlier question asked for, without its number or ordinal: its first plural."""
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    plurals = [re.split(r"\s+of\s+", phrase)[0] for phrase in phrases]
    topic = next((phrase for phrase in plurals if phrase.endswith("s") and _content(phrase)), "") or _topic(earlier)
    kept = [word for word in topic.split() if not re.fullmatch(_ORDINAL_WORDS, word, re.IGNORECASE) and word.lower() not in ORDINALS]
    return " ".join(word for word in kept if english_number(word) is None)


def _replaced(words_now: str, earlier: str) -> str:
    """The earlier question asked of something else: its question word with the new words."""
    words_now = words_now.strip().rstrip("?").strip()
    if _WH.match(words_now):
        return f"{_capital(words_now)} ({_topic(earlier)})?"
    if ordinal := re.match(rf"(?:the\s+)?(?P<ordinal>{_ORDINAL_WORDS})(?:\s+one)?$", words_now, re.IGNORECASE):
        return f"What is the {ordinal['ordinal'].lower()} {_list_noun(earlier)}?"
    topic = _topic(earlier)
    if topic and topic in earlier:
        determiner = re.search(rf"\b(?:the|its|their|a|an)\s+{re.escape(topic)}", earlier, re.IGNORECASE)
        old = determiner[0] if determiner else topic
        return earlier.replace(old, words_now, 1)
    return f"{earlier.rstrip('?')} ({words_now})?"


def _corrected(meant: str, earlier: str) -> str:
    """What the user meant instead, as a question: its own, or the earlier one asked of it."""
    meant = meant.strip().rstrip(".?!")
    if _WH.match(meant):
        return _capital(meant) + "?"
    ordinal = re.search(rf"\b({_ORDINAL_WORDS})\b", earlier, re.IGNORECASE)
    plural = words(meant)[-1:] and words(meant)[-1].endswith("s")
    if ordinal and not re.search(rf"\b(?:{_ORDINAL_WORDS})\b", meant, re.IGNORECASE) and not plural:
        noun = re.sub(r"^(?:the|a|an)\s+", "", meant, flags=re.IGNORECASE)
        return f"What is the {ordinal[1].lower()} {noun}?"
    return _replaced(meant, earlier)


def _explained(question: str, pronoun: re.Pattern[str], meaning: str) -> str:
    """`question` with what its first pronoun stands for in its place."""
    match = pronoun.search(question)
    if match is None:
        return question
    word = match[0].lower()
    named = meaning if meaning[:1].isupper() or pronoun is _PERSON_PRONOUN else f"the {meaning}"
    if word in ("its", "their", "theirs", "his", "her", "hers"):
        # "of her" has no possessive before a noun; "her phone number" has.
        following = question[match.end() :].lstrip()[:1]
        named += "’s" if following.isalpha() else ""
    return _capital(question[: match.start()] + named + question[match.end() :])


def _complete_chinese(question: str, earlier: str) -> str:
    plain = simplified(question)
    leans = re.match(r"^(?:那么?|还有|另外|第[一二三四五六七八九十\d]+[个项条点]?|其他|别的|为什么|什么时候|谁|哪里|不|我是说|我说的是|我问的是)", plain)
    pronoun = re.search(r"它|他们?|她|这个|那个|这些|那些|该(?!局)|其(?!中|他)", plain)
    if re.search(r"第[一二三四五六七八九十\d]+|最[后後]一", question):
        # The number that is asked for now takes the place of the one asked for before.
        earlier = re.sub(r"(?:的)?(?:第[一二三四五六七八九十\d]+[个個项項条條点點]?|最[后後]一[个個项項])(?:的)?", "", earlier)
    if (leans and len(plain) <= 14) or pronoun or len(plain) <= 6:
        return f"{question.rstrip('？?')}（{earlier.rstrip('？?')}）？"
    return question


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
