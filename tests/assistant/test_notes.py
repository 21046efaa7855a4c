"""Notes on declared numbers, on generated plans that nobody wrote a rule for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.counting import countings
from corpus.numerals import CARDINALS
from corpus.records import Document
from corpus.structure import read_structure
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_document

NOUNS = ["harbours", "forests", "bridges", "schools", "markets", "gardens", "tunnels", "libraries", "stations"]
WORDS = {value: word for word, value in CARDINALS.items()}


def plan(declared: int, listed: int) -> str:
    items = ", ".join(NOUNS[: listed - 1]) + f" and {NOUNS[listed - 1]}"
    return f"Plan\n\nThe plan covers {WORDS[declared]} fields which include {items}.\n"


def document(text: str) -> Document:
    return Document("plan", "Plan", "City", "2026-01-01", "official", "en", "", None, "", "", text)


@pytest.mark.parametrize("declared", range(3, 10))
@pytest.mark.parametrize("listed", range(3, 10))
def test_the_listed_items_are_counted_whatever_is_declared(declared: int, listed: int) -> None:
    made = document(plan(declared, listed))
    (enumeration,) = read_structure(made).enumerations
    assert enumeration.declared == declared
    assert countings(made, enumeration) == (listed, listed)


@pytest.mark.parametrize(("declared", "listed", "noted"), [(5, 5, False), (7, 5, True), (4, 6, True), (3, 3, False)])
def test_a_note_stands_only_where_number_and_list_differ(
    tmp_path: Path, embedder: Embedder, declared: int, listed: int, noted: bool
) -> None:
    write_document(tmp_path / "corpus", "plan", plan(declared, listed))
    build_index(tmp_path / "index", [tmp_path / "corpus"], embedder)
    answer = PlanAssistant(Index(tmp_path / "index", embedder)).invoke({"question": "Which fields does the plan cover?"})
    assert answer.status == "answered"
    assert [f"{declared} fields" in note and f"list names {listed}" in note for note in answer.notes] == ([True] if noted else [])
    if noted:
        assert len(answer.citations) >= 2


def asked(tmp_path: Path, embedder: Embedder, texts: dict[str, str], question: str) -> tuple[str, ...]:
    for id_, text in texts.items():
        write_document(tmp_path / "corpus", id_, text)
    build_index(tmp_path / "index", [tmp_path / "corpus"], embedder)
    return PlanAssistant(Index(tmp_path / "index", embedder)).invoke({"question": question}).notes


@pytest.mark.parametrize("large", [False, True], ids=["looked-through", "searched"])
@pytest.mark.parametrize(("other", "noted"), [("May 9, 2025", True), ("May 3, 2025", False)])
def test_two_documents_that_date_one_event_differently_are_noted(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, other: str, noted: bool, large: bool
) -> None:
    if large:
        monkeypatch.setattr("assistant.places._SCANNED_PASSAGES", 0)
    texts = {
        "first": "Report\n\nThe city council published the Green Harbour Charter on May 3, 2025.\n",
        "second": f"Chronicle\n\nNewspapers say that the council published the Green Harbour Charter on {other}.\n",
    }
    notes = asked(tmp_path, embedder, texts, "When was the Green Harbour Charter published?")
    assert any("two dates" in note for note in notes) is noted


def test_two_events_with_two_dates_are_not_noted(tmp_path: Path, embedder: Embedder) -> None:
    texts = {
        "first": "Report\n\nThe city council published the Green Harbour Charter on May 3, 2025.\n",
        "second": "Chronicle\n\nThe city council published the Northern Forest Statute on May 9, 2025.\n",
    }
    assert asked(tmp_path, embedder, texts, "When was the Green Harbour Charter published?") == ()
