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


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("How many firms were in the first batch of the award?", "…", "And the third batch?"), "How many firms were in the third batch of the award?"),
        (("How many firms were in the first batch of the award?", "…", "and the second?"), "How many firms were in the second batch of the award?"),
        (("What was Northport's score in 2006?", "…", "What about Eastport?"), "What was Eastport’s score in 2006?"),
        (("What is the national 2025 target?", "…", "and Northport's?"), "What is Northport's 2025 target?"),
        (("What is the 2025 target for Northport?", "…", "And the national one?"), "What is the national 2025 target?"),
        (("What does the bridge plan say about ferries?", "…", "And cyclists?"), "What does the bridge plan say about cyclists?"),
        (("Who was the director of the bureau?", "…", "and the vice director?"), "Who was the vice director of the bureau?"),
        (("What are the guarantee measures?", "…", "No, I meant the policy guarantee"), "What are the policy guarantee?"),
        (("When did the harbour bridge open?", "…", "How long is it?"), "How long is the harbour bridge?"),
        (("Which bodies were merged into NHA?", "…", "Who is its director?"), "Who is NHA’s director?"),
        (("When were the Guiding Rules issued?", "…", "How many points do they have?"), "How many points do the Guiding Rules have?"),
        (("What was the first trait of the plan?", "…", "And the other two?"), "What are the traits of the plan?"),
        (("How many firms won the award?", "…", "Which ones?"), "Which firms won the award?"),
        (("What is the main target?", "…", "What are the stages?", "…", "Back to the target: was it reached?"), "Was the main target reached?"),
        (("What are the stages?", "…", "As for the library, who proposed it?"), "Who proposed the library?"),
        (("What are the three stages?", "1. “the piers” [1]\n2. “the deck” [2]", "When does the second one begin?"), "When does the deck begin?"),
    ],
)
def test_what_is_named_takes_the_place_of_its_kind(turns: tuple[str, ...], expected: str) -> None:
    assert standalone(*turns) == expected


def test_what_was_replaced_is_not_searched_for() -> None:
    history = [Turn("user", "What was the score for 2005?"), Turn("assistant", "It was 78.98.")]
    assert "2005" not in standalone_question("2006?", history).context
