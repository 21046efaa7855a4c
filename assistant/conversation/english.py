"""An English follow-up with what it lacks taken over from the question before it."""

from __future__ import annotations

import re

from assistant.answer_types import people
from assistant.conversation.pronouns import unresolved_pronoun
from assistant.conversation.slots import OF_A_LEVEL, other_ordinal, put_in_place
from assistant.conversation.topic import (
    ORDINAL_WORDS,
    content_words,
    counted_list,
    items_of,
    list_noun,
    singular,
    subject_of,
    topic_of,
)  # fmt: skip
from corpus.enumerations import declared_count
from corpus.numerals import CARDINALS, ORDINALS, ordinal_number
from index.terms import STOP_WORDS, words

_OPENING = re.compile(
    r"^(?:and|but|so|ok(?:ay)?|then|also|well|thanks|thank you|right|sure|great|hm+|ah|oh)[,.!]?\s+", re.IGNORECASE
)
_CORRECTION = re.compile(
    r"^(?:no|nope|not that(?: one)?|sorry|wrong|wait|actually)?[,.;:—–-]*\s*(?:not (?P<not>[^,.;]{1,60})[,.;]\s*)?(?:but\s+)?"
    r"(?:i\s+(?:meant|mean|was asking about|asked about|am asking about|want(?:ed)?)|(?:the|my) question (?:was|is) about)\s+(?:to ask (?:about )?)?(?P<meant>.+)$",
    re.IGNORECASE,
)
_BARE_ORDINAL = re.compile(
    rf"^(?:what(?:'s| is| was| does| about)?|how about|which is|(?:tell|give) me(?: more)?|list|name|explain|describe)?\s*(?:about\s+)?(?:the\s+)?(?P<ordinal>{ORDINAL_WORDS})"
    r"(?:\s+(?:one|item|point|of (?:them|these|those)))?[.,]?(?:\s+(?:say|about|mean|cover|is|be|again|please|then|exactly))*\s*[.?!]*$",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"^(?:what|how)\s+about\s+(?P<rest>.+?)\??$", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_PLURAL = frozenset("they them their theirs these those".split())
_SINGULAR = frozenset("it its this that".split())
# "And the other two?" after one item of a list.
_OTHERS = re.compile(rf"^(?:(?:what|which)\s+(?:is|are|was|were|about)\s+)?(?:the\s+)?(?:other|remaining|rest)(?:\s+(?:ones?|{'|'.join(CARDINALS)}))?(?:\s+of\s+(?:them|these|those))?\s*\??$", re.IGNORECASE)
_INNER_ORDINAL = re.compile(rf"\bthe\s+(?P<ordinal>{ORDINAL_WORDS})\s+ones?\b(?!\s*[?.!]*$)", re.IGNORECASE)
_WHICH_ONES = re.compile(r"^which(?:\s+(?:ones?|of them))?$", re.IGNORECASE)
_HOW_MANY = re.compile(r"^how many\s+(?=\w+\s)", re.IGNORECASE)
# Back to something spoken of earlier, and a question about it: "back to the target: was it reached?".
_BACK = re.compile(
    r"^(?:(?:(?:going|coming|turning|let[’']s go|go)\s+)?back to|returning to|as for|as to|about|regarding|concerning)\s+(?P<topic>[^,:;?—–]{2,60}?)"
    r"(?:\s+(?:again|now|for a (?:moment|second)))?\s*[,:;—–]\s*(?P<rest>.{4,})$",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"\b(?:else|other than (?:that|this|him|her|them)|any(?:one)? others?|and others|beyond (?:that|this)|besides|apart from (?:that|this|him|her))\b",
    re.IGNORECASE,
)
_BARE_WH = re.compile(
    r"^(?:(?:and|but)\s+)?(?:(?:by|for|to|with|from|of|in|since|until|on)\s+)?(?:who|whom|whose|when|where|why|how|how (?:many|much|long|come|so)|what|which(?: \w+)?|what (?:year|date|day|number|for|about it))\s*\??$",
    re.IGNORECASE,
)
_WH = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|list|name|tell me|explain|describe|give me|can you|could you|please|do you know|is|are|was|were|do|does|did|has|have|will|would|should)\b",
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
# An item of a list with no more words than this can stand in a question.
_SHORT_ITEM = 7
_STEPS = {"next": 1, "previous": -1}
# Where the earlier question is longer than this, putting new words into it makes no sentence.
_LONG = 14
def complete_english(question: str, earlier: str, said: str) -> str:
    """`question` with what it lacks taken over from the question `earlier` and the answer `said` to that."""
    plain = question
    while (shorter := _OPENING.sub("", plain, count=1)) != plain:
        plain = shorter
    if correction := _CORRECTION.match(plain):
        return _corrected(correction["meant"], earlier)
    if ordinal := _BARE_ORDINAL.match(plain):
        return _item(ordinal["ordinal"], earlier) or question
    if on := _GO_ON.match(plain):
        return f"What is {on['rest']}?"
    if _OTHERS.match(plain) and (noun := list_noun(earlier)):
        head, of, whole = noun.partition(" of ")
        return f"What are the {head}s{of}{whole}?"
    if (itself := _with_item(plain, earlier, said)) != plain:
        plain = question = itself
    of_a_level = OF_A_LEVEL.fullmatch(re.sub(r"^(?:what|how) about ", "", plain.rstrip("? "), flags=re.IGNORECASE))
    if of_a_level and (placed := put_in_place(of_a_level[0], earlier)):
        return _capital(placed)
    plain = _with_noun(plain, earlier)
    if _BARE_WH.match(plain) or _WHICH_ONES.match(plain.rstrip("? ")) or _BY.match(plain.rstrip("? ")):
        return _bare(plain.rstrip("? "), earlier, said)
    if about := _WHAT_ABOUT.match(plain):
        return _replaced(about["rest"], earlier) if len(content_words(about["rest"])) <= _FEW else plain
    if (person := _PERSON_PRONOUN.search(plain)) and not people(plain):
        named = [span.of(said) for span in people(said)] or [span.of(earlier) for span in people(earlier)]
        return _explained(plain, person, named[0]) if named else plain
    if ELSE.search(plain) and len(content_words(plain)) <= _FEW:
        return f"{_capital(plain.rstrip('?'))}, {_lower(earlier)}"
    if _STATEMENT.match(plain):
        leads = len(content_words(plain)) <= _FEW and _WH.match(earlier)
        return f"{_capital(plain.rstrip('.! '))}: {_lower(earlier)}" if leads else question
    if pronoun := unresolved_pronoun(plain):
        # "What are they?" after "… has listed four supportive targets": the list that was announced.
        topic = (declared_count(said)[1] if pronoun[0].lower() in _PLURAL else "") or topic_of(earlier, one=pronoun[0].lower() in _SINGULAR)
        article = "the " if topic[:1].isupper() and re.search(rf"\bthe {re.escape(topic)}", earlier, re.IGNORECASE) else ""
        return _explained(plain, pronoun, article + topic) if topic else plain
    if not _WH.match(plain) and len(words(plain)) <= 6:
        return _fragment(plain, plain != question, earlier)
    if len(content_words(plain)) < _FEW and not _DEFINITION.match(plain):
        topic = subject_of(earlier)
        return f"{_capital(plain.rstrip('?'))} ({topic})?" if topic else plain
    return _specified(question, earlier)


