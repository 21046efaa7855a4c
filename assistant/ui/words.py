"""The page's own words in English, Simplified and Traditional Chinese.

The English words are their own key, as with gettext, so that the code reads as the page does; a test looks
every `say` of this package up in the table. Traditional Chinese is made from Simplified.
"""

from __future__ import annotations

from functools import cache

from assistant.language.script import traditional
from assistant.records import Language

LANGUAGES: dict[Language, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}

_CHINESE = {
    # The page
    "Ask": "提问",
    "Draft": "起草",
    "Check": "核对",
}


def say(words: str, language: Language, **values: object) -> str:
    """`words` in `language`, with `values` filled in as `str.format` does; raises `KeyError` for words that are not in the table."""
    return _template(words, language).format(**values)


@cache
def _template(words: str, language: Language) -> str:
    if language == "en":
        return words
    return traditional(_CHINESE[words]) if language == "zh-Hant" else _CHINESE[words]
