"""Follow-ups: a question and its history made into a question that stands alone.

Joining all earlier turns to a question makes retrieval worse, so only what the question lacks is taken
over: what a pronoun stands for, the list that "the third one" counts in, the verb of "and the mayor?".
Each earlier question is made to stand alone first, so a chain of follow-ups keeps its topic.

What people read and what retrieval gets are two things: a question that lacks something also takes along the
terms of the earlier questions (`assistant.context`), which weigh less the longer ago they were asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer_types import people
from assistant.context import context_terms
from assistant.language.script import language_of, simplified
from assistant.pronouns import unresolved_pronoun
from assistant.records import Turn
from corpus.enumerations import declared_count
from corpus.numerals import CARDINALS, ORDINALS, english_number
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
_PLURAL = frozenset("they them their theirs these those".split())
_ELSE = re.compile(
    r"\b(?:else|other than (?:that|this|him|her|them)|any(?:one)? others?|and others|beyond (?:that|this)|besides|apart from (?:that|this|him|her))\b",
    re.IGNORECASE,
)
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
    r"\s+(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|should|can|could|to|for|by|on|at|from|with|that|which|who|when|and|or|in|into|as|if|than|because|you|i|we|"
    r"say|says|said|mean|means|include|includes|cover|covers|contain|contains|come|comes|take|takes|took|built|held|set|made|given|drawn|written|taken|led|found|put|won|kept|sold|paid|sent|chosen|\w+ed)\b.*$",
    re.IGNORECASE,
)
# A question with fewer words of content than this says too little by itself after another question.
_FEW = 2
# "I am in Sacramento." after a question says of what it is asked.
_STATEMENT = re.compile(r"^(?:i|we|my|our)\b(?!.*\?)", re.IGNORECASE)
_GO_ON = re.compile(
    r"^(?:let[’']s\s+)?(?:(?:go|move|jump|skip|turn|come)\s+)?(?:on|back|over)?\s*to\s+(?P<rest>(?:the|its|their)\b[^:,?]+?)[.!]*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:who|whom)\s+(?P<after>by|for|with|from)$|^(?P<before>by|for|with|from)\s+who[m]?$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"^(?:when|where|why|how|how long|by whom|since when)\s+(?P<rest>(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b.+)$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?P<preposition>in|on|at|by|for|from|to|under|after|before|during|with|since|until)\b", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?P<before>(?!(?:the|this|that|these|those|which|what|any|some|every|each|no|not|only|another|other|last|next|previous|same|just|more|many|few|and|or|of|\w*(?:st|nd|rd|th))\b)[a-z]{4,})\s+(?P<one>ones?)\b(?!\s+(?:of|hundred|day|year))"
)
# "What is a galaxy?" asks of nothing that was said before.
_DEFINITION = re.compile(r"^(?i:what(?:\s+is|\s+are|[’']s))\s+(?:(?i:an?)\s+[\w-]+|[A-Z][\w-]+)\s*\?*$")
_ASKING_OPENING = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how(?:\s+(?:many|much|long|often))?)?\s*(?:is|are|was|were|do|does|did|has|have|will|can|could|should|would)\s+(?:(?:i|we|you|there|it)\b\s*)?",
    re.IGNORECASE,
)
_IS = re.compile(r"^(?:what|which)\s+(?:is|are|was|were)\s+(?P<rest>[^,;:.()?]+?)\s*\?*$", re.IGNORECASE)
_ASKED_NOUN = re.compile(
    r"^(?:what|which|how many)\s+(?P<noun>(?:[\w+-]+\s+){0,2}?[\w+-]+)\s+(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b",
    re.IGNORECASE,
)
_STEPS = {"next": 1, "previous": -1}
# Where the earlier question is longer than this, putting new words into it makes no sentence.
_LONG = 14
# Words of an earlier question that still read well in brackets.
_SHORT = 6
_SPARE = frozenset("one ones else more other others about again please tell exactly then next say says mean".split())


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone."""

    text: str
    said: str = ""
    """What was answered before, where the question asks for something else ("who else?"); else empty."""
    context: Mapping[str, float] = field(default_factory=dict)
    """Stems of the earlier questions for lexical search, with their weights; empty where the question lacks nothing."""


