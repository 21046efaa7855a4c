"""Questions on "the plan" where the operator has added papers that are none."""

from __future__ import annotations

import pytest

from assistant.chain import PlanAssistant
from index.embed import Embedder
from tests.conftest import write_document
from tests.shelf import Shelf


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    shelf = Shelf(tmp_path_factory.mktemp("another"), embedder=embedder)
    write_document(shelf.corpus, "plan", "The harbour plan wants less noise by 2030.\n", title="Harbour Plan", publisher="City of Northport")
    write_document(shelf.corpus, "meters", "A broken water meter costs a fine of 915 crowns.\n", title="Water meters", publisher="Water office", tier="user")
    write_document(shelf.corpus, "district", "Who makes noise at night pays a fine of 40 crowns.\n", title="Quayside District Plan", publisher="Quayside", tier="user")
    shelf.build()
    return PlanAssistant(shelf.open())


def test_a_paper_that_is_no_plan_does_not_answer_for_the_plan(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "What fine does the plan introduce for a broken water meter?"})
    assert "meters" not in {each.source for each in answer.citations}


def test_it_answers_what_does_not_speak_of_the_plan(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "What is the fine for a broken water meter?"})
    assert {each.source for each in answer.citations} == {"meters"}


def test_an_added_plan_is_a_plan(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "What fine does the plan have for noise at night?"})
    assert {each.source for each in answer.citations} == {"district"}
