"""Names of offices as a page in Chinese says them, where the glossary has their Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.language.script import traditional
from assistant.records import Language
from assistant.ui.words import say
from index.retrieve import Index

Names = Mapping[str, str]
# Whom our own notes go back to where they go back to nobody else.
_OWN = ("Plan Assistant", "Plan Assistant's own reading", "Plan Assistant's own reading of the press release")
NO_NAMES: Names = MappingProxyType({})


def names_in(language: Language, index: Index) -> Names:
    """The glossary's Chinese by the English that the sources print, and the page's own name; none for a page in English."""
    if language == "en":
        return NO_NAMES
    known = {term.english: traditional(term.chinese) if language == "zh-Hant" else term.chinese for term in index.glossary if term.chinese}
    return {**known, **{name: say(name, language) for name in _OWN}}


def name_in(name: str, names: Names) -> str:
    """A name, or several with semicolons between them, each by `names`; one that they lack as it stands."""
    return "; ".join(names.get(each, each) for each in name.split("; "))