def standalone_question(question: str, history: Sequence[Turn]) -> Standalone:
    """`question` with what it lacks taken over from `history`; unchanged where it lacks nothing."""
    earlier, said = "", ""
    for position, turn in enumerate(history):
        if turn.role == "user":
            earlier = complete(turn.content, earlier, said)
            said = next((after.content for after in history[position + 1 :] if after.role == "assistant"), "")
    asks_more = bool(earlier) and bool(_ELSE.search(question) or re.search(r"还有|其他|别的|另外|還有", question))
    text = complete(question, earlier, said)
    asked_before = [turn.content for turn in history if turn.role == "user"]
    return Standalone(text, said if asks_more else "", context_terms(question, asked_before, text))


def complete(question: str, earlier: str, said: str = "") -> str:
    """`question` with what it lacks taken over from an earlier one ("… and who drafted it?") and the answer `said` to that."""
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
        return _item(ordinal["ordinal"], earlier) or question
    if on := _GO_ON.match(plain):
        return f"What is {on['rest']}?"
    plain = _with_noun(plain, earlier)
    if _BARE_WH.match(plain) or _BY.match(plain.rstrip("? ")):
        return _bare(plain.rstrip("? "), earlier)
    if about := _WHAT_ABOUT.match(plain):
        return _replaced(about["rest"], earlier) if len(_content(about["rest"])) <= _FEW else plain
    if (person := _PERSON_PRONOUN.search(plain)) and not people(plain):
        named = [span.of(said) for span in people(said)] or [span.of(earlier) for span in people(earlier)]
        return _explained(plain, person, named[0]) if named else plain
    if _ELSE.search(plain) and len(_content(plain)) <= _FEW:
        return f"{_capital(plain.rstrip('?'))}, {_lower(earlier)}"
    if _STATEMENT.match(plain):
        leads = len(_content(plain)) <= _FEW and _WH.match(earlier)
        return f"{_capital(plain.rstrip('.! '))}: {_lower(earlier)}" if leads else question
    if pronoun := unresolved_pronoun(plain):
        # "What are they?" after "… has listed four supportive targets": the list that was announced.
        topic = (declared_count(said)[1] if pronoun[0].lower() in _PLURAL else "") or _topic(earlier)
        return _explained(plain, pronoun, topic) if topic else plain
    if not _WH.match(plain) and len(words(plain)) <= 6:
        return _fragment(plain, plain != question, earlier)
    if len(_content(plain)) < _FEW and not _DEFINITION.match(plain):
        topic = _subject(earlier)
        return f"{_capital(plain.rstrip('?'))} ({topic})?" if topic else plain
    return _specified(question, earlier)


def _item(ordinal: str, earlier: str) -> str:
    """The question for one item of the list that the earlier question asked for; empty where it asked for none."""
    ordinal, counted, noun = _counted_on(ordinal.lower(), earlier), _counted_list(earlier), _list_noun(earlier)
    return f"What is the {ordinal} of the {counted}?" if counted else f"What is the {ordinal} {noun}?" if noun else ""


def _counted_on(ordinal: str, earlier: str) -> str:
    """The ordinal, or for "next" and "previous" the one after or before that of the earlier question."""
    asked = next((word for word in words(earlier) if word in ORDINALS), None)
    if ordinal not in _STEPS or asked is None:
        return ordinal
    names = list(ORDINALS)
    place = names.index(asked) + _STEPS[ordinal]
    return names[place] if 0 <= place < len(names) else ordinal


