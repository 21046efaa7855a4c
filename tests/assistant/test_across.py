"""What two papers say of the same thing, side by side: each side of its own papers, and "not found" where there is nothing."""

from __future__ import annotations

import pytest

from assistant.across import sides_across
from assistant.chain import PlanAssistant
from assistant.ui.kept import KeptAnswer
from assistant.ui.render import render_exchange
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_document
from tests.shelf import Shelf

CITY = """Northport harbour plan

The plan of Northport names three fields of work: fishing boats, ferry piers and storm walls.

The renewal of the ferry piers costs 85 million crowns.
"""
STATE = """National coast programme

The national programme names two fields of work: storm walls and lighthouses.

It runs until 2030 in every town of the coast.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    shelf = Shelf(tmp_path_factory.mktemp("across"), embedder=embedder)
    write_document(shelf.corpus, "city", CITY, title="Northport harbour plan", publisher="City of Northport")
    write_document(shelf.corpus, "state", STATE, title="National coast programme", publisher="Ministry of the Sea")
    shelf.build()
    return PlanAssistant(shelf.open())


@pytest.mark.parametrize(
    "question",
    [
        "How do Northport's three fields differ from the national programme's two?",
        "Compare the fields of work of Northport with those of the national programme",
        "What is the difference between Northport's fields and the national programme's fields?",
    ],
)
def test_each_side_is_asked_of_its_own_papers(assistant: PlanAssistant, question: str):
    answer = assistant.invoke({"question": question})
    assert answer.status == "answered"
    (heads, cells) = answer.table
    assert heads[0].startswith("Northport")
    assert "ferry piers" in cells[0]
    assert "lighthouses" in cells[1]
    by_mark = {f"[{each.n}]": each.source for each in answer.citations}
    assert [{source for mark, source in by_mark.items() if mark in cell} for cell in cells] == [{"city"}, {"state"}]
    assert all(cell in answer.answer for cell in cells)


def test_a_side_that_says_nothing_is_not_found(shipped: Index):
    answer = PlanAssistant(shipped).invoke({"question": "How do the guarantee measures of Shanghai's plan differ from the national document's?"})
    assert answer.status == "partial"
    assert answer.table[0] == ("Shanghai's plan", "The national document")
    assert answer.table[1][1] == "Not found in the sources."
    assert "The sources do not say: What are the national document's guarantee measures" in answer.answer


def test_the_page_shows_it_as_a_table_with_a_mark_in_each_cell(assistant: PlanAssistant):
    answer = assistant.invoke({"question": "How do Northport's three fields differ from the national programme's two?"})
    html = render_exchange(KeptAnswer(answer, "x"), 1, "en", feedback=False)
    assert html.count("<td>") == 2
    assert all(html.split("<td>")[number].count("#src-") >= 1 for number in (1, 2))


@pytest.mark.parametrize("question", ["What is the difference between a pier and a wall?", "What are Northport's three fields?", "How does it differ from that?"])
def test_other_questions_compare_no_papers(assistant: PlanAssistant, question: str):
    assert sides_across(question, assistant.index) is None
