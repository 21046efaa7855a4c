"""What changed between two versions, asked in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.versions import asks_for_changes
from index.embed import Embedder
from tests.conftest import write_corpus
from tests.shelf import Shelf, paper

OLD = """Fish market rules

Published on 9 April 2024.

1. Hours

The fish market closes at 14:00. It opens at five in the morning on every working day of the week.

2. Fees

Stalls cost 80 crowns a day. Carts pay nothing in their first year at the market. Dogs are not allowed in the halls.
"""
NEW = """Fish market rules

Published on 2 May 2026.

1. Hours

The fish market closes at 16:00. It opens at five in the morning on every working day of the week.

2. Fees

Stalls cost 95 crowns a day. Dogs are not allowed in the halls. Fishermen of Northport get a tenth of the fee back each December.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    shelf = Shelf(tmp_path_factory.mktemp("versions"), embedder=embedder)
    write_corpus(shelf.corpus)
    shelf.build()
    shelf.add("rules-2024", OLD)
    shelf.add("rules-2026", NEW, replaces="rules-2024")
    return PlanAssistant(shelf.open())


@pytest.mark.parametrize(
    "question",
    ["What changed in the fish market rules?", "What is new in the fish market rules?", "How do the new rules differ from the previous version?", "新旧版本有什么不同？"],
)
def test_every_change_is_told_with_both_sides_cited(assistant: PlanAssistant, question: str):
    answer = assistant.invoke({"question": question})
    assert answer.status == "answered"
    told = [(each.source, each.quote) for each in answer.citations]
    assert told[:6] == [
        ("rules-2024", "Published on 9 April 2024."),
        ("rules-2026", "Published on 2 May 2026."),
        ("rules-2024", "The fish market closes at 14:00."),
        ("rules-2026", "The fish market closes at 16:00."),
        ("rules-2024", "Stalls cost 80 crowns a day."),
        ("rules-2026", "Stalls cost 95 crowns a day."),
    ]
    assert set(told[6:]) == {
        ("rules-2024", "Carts pay nothing in their first year at the market."),
        ("rules-2026", "Fishermen of Northport get a tenth of the fee back each December."),
    }
    for each in answer.citations:
        assert assistant.index.document(each.source).text[each.start : each.end] == each.quote
    assert [answer.answer[start:end] for start, end in answer.emphasis][-4:] == ["14:00", "16:00", "80", "95"]


def test_only_the_change_that_is_asked_for_is_told(assistant: PlanAssistant):
    answer = assistant.invoke({"question": "What has changed for stalls in the fish market rules?"})
    assert [each.quote for each in answer.citations] == ["Stalls cost 80 crowns a day.", "Stalls cost 95 crowns a day."]


def test_the_version_in_force_answers_other_questions(assistant: PlanAssistant):
    answer = assistant.invoke({"question": "What time does the fish market close?"})
    assert {each.source for each in answer.citations} == {"rules-2026"}


def test_without_versions_a_question_about_change_is_like_any_other(tmp_path: Path):
    shelf = Shelf(tmp_path)
    write_corpus(shelf.corpus)
    shelf.build()
    shelf.add("apple", paper("apple"))
    answer = PlanAssistant(shelf.open()).invoke({"question": "What changed in the fish market rules?"})
    assert "rules" not in str(answer.citations)


@pytest.mark.parametrize("question", ["When does the library open?", "What is the target for 2020?", "图书馆几点开门？", "Who presented the plan?"])
def test_a_question_about_something_else_asks_for_no_change(question: str):
    assert not asks_for_changes(question)
