"""A question taken apart: what kind of thing it asks for, and the terms that say of what."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked import Asked
from assistant.language.script import language_of
from assistant.questions.chinese import read_chinese
from assistant.questions.english import read_english
from assistant.questions.records import Question
from assistant.questions.wording import asking_sentences, other_language, without_contrast
from assistant.spelling import correct_spelling
from index.vocabulary import Vocabulary


def read_question(text: str, vocabulary: Vocabulary, glossary: dict[str, str] | None = None) -> Question:
    """The question `text` taken apart. `glossary` maps Chinese terms (Simplified) to the sources' English."""
    language = language_of(text)
    if language != "en":
        return read_chinese(text, language, vocabulary, glossary or {})
    if other_language(text, vocabulary):
        # Its words cannot be compared with the sources'; the multilingual embedding alone finds the passage.
        read = read_english(text, vocabulary)
        return replace(read, asked=Asked.OPEN, terms=tuple(term for term in read.terms if term.known), unread=(text,), focus=(), instances=False)
    return read_english(correct_spelling(without_contrast(asking_sentences(text)), vocabulary), vocabulary)
