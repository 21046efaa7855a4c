"""What a person typed, made fit to be a question: the one check for the commands, a batch and the page."""

from __future__ import annotations

import re
import unicodedata

MAX_QUESTION_CHARACTERS = 2_000
# What a terminal sends for colours and cursor keys; without its first character it would read as words.
_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
# Embeddings, overrides and isolates of text direction: they make a line read other than it is stored.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_question(text: str) -> str:
    """`text` without control characters and without white space around it; line ends and tabs inside stay.

    Raises `ValueError` with a sentence for the asker where nothing is left, or more than
    `MAX_QUESTION_CHARACTERS` characters are.
    """
    cleaned = clean_text(text).strip()
    if not any(character.isprintable() and not character.isspace() for character in cleaned):
        raise ValueError("The question is empty; type a question about the plan.")
    if len(cleaned) > MAX_QUESTION_CHARACTERS:
        raise ValueError(
            f"The question has {len(cleaned):,} characters, and at most {MAX_QUESTION_CHARACTERS:,} are read; shorten it and ask again."
        )
    return cleaned


def clean_text(text: str) -> str:
    """`text` without control characters, lone surrogates (bytes that were not UTF-8) and marks of text direction."""
    text = _ESCAPE_SEQUENCE.sub("", text)
    return "".join(character for character in text if character in "\n\t" or not _unwanted(character))


def _unwanted(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION
