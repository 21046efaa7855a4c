"""How many there are of something, where the sources list it, or something that is called like it."""

from __future__ import annotations

import pytest

from assistant.chain import PlanAssistant
from index.embed import Embedder
from tests.conftest import write_document
from tests.shelf import Shelf

TEXT = """The Harbour Outline

I, Contents

The Harbour Outline focuses on five major fields which include piers, cranes, rails, roads and sheds.

Rules covering three fields such as fees, safety and noise have been proposed.

II, Offices

The People's Assembly of Norland made one harbour office out of three bodies: the pilots' office, the toll office and the quay office.

The Harbour Outline sets two targets: less noise and more trade.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    shelf = Shelf(tmp_path_factory.mktemp("counted"), embedder=embedder)
    write_document(shelf.corpus, "outline", TEXT, title="The Harbour Outline", publisher="Port of Northport")
    shelf.build()
    return PlanAssistant(shelf.open())


def test_two_numbers_of_the_same_thing_are_both_given(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "How many fields are there?"}).answer
    assert "five major fields" in answer
    assert "three fields" in answer


def test_the_one_that_is_named_is_given_alone(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "How many fields do the proposed rules cover?"}).answer
    assert "three fields" in answer
    assert "five major fields" not in answer


def test_a_word_before_the_list_is_not_what_it_counts(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "How many people work in the harbour office?"})
    assert answer.status == "not_in_sources"
    assert "three bodies" in assistant.invoke({"question": "Out of how many bodies was the harbour office made?"}).answer


def test_a_list_of_another_number_is_not_what_was_asked_for(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "Which two targets does the Harbour Outline set?"}).answer
    assert "less noise" in answer
    assert "cranes" not in answer
