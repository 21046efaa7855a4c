"""The background notes: every statement stands alone and goes back to a public source and a numbered fact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.glossary import load_glossary
from corpus.load import load_documents
from corpus.records import Document
from corpus.structure import read_structure

CORPUS = Path(__file__).parents[1] / "corpus"
DOCUMENTS = {document.id: document for document in load_documents(CORPUS)}
NOTES = [document for document in DOCUMENTS.values() if document.tier == "background"]
# "1.01", "2.10a", "5 values 2017": the numbering of the fact sheets that the notes were written from.
FACT = re.compile(r"[1-7]\.\d\d[a-z]?|5 values (?:19|20)\d\d")
FIRST_NUMBER = {
    "note-guiding-opinions": "1",
    "note-shanghai-plan": "2",
    "note-four-brands": "3",
    "note-five-centres-master-plan": "4",
    "note-quality-competitiveness-index": "5",
    "note-institutions-and-people": "6",
    "note-related-documents": "7",
}


def statements(document: Document):
    return [piece for piece in read_structure(document).pieces if piece.kind == "sentence"]


def test_there_are_seven_notes_of_ten_statements_or_more() -> None:
    assert {note.id for note in NOTES} == set(FIRST_NUMBER)
    assert all(len({piece.paragraph for piece in statements(note)}) >= 10 for note in NOTES)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_every_statement_names_its_source_its_date_and_its_facts(note: Document) -> None:
    for piece in statements(note):
        words = piece.span.of(note.text)
        assert piece.attribution is not None, words
        assert piece.attribution.source, words
        assert re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}|undated", piece.attribution.date), words
        assert piece.attribution.facts, words
        for fact in piece.attribution.facts:
            assert FACT.fullmatch(fact), (fact, words)
        assert any(fact.startswith(FIRST_NUMBER[note.id]) for fact in piece.attribution.facts), words


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_no_statement_leans_on_the_one_before(note: Document) -> None:
    seen = set()
    for piece in statements(note):
        if piece.paragraph not in seen:
            assert not re.match(r"(?:It|They|He|She|This|These|Those|The latter)\b", piece.span.of(note.text))
        seen.add(piece.paragraph)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_no_address_is_a_bare_number(note: Document) -> None:
    assert not re.search(r"https?://\d+\.\d+", note.text)


def test_the_glossary_prints_the_english_of_the_release() -> None:
    release = DOCUMENTS["press-release-2018-02-09"].text.lower()
    terms = load_glossary(CORPUS)
    assert len(terms) >= 50
    assert [term.english for term in terms if term.status == "C" and term.english.lower() not in release] == []
    assert [term.english for term in terms if bool(term.chinese) == (term.status == "N")] == []
