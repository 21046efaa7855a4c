"""How English questions are read, and what that changes in the answer: an invented paper and a note beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.questions.reading import read_question
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_document

PAPER = """Ferry programme of Westhaven

Vice mayor Ines Okoro presented the ferry programme at the town hall on May 4. Harbour master Tom Reyes attended and answered questions.

The programme focuses on six key areas which include landing stages, timber, tickets, night crossings, freight and signals. Second, never copy, as every pier needs rules of its own. It sums up what the central government has already settled.

We will praise the pilot spirit, the rowing spirit and the repair spirit among all crews.
"""
NOTE = """# The national Ferry Outline

## Areas

The national Ferry Outline of 2019 marks out three areas: safety, fares and crews.
Source: Coast Review | 2019-06-01 | no citable link | fact 1.01

According to Coast Review, the national Ferry Outline was published on 3 June 2019.
Source: Coast Review | 2019-06-01 | no citable link | fact 1.02

According to a text of the harbour board published in June 2021, Westhaven had 41 night crossings in the data year 2018.
Source: Coast Review | 2021-06-01 | no citable link | fact 1.04

Mooring under the Ferry Outline is voluntary, as the harbour board says.
Source: Coast Review | 2021-06-01 | no citable link | fact 1.06

The Harbour Board of Westhaven ran the second ferry fair on 7 August 2020.
Source: Coast Review | 2021-06-01 | no citable link | fact 1.05

The Rowing Day of Westhaven takes place every September.
Source: Coast Review | 2021-06-01 | no citable link | fact 1.07

The Crews Union of Westhaven ran the first ferry fair on 2 May 2018.
Source: Coast Review | 2021-06-01 | no citable link | fact 1.08

In March 2020 the new Ferry Office started out with Lena Brandt as its Party secretary.
Source: Coast Review | 2020-04-01 | no citable link | fact 1.03
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    folder = tmp_path_factory.mktemp("ferries")
    write_document(folder / "corpus", "ferry-programme", PAPER)
    write_document(folder / "corpus", "note-outline", NOTE, file="note-outline.md", tier="background", publisher="Plan Assistant")
    build_index(folder / "index", [folder / "corpus"], embedder)
    return PlanAssistant(Index(Path(folder / "index"), embedder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # A relative "what" asks for no kind of thing, and a capital stands for its government.
        ("Why does Westhaven not want to copy what others have said?", "rules of its own"),
        ("What spirit besides the pilot spirit will be praised?", "rowing spirit"),
        ("Why did the mayor present the ferry programme at the town hall?", "Vice mayor Ines Okoro"),
        ("Who became Party secretary of the new Ferry Office?", "Lena Brandt"),
        # Two lists of areas: the one of the document that the question names.
        ("How many areas does the national Ferry Outline mark out?", "three areas"),
        ("How many key areas does the programme focus on?", "six key areas"),
        ("Is mooring under the Ferry Outline compulsory?", "voluntary"),
        ("Who runs the ferry fair?", "of Westhaven ran"),
        ("Is timber one of the six key areas or a rule of the national crews?", "timber"),
        ("Why does the ferry programme have nine key areas?", "six key areas"),
        ("When was the second ferry fair?", "7 August 2020"),
        ("Was the national Ferry Outline published in 2017 or in 2019?", "3 June 2019"),
        ("How often does the Rowing Day take place?", "every September"),
        # The day in the question chooses between two fairs.
        ("Who ran the fair of 7 August?", "Harbour Board"),
    ],
)
def test_what_the_sources_say_is_found(assistant: PlanAssistant, question: str, words: str) -> None:
    assert words in assistant.invoke({"question": question}).answer


@pytest.mark.parametrize(
    "question",
    [
        "When was the ferry programme reviewed?",  # the Coast Review reviewed nothing
        "How many people work at the Ferry Office?",
        "Which university trained Ines Okoro?",
        "Why did the mayor of Norwich resign?",
        "How many night crossings did Westhaven have in 2021?",  # the year of the report, not of the figure
        "When was the fourth ferry fair?",
        "What did the crews say about the ferry programme?",
        "What was the turnout of the ferry fair?",
        "Was there an interpreter at the town hall on May 4?",
        "What is Ines Okoro's salary?",
        "Who is the director of the Ferry Safety Administration?",
    ],
)
def test_what_they_do_not_say_is_not_answered(assistant: PlanAssistant, question: str) -> None:
    assert assistant.invoke({"question": question}).abstained


def test_a_second_half_that_asks_more_than_the_first_is_not_met_by_its_answer(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "Who presented the ferry programme and who printed it?"})
    assert answer.status == "partial"
    assert "printed" in answer.answer


def test_the_end_of_an_ordinal_is_no_word_and_its_number_no_count(assistant: PlanAssistant) -> None:
    read = read_question("What main task did the 19th congress name?", assistant.index.vocabulary)
    assert "th" not in [term.word for term in read.terms]
    assert read.count is None
    assert read.focus == ("main", "task")
