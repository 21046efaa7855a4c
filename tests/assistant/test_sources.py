"""Answers from chosen sources only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.sources import Sources, SourcesError
from assistant.suggestions import suggested_questions
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import Run, write_document
from tests.shelf import Shelf


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Index:
    shelf = Shelf(tmp_path_factory.mktemp("sources"), embedder=embedder)
    cost = "The renewal of the {} bridge costs {} million crowns.\n"
    write_document(shelf.corpus, "state", cost.format("Harbour", 85), publisher="State of Norland", date="2018")
    write_document(shelf.corpus, "city", cost.format("Harbour", 90), publisher="City of Northport", date="2019-03")
    write_document(shelf.corpus, "note", cost.format("Harbour", 95), publisher="Reader", date="2020-05-06", tier="background")
    shelf.build()
    return shelf.open()


def ids(sources: Sources, index: Index) -> list[str]:
    return [entry["id"] for entry in sources.narrowed(index).manifest.documents]


@pytest.mark.parametrize(
    ("sources", "left"),
    [
        (Sources(), ["state", "city", "note"]),
        (Sources(documents=("note", "state")), ["state", "note"]),
        (Sources(tiers=("official",)), ["state", "city"]),
        (Sources(publishers=("northport",)), ["city"]),
        (Sources(since="2018-06"), ["state", "city", "note"]),
        (Sources(since="2019-03-05"), ["city", "note"]),
        (Sources(since="2019-04"), ["note"]),
        (Sources(until="2018-06"), ["state"]),
        (Sources(until="2019"), ["state", "city"]),
        (Sources(tiers=("official",), since="2019", until="2020"), ["city"]),
    ],
)
def test_a_choice_of_sources(index: Index, sources: Sources, left: list[str]):
    assert ids(sources, index) == left


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (Sources(documents=("nothing",)), "There is no source nothing; .*index status"),
        (Sources(tiers=("secret",)), "There is no tier secret; the tiers are official, background, user"),
        (Sources(publishers=("Nobody",)), "No source is published by Nobody; the publishers are City of Northport, Reader, State of Norland"),
        (Sources(since="last week"), "last week is no date; write YYYY-MM-DD"),
        (Sources(until="1999"), "No source fits this choice"),
    ],
)
def test_a_choice_that_fits_nothing_is_told(index: Index, sources: Sources, told: str):
    with pytest.raises(SourcesError, match=told):
        sources.narrowed(index)


@pytest.mark.parametrize(("chosen", "figure"), [("state", "85 million"), ("city", "90 million"), ("note", "95 million")])
def test_only_the_chosen_source_answers(index: Index, chosen: str, figure: str):
    answer = PlanAssistant(index).invoke({"question": "What does the renewal of the Harbour bridge cost?", "sources": Sources(documents=(chosen,))})
    assert {each.source for each in (*answer.citations, *answer.nearest)} == {chosen}
    assert figure in answer.answer
    (note,) = [each for each in answer.notes if "as chosen" in each]
    assert note.startswith("Asked of 1 of 3 sources only, as chosen: ")


def test_an_answer_from_all_sources_names_no_choice(index: Index):
    answer = PlanAssistant(index).invoke({"question": "What does the renewal of the Harbour bridge cost?", "sources": Sources(tiers=("official", "background"))})
    assert not [each for each in answer.notes if "as chosen" in each]


def test_suggestions_come_from_the_chosen_sources(tiny_index: Index):
    assistant, sources = PlanAssistant(tiny_index), Sources(documents=("night-library",))
    answer = assistant.invoke({"question": "Who will design the new roof?", "sources": sources})
    assert answer.abstained
    for question in suggested_questions(answer, assistant, sources):
        assert {each.source for each in assistant.invoke({"question": question, "sources": sources}).citations} == {"night-library"}


def test_the_commands_take_the_choice(command: Run, tiny, tmp_path: Path):
    asked = ("What does the renewal cost?", "--index", tiny.folder)
    assert json.loads(command("search", *asked, "--document", "night-library", "--json").stdout)[0]["source"] == "night-library"
    answer = json.loads(command("ask", *asked, "--document", "night-library", "--json").stdout)
    assert answer["abstained"]
    refused = command("ask", *asked, "--since", "2030")
    assert (refused.returncode, refused.stderr) == (1, "No source fits this choice of document, tier, publisher and date; choose less narrowly.\n")
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "What does the renewal cost?"}\n', encoding="utf-8")
    assert command("batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl", "--index", tiny.folder, "--document", "harbour-bridge").returncode == 0
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert {each["source"] for each in json.loads(line)["citations"]} == {"harbour-bridge"}


def test_a_running_assistant_takes_up_what_is_added(tmp_path: Path, embedder: Embedder):
    shelf = Shelf(tmp_path, embedder=embedder)
    write_document(shelf.corpus, "state", "The renewal of the Harbour bridge costs 85 million crowns.\n")
    shelf.build()
    assistant = PlanAssistant(shelf.open())
    asked = {"question": "What is written about the fish market of Northport?"}

    def spoken_of() -> set[str]:
        answer = assistant.invoke(asked)
        return {each.source for each in (*answer.citations, *answer.nearest)}

    assert "market" not in spoken_of()
    shelf.add("market", "Fish market\n\nThe fish market of Northport moves to Pier 7 in May.\n")
    assert "market" in spoken_of()
    shelf.remove("market")
    assert "market" not in spoken_of()
