"""Follow-ups: a question and its history made into a question that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Turn


def standalone_question(question: str, history: Sequence[Turn]) -> str:
    """`question` with what it lacks taken over from `history`; unchanged where it lacks nothing."""
    return question
