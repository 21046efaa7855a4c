"""Words that turn a statement round, and words that say how a figure is meant."""

from __future__ import annotations

import re

_NEGATIONS = frozenset(
    "not no never none neither nor nobody nothing nowhere cannot without unable fail fails failed failing hardly scarcely barely "
    "refuse refuses refused deny denies denied lack lacks lacked absent except unlikely instead rather".split()
)
_CHINESE_NEGATION = re.compile(r"不|没有?|未|无|无法|非(?!常|洲)|否|勿|莫|别(?!的|墅)|拒绝|缺乏")
_ALSO_NOT = re.compile(r"\bnot (?:only|until)\b|\bno(?:t)? (?:more|less|fewer|later|earlier|higher|lower|greater) than\b|不得?(?:超过|低于|少于|高于|多于|大于)|[级特区分个类性识鉴]别|不仅|不但|不断|不久|不少|无论|不管|未来|非常|无锡", re.IGNORECASE)


def is_negation(word: str) -> bool:
    """Whether an English word in lower case says that something is not so."""
    return word in _NEGATIONS or word.endswith("n't")


def chinese_negations(text: str) -> list[re.Match[str]]:
    """The Chinese words in `text` that say that something is not so."""
    return list(_CHINESE_NEGATION.finditer(_ALSO_NOT.sub(lambda match: " " * len(match[0]), text)))


def negates(text: str) -> bool:
    """Whether `text`, English or Chinese, holds a word that says that something is not so."""
    text = _ALSO_NOT.sub(" ", text.replace("’", "'"))
    return any(is_negation(word) for word in re.findall(r"[a-z']+", text.lower())) or bool(_CHINESE_NEGATION.search(text))
