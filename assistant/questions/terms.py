"""The words of a question that say of what it asks, and what each of them weighs."""

from __future__ import annotations

import re

from assistant.asked import MONEY
from assistant.language.lexicon import synonyms
from assistant.questions.records import Term
from corpus.numerals import english_number, ordinal_number
from index.terms import STOP_WORDS, stem
from index.vocabulary import Vocabulary

# Words that make a question without saying of what; the names of the text itself are among them.
SCAFFOLD = frozenset(
    """tell know explain describe list name mention mentioned mentions state stated states according say said show give
    question answer please named talk talks talked talking speak speaks spoke refer refers referred well want need like would could help find look exactly actually really briefly short quick quickly
    detail details info information thing things stuff something anything anyone someone kind sort many much long number
    what's whats who's when's where's date day time year reason reasons why word words text article source sources press
    document passage page sentence job title post position today now current currently exact precise precisely full complete whole
    regarding concerning called count enumerate summarize summarise summary summary's overview main point points
    happen happens happened happening take place took one ones else ever yet still again mean means meant meaning definition define
    is are was were be been being do does did have has had get got there here also too hi hello hey thanks thank ok okay
    sentences paragraph paragraphs gets getting considered regarded deemed
    every each everybody everyone stand stands stood behind beneath
    dated true correct numbers became become itself themselves himself herself supposed really regarding think believe guess tells telling includes included list's them name's official officially""".split()
)
# Nouns that a question may use for the items of any list.
GENERIC_NOUNS = frozenset(
    """point thing item aspect part one element way area topic issu content step kind list key name main field
    categori type sector segment sort phrase phras sens experi word slogan motto idea reason purpos role chang
    effect impact result bodi offic organis organ""".split()
)
_ATTRIBUTE = re.compile(
    rf"{MONEY}|budget\w*|allocat\w+|phone|telephone|e-?mail|fax|website|address|percent\w*|proportion|share|rate|venue|location|deadline|duration|author|spokes\w+|age|area|size|square|cubic|kilomet\w+|hectares?|tonnes?|minutes?|hours?|total|exact"
)


def names_attribute(word: str) -> bool:
    """Whether a word names a kind of thing that can be asked of anything ("budget", "venue"), and so says nothing of the topic."""
    return bool(_ATTRIBUTE.fullmatch(word))


QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,80})[”\"」』’]")


def content_terms(tokens: list[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The words among `tokens` that say of what is asked, each stem once, with its weight in these sources."""
    found: dict[str, Term] = {}
    for before, word in zip(["", *tokens], tokens, strict=False):
        if (before == "how" and word in _DEGREES) or (before.isdigit() and word in _ENDINGS):
            continue
        year = re.fullmatch(r"(?:19|20)\d\d", word)
        if word in STOP_WORDS or word in SCAFFOLD or ordinal_number(word) or (english_number(word) is not None and not year):
            continue
        root = stem(word)
        if root in found:
            continue
        known = root in vocabulary.document_frequency
        others = synonyms().get(root, frozenset())
        synonym_known = any(other in vocabulary.document_frequency for other in others)
        found[root] = Term(word, root, others, _weight(word, root, vocabulary), known, synonym_known)
    return tuple(found.values())


# "How big was the zone?" asks for a figure, and not for what is big.
_DEGREES = frozenset("big large high low great long old far small wide tall deep often soon fast strong".split())
# "19th" is read as "19" and "th".
_ENDINGS = frozenset("st nd rd th".split())
# Even the commonest noun of the sources ("plan") says what a question is about.
_LEAST_WEIGHT = 0.5


def _weight(word: str, root: str, vocabulary: Vocabulary) -> float:
    """How much a word tells passages apart: its inverse document frequency here, less for words common in English."""
    rarity = min(3.0, vocabulary.inverse_document_frequency(root))
    commonness = vocabulary.common_words.get(word, 2.0)
    # Zipf 6 is "new" or "first", 5 "plan", 4 "draft": a word above 5 is halved step by step.
    return max(_LEAST_WEIGHT, rarity * min(1.0, max(0.25, (7.0 - commonness) / 2.0)))
