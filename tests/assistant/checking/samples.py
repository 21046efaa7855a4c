"""Quotations true, changed and invented, made from stored texts; the same each time."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from index.retrieve import Index
from index.terms import STOP_WORDS

_NUMBERS = "two three four five six seven eight nine ten".split()
_FOREIGN = (
    "orchard violin glacier saddle kettle parrot lantern meadow chapel anchor biscuit canyon dolphin ember falcon garlic harbour ivory jacket kingdom "
    "lemon marble needle ocean pepper quilt ribbon salmon thunder umbrella velvet walnut yarn zebra copper desert engine feather gravel hammer"
).split()


def sentences(index: Index) -> list[tuple[str, str]]:
    """Id and words of every sentence of eight words or more."""
    found = []
    for entry in index.manifest.documents:
        text = index.document(entry["id"]).text
        for piece in index.structure(entry["id"]).pieces:
            if piece.kind == "sentence" and len(piece.span.of(text).split()) >= 8:
                found.append((entry["id"], piece.span.of(text)))
    return found


def true_quotations(index: Index, number: int = 100) -> list[str]:
    """Whole and partial sentences, in the guises that do not count."""
    chance = random.Random(1)
    guises = [
        lambda words: f"“{words}”",
        lambda words: words.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda words: words.replace('"', "”").replace("'", "’"),
        lambda words: words.replace(" ", "\n", 3).replace(" ", "  ", 2),
        lambda words: words[0].swapcase() + words[1:],
        lambda words: f'"{words.rstrip(".")},"',
        lambda words: f"「{words}」",
        lambda words: words.replace("-", "\u2011").replace(" ", "\u00a0", 4),
        lambda words: words[:6] + "\u00ad" + words[6:12] + "\u200b" + words[12:],
        lambda words: "".join(chr(ord(ch) + 0xFEE0) if ch.isdigit() else ch for ch in words),
    ]
    quotations = []
    pool = chance.sample(sentences(index), number)
    for at, (_, sentence) in enumerate(pool):
        words = sentence.split(" ")
        if at % 2:
            size = chance.randint(min(5, len(words)), len(words))
            first = chance.randint(0, len(words) - size)
            words = words[first : first + size]
        quotations.append(guises[at % len(guises)](" ".join(words)))
    return quotations


def changed_quotations(index: Index, number: int = 100) -> list[str]:
    """Sentences with a figure changed, a "not" dropped or added, or a word swapped."""
    chance = random.Random(2)
    makers = [_figure, _negation, _swap, _doubled]
    changed: list[str] = []
    texts = [" ".join(sentence.split()) for _, sentence in sentences(index)]
    for at, sentence in enumerate(chance.sample(texts * 2, len(texts) * 2)):
        wrong = makers[at % len(makers)](sentence, chance)
        if wrong and wrong != sentence and not any(wrong in text for text in texts):
            changed.append(wrong)
        if len(changed) == number:
            break
    return changed


def invented_quotations(index: Index, number: int = 80) -> list[str]:
    """Word salad of other words in the sources' grammar, and the sources' own words in another order."""
    chance = random.Random(3)
    english = [" ".join(sentence.split()) for _, sentence in sentences(index) if not re.search("[\u4e00-\u9fff]", sentence)]
    pool = chance.sample(english, number)
    return [_foreign(each, chance) if at % 2 else _shuffled(each, chance) for at, each in enumerate(pool)]


def _figure(sentence: str, chance: random.Random) -> str | None:
    places = list(re.finditer(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b", sentence))
    if not places:
        return None
    match = chance.choice(places)
    other = (
        str(int(match[0]) + chance.randint(1, 9)) if match[0].isdigit() else chance.choice([n for n in _NUMBERS if n != match[0]])
    )
    return sentence[: match.start()] + other + sentence[match.end() :]


def _negation(sentence: str, chance: random.Random) -> str | None:
    dropped = re.sub(r"\b(?:not|never|no) ", "", sentence, count=1)
    if dropped != sentence:
        return dropped
    added = re.sub(r"\b(is|are|was|were|will|should|has|have)\b", r"\1 not", sentence, count=1)
    return added if added != sentence else None


def _swap(sentence: str, chance: random.Random) -> str | None:
    words = sentence.split()
    places = [at for at, word in enumerate(words) if word.isalpha() and word.lower() not in STOP_WORDS]
    if not places:
        return None
    words[chance.choice(places)] = chance.choice(_FOREIGN)
    return " ".join(words)


def _doubled(sentence: str, chance: random.Random) -> str | None:
    """A word left out from the middle."""
    words = sentence.split()
    at = chance.randint(1, len(words) - 2)
    return " ".join([*words[:at], *words[at + 1 :]]) if words[at].isalpha() else None


def _foreign(sentence: str, chance: random.Random) -> str:
    return re.sub(r"[A-Za-z]+", lambda match: match[0] if match[0].lower() in STOP_WORDS else chance.choice(_FOREIGN), sentence)


def _shuffled(sentence: str, chance: random.Random) -> str:
    words = sentence.split()
    while True:
        shuffled = chance.sample(words, len(words))
        if not set(pairwise(words)) & set(pairwise(shuffled)):
            return " ".join(shuffled)
        if len(words) < 12 or chance.random() < 0.02:
            return " ".join(shuffled)
