"""The other thing that a question could mean, named in one line with its place."""

from __future__ import annotations

import pytest

from assistant.chain import PlanAssistant
from index.retrieve import Index


@pytest.fixture(scope="module")
def assistant(shipped: Index) -> PlanAssistant:
    return PlanAssistant(shipped)


def lines(assistant: PlanAssistant, question: str) -> list[str]:
    return [note for note in assistant.invoke({"question": question}).notes if "by that name" in note]


def test_a_name_that_two_things_share_names_the_other_with_its_place(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "What are the fields?"})
    (line,) = [note for note in answer.notes if "by that name" in note]
    other = next(each for each in answer.citations if f"[{each.n}]" in line)
    assert other.quote in line
    assert other.quote not in answer.answer


@pytest.mark.parametrize("question", ["What are the guarantee measures?", "What is the general target?", "What are the 11 fields?", "Who presented the plan?"])
def test_a_question_that_tells_them_apart_gets_no_such_line(assistant: PlanAssistant, question: str) -> None:
    assert lines(assistant, question) == []