def returns_to(question: str) -> tuple[str, str] | None:
    """What a question goes back to and what it asks of that ("back to the target: was it reached?"), or None."""
    back = _BACK.match(_OPENING.sub("", question.strip(), count=1))
    return (back["topic"], back["rest"]) if back and _WH.match(_OPENING.sub("", back["rest"])) else None


def _with_item(plain: str, earlier: str, said: str) -> str:
    """`plain` with the item that "the first one" stands for: its words in the answer where they are few, else its place."""
    match = _INNER_ORDINAL.search(plain)
    if not match:
        return plain
    items, place = items_of(said), ordinal_number(match["ordinal"]) or 0
    item = items[place - 1] if 0 < place <= len(items) else items[-1] if items and match["ordinal"].lower() == "last" else ""
    asked = _item(match["ordinal"], earlier).removeprefix("What is ").rstrip("?")
    named = item if 0 < len(item.split()) <= _SHORT_ITEM else asked
    return f"{plain[: match.start()]}{named}{plain[match.end() :]}" if named else plain


def _item(ordinal: str, earlier: str) -> str:
    """The question for one item of the list that the earlier question asked for or of; empty where it asked for none."""
    if other := other_ordinal(_counted_on(ordinal.lower(), earlier), earlier):
        return other
    ordinal, counted, noun = _counted_on(ordinal.lower(), earlier), counted_list(earlier), list_noun(earlier)
    return f"What is the {ordinal} of the {counted}?" if counted else f"What is the {ordinal} {noun}?" if noun else ""


def _counted_on(ordinal: str, earlier: str) -> str:
    """The ordinal, or for "next" and "previous" the one after or before that of the earlier question."""
    asked = next((word for word in words(earlier) if word in ORDINALS), None)
    if ordinal not in _STEPS or asked is None:
        return ordinal
    names = list(ORDINALS)
    place = names.index(asked) + _STEPS[ordinal]
    return names[place] if 0 <= place < len(names) else ordinal


