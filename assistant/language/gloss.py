"""A Chinese sentence as the English words that its words stand for, so that an English question can be compared with it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.language.lexicon import chinese_words
from assistant.language.script import simplified

_CHINESE = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=20_000)
def english_of(text: str) -> str:
    """`text` with every run of Chinese replaced by the English of its words, longest words first; what no dictionary has is left out.

    Figures, names in Latin letters and English words stay as they are.
    """
    return _CHINESE.sub(lambda match: f" {' '.join(_words(match[0]))} ", simplified(text))


def _words(run: str) -> list[str]:
    dictionary = chinese_words()
    found: list[str] = []
    position = 0
    while position < len(run):
        length = next((n for n in range(_longest(), 1, -1) if run[position : position + n] in dictionary), 0)
        if length:
            found.append(dictionary[run[position : position + length]])
        position += length or 1
    return found


@cache
def _longest() -> int:
    return max(map(len, chinese_words()), default=1)
