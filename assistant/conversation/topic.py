"""What an English question is about: its topic, the list that it asks for, the noun of either."""

from __future__ import annotations

import re

from assistant.answer_types import people
from assistant.conversation.pronouns import unresolved_pronoun
from corpus.enumerations import series_in
from corpus.numerals import CARDINALS, ORDINALS, english_number
from corpus.records import Piece, Span
from index.terms import STOP_WORDS, words

ORDINAL_WORDS = "|".join([*ORDINALS, "last", "next", "previous", r"\d{1,2}(?:st|nd|rd|th)"])
_NOUN_PHRASE = re.compile(
    r"\b(?:the|a|an|its|their|this|these|all|any|shanghai[’']s|china[’']s|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+"
    r"(?P<phrase>(?:[A-Za-z0-9“”\"’'+-]+\s*){1,6})"
)
_PHRASE_END = re.compile(
    r"\s+(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|should|can|could|to|for|by|on|at|from|with|that|which|who|when|and|or|in|into|as|if|than|because|you|i|we|"
    r"say|says|said|mean|means|include|includes|cover|covers|contain|contains|come|comes|take|takes|took|built|held|set|made|given|drawn|written|taken|led|found|put|won|kept|sold|paid|sent|chosen|\w+ed)\b.*$",
    re.IGNORECASE,
)
_ASKING_OPENING = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how(?:\s+(?:many|much|long|often))?)?\s*(?:is|are|was|were|do|does|did|has|have|will|can|could|should|would)\s+(?:(?:i|we|you|there|it)\b\s*)?",
    re.IGNORECASE,
)
_IS = re.compile(r"^(?:what|which)\s+(?:is|are|was|were)\s+(?P<rest>[^,;:.()?]+?)\s*\?*$", re.IGNORECASE)
_ASKED_NOUN = re.compile(
    r"^(?:what|which|how many)\s+(?P<noun>(?:[\w+-]+\s+){0,2}?[\w+-]+)\s+(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b",
    re.IGNORECASE,
)
# "When was Made in Northport 2025 published?"
_NAMED_SUBJECT = re.compile(r"^(?i:when|where|why|how)\s+(?:was|were|is|are)\s+(?P<subject>[A-Z0-9][^?]*?)\s+\w+(?:ed|en|ld|de|up|out|lt)\s*\?*$")
# "When did the free trade zone open?": the bare verb at the end is no part of what is asked of.
_BARE_VERB = re.compile(
    rf"^(?P<subject>(?:when|where|why|how)\b[^?]*?\b(?:did|does|do|will)\s+(?:the|its)(?:\s+(?!(?:{'|'.join(sorted(STOP_WORDS))})\b)[\w-]+)+)\s+[a-z]+\s*\?*$",
    re.IGNORECASE,
)
# Words of an earlier question that still read well in brackets.
_SHORT = 6
_SPARE = frozenset("one ones else more other others about again please tell exactly then next say says mean".split())


def content_words(text: str) -> list[str]:
    """The words of `text` that say of what it asks, in lower case."""
    return [word for word in words(text) if word not in STOP_WORDS and word not in _SPARE]


def subject_of(earlier: str) -> str:
    """What the earlier question was about, with what belongs to it, where that is short; else its topic."""
    asked_of = _IS.match(earlier)
    rest = re.sub(r"^the\s+", "", asked_of["rest"]) if asked_of else ""
    return rest if content_words(rest) and len(rest.split()) <= _SHORT and not unresolved_pronoun(rest) else topic_of(earlier)


def topic_of(earlier: str, *, one: bool = False) -> str:
    """What the earlier question was about: its last noun phrase, else the noun asked for, a name, or its words of content.

    With `one`, what "it" may stand for: a name before a noun in the plural.
    """
    found = _topic(_BARE_VERB.sub(r"\g<subject>?", earlier))
    if one and re.search(r"[a-z][^su\W]s$", found) and found[:1].islower():
        names = re.findall(r"(?<=[a-z] )(?:[A-Z][A-Z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)+)\b", earlier)
        return names[-1] if names else found
    return found


def _topic(earlier: str) -> str:
    if taken := re.search(r"\(([^()]+)\)\?$", earlier):
        return taken[1]
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    kept = [phrase for phrase in phrases if content_words(phrase) and not re.match(r"(?:years?|months?|days?|hours?)\b", phrase)]
    if kept:
        return kept[-1]
    if (noun := _ASKED_NOUN.match(earlier)) and content_words(noun["noun"]):
        return noun["noun"]
    if subject := _NAMED_SUBJECT.match(earlier):
        return subject["subject"]
    plain = _ASKING_OPENING.sub("", earlier)
    names = [span.of(plain) for span in people(plain)]
    return names[-1] if names else _chunk(plain)


_CHUNK = re.compile(r"[A-Za-z0-9][\w+&.’'/-]*(?<!\.)")


def _chunk(text: str) -> str:
    """The longest run of words of content, the last of equals; as printed."""
    runs: list[list[str]] = [[]]
    for part in re.split(r"[,;:?!()“”\"]", text):
        for match in _CHUNK.finditer(part):
            if match[0].lower() in STOP_WORDS or match[0].lower() in _SPARE or "’" in match[0] or "'" in match[0]:
                runs.append([])
            else:
                runs[-1].append(match[0])
        runs.append([])
    return " ".join(max(reversed(runs), key=len)[-4:])


def list_noun(earlier: str) -> str:
    """The noun of the list that the earlier question asked for, without its number or ordinal: its first plural."""
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    plurals = [re.split(r"\s+of\s+", phrase)[0] for phrase in phrases]
    topic = next((phrase for phrase in plurals if phrase.endswith("s") and content_words(phrase)), "") or topic_of(earlier)
    kept = [
        word for word in topic.split() if not re.fullmatch(ORDINAL_WORDS, word, re.IGNORECASE) and word.lower() not in ORDINALS
    ]
    return singular(" ".join(word for word in kept if english_number(word) is None))


def counted_list(earlier: str) -> str:
    """The list that the earlier question named by its number, "eleven fields": two lists of fields are told apart by it; or empty."""
    match = _COUNTED.search(earlier)
    return f"{match['number'].lower()} {match['noun']}" if match and (english_number(match["number"].lower()) or 0) >= 2 else ""


_COUNTED = re.compile(rf"\b(?P<number>{'|'.join(CARDINALS)}|\d{{1,2}})\s+(?P<noun>(?:[a-z-]+\s+){{0,3}}?[a-z-]{{3,}}s)(?=\s|[?.,!]|$)", re.IGNORECASE)


def singular(noun: str) -> str:
    """An English noun that is regular in the plural, in the singular."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if re.search(r"[^su]s$", noun) else noun


def items_of(said: str) -> list[str]:
    """The items of the list that an answer gave, as numbered lines or within a sentence."""
    if numbered := re.findall(r"^\d+\. [“\"]?(.+?)[”\"]?(?: \[\d+\].*)?$", said, re.MULTILINE):
        return [str(item) for item in numbered]
    found = series_in(said, Piece(Span(0, len(said)), "sentence", 0, ()))
    return [re.sub(r"^(?:and|or)\s+", "", item.of(said)).strip(" .;”\"") for item in found[0].items] if found else []
