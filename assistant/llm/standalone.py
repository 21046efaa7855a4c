"""Whether a model's stand-alone question asks what was asked, in words of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.facts import facts_of
from assistant.language.script import language_of, simplified
from assistant.records import Turn
from index.terms import STOP_WORDS, terms, words

# Words of a question that a pronoun or a short form may give way to.
_LEANING = frozenset(
    "it its they them their he him his she her this that these those one ones other others else same former latter about and also then so please".split()
)
_MOST_WORDS, _MOST_CHARACTERS = 45, 300


def adds_nothing(text: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether `text` is one question, in the language of `question`, that keeps its words and adds only such of the conversation.

    Figures, dates, names and Chinese characters count as words; grammar does not.
    """
    if not text or "\n" in text or len(text) > _MOST_CHARACTERS or len(words(text)) > _MOST_WORDS:
        return False
    if language_of(text) != language_of(question) or not text.rstrip().endswith(("?", "？")):
        return False
    said = " ".join([question, *(turn.content for turn in history)])
    if not _content(text) <= _content(said):
        return False
    if not {each.value for each in facts_of(text)} <= {each.value for each in facts_of(said)}:
        return False
    return _content(question) - _LEANING <= _content(text)


def _content(text: str) -> frozenset[str]:
    plain = simplified(text) if language_of(text) != "en" else text
    chinese = set(re.findall(r"[\u3400-\u9fff]", plain)) - set("的了吗呢是在和与有什么哪谁几多少请问它他她这那些个其")
    return frozenset(chinese) | frozenset(each for each in terms(plain) if each.isascii() and each not in STOP_WORDS)
