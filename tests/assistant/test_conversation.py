"""Follow-ups made to stand alone: only what the question lacks is taken over."""

from __future__ import annotations

import pytest

from assistant.conversation.standalone import standalone_question
from assistant.records import Turn


def standalone(*turns: str) -> str:
    """The last of `turns` made to stand alone; questions and answers alternate."""
    *earlier, question = turns
    history = [Turn("user" if position % 2 == 0 else "assistant", text) for position, text in enumerate(earlier)]
    return standalone_question(question, history).text


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("Who paid?",), "Who paid?"),
        (("What are the four aims?", "…", "And the third one?"), "What is the third of the four aims?"),
        (("What is the first of the four aims?", "…", "And the next one?"), "What is the second of the four aims?"),
        (("When was the bridge built?", "…", "Who designed it?"), "Who designed the bridge?"),
        (("Who opened it?", "Mayor Ada Lindqvist opened it.", "What did she say?"), "What did Ada Lindqvist say?"),
        (("When was the bridge built?", "…", "And the tunnel?"), "When was the tunnel built?"),
        (("When was the bridge built?", "…", "How many people live in Northport?"), "How many people live in Northport?"),
        (("What is the first aim?", "…", "No, I meant the stage"), "What is the first stage?"),
        (("What is the plan?", "It has listed four supportive targets.", "What are they?"), "What are the supportive targets?"),
    ],
)
def test_what_is_lacking_is_taken_over_and_nothing_else(turns: tuple[str, ...], expected: str) -> None:
    assert standalone(*turns) == expected


def test_a_chain_of_follow_ups_keeps_its_topic() -> None:
    assert "stage" in standalone("What are the three stages?", "…", "And the second one?", "…", "And the third?")


def test_what_was_said_is_known_where_something_else_is_asked_for() -> None:
    history = [Turn("user", "Who was there?"), Turn("assistant", "Ada Lindqvist was there.")]
    assert standalone_question("Who else?", history).said == "Ada Lindqvist was there."
    assert standalone_question("When was that?", history).said == ""
