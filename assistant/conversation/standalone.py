"""Follow-ups: a question and its history made into a question that stands alone.

Joining all earlier turns to a question makes retrieval worse, so only what the question lacks is taken
over: what a pronoun stands for, the list that "the third one" counts in, the verb of "and the mayor?".
Each earlier question is made to stand alone first, so a chain of follow-ups keeps its topic.

What people read and what retrieval gets are two things: a question that lacks something also takes along the
terms of the earlier questions (`conversation.context`), which weigh less the longer ago they were asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.conversation.chinese import complete_chinese
from assistant.conversation.context import context_terms
from assistant.conversation.english import ELSE, complete_english, returns_to
from assistant.language.script import language_of
from assistant.records import Turn
from index.terms import terms

_MORE = re.compile(r"还有|其他|别的|另外|還有")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone."""

    text: str
    said: str = ""
    """What was answered before, where the question asks for something else ("who else?"); else empty."""
    context: Mapping[str, float] = field(default_factory=dict)
    """Stems of the earlier questions for lexical search, with their weights; empty where the question lacks nothing."""


def standalone_question(question: str, history: Sequence[Turn]) -> Standalone:
    """`question` with what it lacks taken over from `history`; unchanged where it lacks nothing."""
    before: list[tuple[str, str]] = []
    for position, turn in enumerate(history):
        if turn.role == "user":
            answer = next((after.content for after in history[position + 1 :] if after.role == "assistant"), "")
            before.append((_resumed(turn.content, before), answer))
    earlier, said = before[-1] if before else ("", "")
    asks_more = bool(earlier) and bool(ELSE.search(question) or _MORE.search(question))
    text = _resumed(question, before)
    asked_before = [turn.content for turn in history if turn.role == "user"]
    return Standalone(text, said if asks_more else "", context_terms(question, asked_before, text))


def _resumed(question: str, before: Sequence[tuple[str, str]]) -> str:
    """`question` completed from the last exchange, or from the one that it goes back to by name; `before` is oldest first."""
    earlier, said = before[-1] if before else ("", "")
    if back := returns_to(question):
        topic, rest = back
        named = {*terms(topic)}
        fallback = (f"What is {topic}?", "")
        return complete(rest, *next((pair for pair in reversed(before) if named <= {*terms(pair[0])}), fallback))
    return complete(question, earlier, said)


def complete(question: str, earlier: str, said: str = "") -> str:
    """`question` with what it lacks taken over from an earlier one ("… and who drafted it?") and the answer `said` to that."""
    question = question.strip()
    if not earlier:
        return question
    return complete_english(question, earlier, said) if language_of(question) == "en" else complete_chinese(question, earlier, said)