def _bare(plain: str, earlier: str, said: str) -> str:
    """A question word alone, asked of what the earlier question said: "Why?" after "When was it built?"."""
    if _WHICH_ONES.match(plain) and _HOW_MANY.match(earlier):
        number, noun = declared_count(said)
        counted = number is not None and noun.split()[-1] == words(_HOW_MANY.sub("", earlier))[0]
        return f"{_HOW_MANY.sub(f'Which {number} ' if counted else 'Which ', earlier).rstrip('?')}?"
    by = _BY.match(plain)
    asked = f"{by['after'] or by['before']} whom" if by else plain
    if same := _ADVERBIAL.match(earlier):
        return f"{_capital(asked)} {same['rest'].rstrip('?')}?"
    return f"{_capital(plain)} ({' '.join(content_words(earlier))})?"


def _fragment(plain: str, opened: bool, earlier: str) -> str:
    """A question without a verb: the earlier one asked of something else, or the words with what was spoken of."""
    plain = plain.rstrip("?.! ")
    short = _WH.match(earlier) and len(words(earlier)) <= _LONG
    if short and re.fullmatch(r"(?:19|20)\d\d|[A-Z][\w -]*['’]s?", plain) and (placed := put_in_place(plain, earlier)):
        return _capital(placed)
    if short and (opened or _PREPOSITION.match(plain) or re.match(r"(?:the|a|an|its|their)\b", plain, re.IGNORECASE)):
        return _replaced(plain, earlier)
    topic = subject_of(earlier)
    named = {*content_words(topic)} - {*content_words(plain)}
    return f"{_capital(plain)} ({topic})?" if named and 0 < len(content_words(plain)) <= _FEW else plain


def _with_noun(plain: str, earlier: str) -> str:
    """`plain` with the noun that "one" or "ones" stands for after an adjective: "how many smaller ones"."""
    match = _ONE.search(plain)
    head = topic_of(earlier).split()[-1:]
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
            if not content_words(word):
                break
            kept.insert(0, word)
        if kept:
            lead = re.sub(r"\ban?(?=\s+$)", "an" if kept[0][0].lower() in "aeiou" else "a", question[: match.start("noun")])
            return f"{lead}{' '.join(kept)} {question[match.start('noun') :]}"
    return question


def _replaced(words_now: str, earlier: str) -> str:
    """The earlier question asked of something else: its question word with the new words."""
    words_now = re.sub(r"^(?:The|A|An)\b", lambda article: article[0].lower(), words_now.strip().rstrip("?").strip())
    if _WH.match(words_now):
        return f"{_capital(words_now)} ({topic_of(earlier)})?"
    ordinal = re.match(rf"(?:the\s+)?(?P<ordinal>{ORDINAL_WORDS})(?:\s+one)?$", words_now, re.IGNORECASE)
    if ordinal and (item := _item(ordinal["ordinal"], earlier)):
        return item
    if preposition := _PREPOSITION.match(words_now):
        same = re.search(
            rf"\b{preposition['preposition']}\s+(?:the|its|their|an?|\d+)\b[^,?]*?(?=\s+(?:of|for|to|in|on)\b|[,?]|$)",
            earlier,
            re.IGNORECASE,
        )
        return earlier.replace(same[0], words_now, 1) if same else f"{earlier.rstrip('?')} {words_now}?"
    if placed := put_in_place(re.sub(r"^about\s+", "", words_now), earlier):
        return _capital(placed)
    topic = topic_of(earlier)
    if topic and topic in earlier:
        determiner = re.search(rf"\b(?:the|its|their|a|an)\s+{re.escape(topic)}", earlier, re.IGNORECASE)
        old = determiner[0] if determiner else topic
        return _capital(earlier.replace(old, words_now, 1))
    return (
        f"{_capital(words_now)} ({subject_of(earlier)})?"
        if len(words(earlier)) > _LONG
        else f"{earlier.rstrip('?')} ({words_now})?"
    )


def _corrected(meant: str, earlier: str) -> str:
    """What the user meant instead, as a question: its own, or the earlier one asked of it."""
    meant = meant.strip().rstrip(".?!")
    if _WH.match(meant):
        return _capital(meant) + "?"
    ordinal = re.search(rf"\b({ORDINAL_WORDS})\b", earlier, re.IGNORECASE)
    plural = words(meant)[-1:] and words(meant)[-1].endswith("s")
    if ordinal and not re.search(rf"\b(?:{ORDINAL_WORDS})\b", meant, re.IGNORECASE) and not plural:
        noun = re.sub(r"^(?:the|a|an)\s+", "", meant, flags=re.IGNORECASE)
        return f"What is the {ordinal[1].lower()} {noun}?"
    return _replaced(meant, earlier)


def _explained(question: str, match: re.Match[str], meaning: str) -> str:
    """`question` with what a pronoun stands for in its place."""
    word = match[0].lower()
    named = meaning if meaning[:1].isupper() or meaning.startswith("the ") else f"the {meaning}"
    if word in ("its", "their", "theirs", "his", "her", "hers"):
        # "of her" has no possessive before a noun; "her phone number" has.
        following = question[match.end() :].lstrip()[:1]
        named += "’s" if following.isalpha() else ""
    return _capital(question[: match.start()] + named + question[match.end() :])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
