"""The script of a text: English, Simplified or Traditional Chinese."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.records import Language

if TYPE_CHECKING:
    import opencc


def language_of(text: str) -> Language:
    """The language to answer in: Chinese where a tenth of the characters are Chinese, else English.

    Chinese counts as Traditional where more of its characters change into Simplified than the other way round.
    """
    chinese = [ch for ch in text if "\u3400" <= ch <= "\u9fff"]
    if len(chinese) * 10 < max(1, len("".join(text.split()))):
        return "en"
    joined = "".join(chinese)
    to_simplified = sum(a != b for a, b in zip(joined, _converter("t2s").convert(joined), strict=False))
    to_traditional = sum(a != b for a, b in zip(joined, _converter("s2t").convert(joined), strict=False))
    return "zh-Hant" if to_simplified > to_traditional else "zh-Hans"


def simplified(text: str) -> str:
    """`text` in Simplified characters."""
    return str(_converter("t2s").convert(text))


# Words of the spoken language, and what is written for them.
_SPOKEN = (("啥时候", "什么时候"), ("几时", "什么时候"), ("咋样", "怎么样"), ("咋", "怎么"), ("啥", "什么"), ("有木有", "有没有"), ("为嘛", "为什么"), ("甚么", "什么"), ("几多", "多少"), ("点解", "为什么"), ("边个", "谁"), ("干嘛", "为什么"))


def written(text: str) -> str:
    """`text` in Simplified characters, with what is said for "what", "how" and "when" as it is written."""
    plain = simplified(text)
    for spoken, instead in _SPOKEN:
        plain = plain.replace(spoken, instead)
    return plain


def traditional(text: str) -> str:
    """`text` in Traditional characters."""
    return str(_converter("s2tw").convert(text))


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc  # deferred: only Chinese needs it

    return opencc.OpenCC(name)