def _bare(plain: str, earlier: str) -> str:
    """A question word alone, asked of what the earlier question said: "Why?" after "When was it built?"."""
    by = _BY.match(plain)
    asked = f"{by['after'] or by['before']} whom" if by else plain
    if same := _ADVERBIAL.match(earlier):
        return f"{_capital(asked)} {same['rest'].rstrip('?')}?"
    return f"{_capital(plain)} ({' '.join(_content(earlier))})?"


def _fragment(plain: str, opened: bool, earlier: str) -> str:
    """A question without a verb: the earlier one asked of something else, or the words with what was spoken of."""
    plain = plain.rstrip("?.! ")
    short = _WH.match(earlier) and len(words(earlier)) <= _LONG
    if short and (opened or _PREPOSITION.match(plain) or re.match(r"(?:the|a|an|its|their)\b", plain, re.IGNORECASE)):
        return _replaced(plain, earlier)
    topic = _subject(earlier)
    named = {*_content(topic)} - {*_content(plain)}
    return f"{_capital(plain)} ({topic})?" if named and 0 < len(_content(plain)) <= _FEW else plain


def _with_noun(plain: str, earlier: str) -> str:
    """`plain` with the noun that "one" or "ones" stands for after an adjective: "how many smaller ones"."""
    match = _ONE.search(plain)
    head = _topic(earlier).split()[-1:]
    if not match or not head or match["before"] in STOP_WORDS:
        return plain
    noun = head[0] if match["one"] == "one" or head[0].endswith("s") else f"{head[0]}s"
    return f"{plain[: match.start('one')]}{singular(noun) if match['one'] == 'one' else noun}{plain[match.end() :]}"


def _specified(question: str, earlier: str) -> str:
    """`question` with the words that its bare nouns had before them earlier: "the fee" after "the filing fee"."""
    for match in re.finditer(
        r"\b(?:the|an?|this|that)\s+(?P<noun>[a-z]{3,})\b(?=\s*(?:[?.,!]|$|\b(?:is|are|was|were|do|does|did|in|for|to|of|on|online)\b))",
        question,
    ):
        noun = match["noun"]
        if noun in STOP_WORDS:
            continue
        before = re.search(rf"(?P<modifier>(?:\b[A-Za-z][\w-]+\s+){{1,3}}){re.escape(noun)}\b", earlier, re.IGNORECASE)
        kept: list[str] = []
        for word in reversed(before["modifier"].split() if before else []):
            if word.lower() in STOP_WORDS or word.lower() in _SPARE:
                break
            kept.insert(0, word)
        if kept:
            lead = re.sub(r"\ban?(?=\s+$)", "an" if kept[0][0].lower() in "aeiou" else "a", question[: match.start("noun")])
            return f"{lead}{' '.join(kept)} {question[match.start('noun') :]}"
    return question


def _content(text: str) -> list[str]:
    return [word for word in words(text) if word not in STOP_WORDS and word not in _SPARE]


def _subject(earlier: str) -> str:
    """What the earlier question was about, with what belongs to it, where that is short; else its topic."""
    asked_of = _IS.match(earlier)
    rest = re.sub(r"^the\s+", "", asked_of["rest"]) if asked_of else ""
    return rest if _content(rest) and len(rest.split()) <= _SHORT and not unresolved_pronoun(rest) else _topic(earlier)


def _topic(earlier: str) -> str:
    """What the earlier question was about: its last noun phrase, else the noun asked for, a name, or its words of content."""
    if taken := re.search(r"\(([^()]+)\)\?$", earlier):
        return taken[1]
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    kept = [phrase for phrase in phrases if _content(phrase) and not re.match(r"(?:years?|months?|days?|hours?)\b", phrase)]
    if kept:
        return kept[-1]
    if (noun := _ASKED_NOUN.match(earlier)) and _content(noun["noun"]):
        return noun["noun"]
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


def _list_noun(earlier: str) -> str:
    """The noun of the list that the earlier question asked for, without its number or ordinal: its first plural."""
    phrases = [_PHRASE_END.sub("", " " + match["phrase"]).strip() for match in _NOUN_PHRASE.finditer(earlier)]
    plurals = [re.split(r"\s+of\s+", phrase)[0] for phrase in phrases]
    topic = next((phrase for phrase in plurals if phrase.endswith("s") and _content(phrase)), "") or _topic(earlier)
    kept = [
        word for word in topic.split() if not re.fullmatch(_ORDINAL_WORDS, word, re.IGNORECASE) and word.lower() not in ORDINALS
    ]
    return singular(" ".join(word for word in kept if english_number(word) is None))


def _counted_list(earlier: str) -> str:
    """The list that the earlier question named by its number, "eleven fields": two lists of fields are told apart by it; or empty."""
    match = _COUNTED.search(earlier)
    return f"{match['number'].lower()} {match['noun']}" if match and (english_number(match["number"].lower()) or 0) >= 2 else ""


_COUNTED = re.compile(rf"\b(?P<number>{'|'.join(CARDINALS)}|\d{{1,2}})\s+(?P<noun>(?:[a-z-]+\s+){{0,3}}?[a-z-]{{3,}}s)(?=\s|[?.,!]|$)", re.IGNORECASE)


def singular(noun: str) -> str:
    """An English noun that is regular in the plural, in the singular."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if re.search(r"[^su]s$", noun) else noun


def _replaced(words_now: str, earlier: str) -> str:
    """The earlier question asked of something else: its question word with the new words."""
    words_now = re.sub(r"^(?:The|A|An)\b", lambda article: article[0].lower(), words_now.strip().rstrip("?").strip())
    if _WH.match(words_now):
        return f"{_capital(words_now)} ({_topic(earlier)})?"
    ordinal = re.match(rf"(?:the\s+)?(?P<ordinal>{_ORDINAL_WORDS})(?:\s+one)?$", words_now, re.IGNORECASE)
    if ordinal and (item := _item(ordinal["ordinal"], earlier)):
        return item
    if preposition := _PREPOSITION.match(words_now):
        same = re.search(
            rf"\b{preposition['preposition']}\s+(?:the|its|their|an?|\d+)\b[^,?]*?(?=\s+(?:of|for|to|in|on)\b|[,?]|$)",
            earlier,
            re.IGNORECASE,
        )
        return earlier.replace(same[0], words_now, 1) if same else f"{earlier.rstrip('?')} {words_now}?"
    topic = _topic(earlier)
    if topic and topic in earlier:
        determiner = re.search(rf"\b(?:the|its|their|a|an)\s+{re.escape(topic)}", earlier, re.IGNORECASE)
        old = determiner[0] if determiner else topic
        return _capital(earlier.replace(old, words_now, 1))
    return (
        f"{_capital(words_now)} ({_subject(earlier)})?"
        if len(words(earlier)) > _LONG
        else f"{earlier.rstrip('?')} ({words_now})?"
    )


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


def _explained(question: str, match: re.Match[str], meaning: str) -> str:
    """`question` with what a pronoun stands for in its place."""
    word = match[0].lower()
    named = meaning if meaning[:1].isupper() else f"the {meaning}"
    if word in ("its", "their", "theirs", "his", "her", "hers"):
        # "of her" has no possessive before a noun; "her phone number" has.
        following = question[match.end() :].lstrip()[:1]
        named += "’s" if following.isalpha() else ""
    return _capital(question[: match.start()] + named + question[match.end() :])


def _complete_chinese(question: str, earlier: str) -> str:
    plain = simplified(question)
    leans = re.match(
        r"^(?:那么?|还有|另外|第[一二三四五六七八九十\d]+[个项条点]?|其他|别的|为什么|什么时候|谁|哪里|不|我是说|我说的是|我问的是)",
        plain,
    )
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
