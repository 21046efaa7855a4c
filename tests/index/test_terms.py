"""The terms of a text, and the quick ways to ask for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.load import load_documents
from index.terms import distinct_terms, holds_term, terms

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city's Hoping and HOPED", ["citi", "hope", "hope"]),
        ("People’s Government, O'Brien", ["peopl", "govern", "obrien"]),
        ("93.5 or 1,000 firms", ["93.5", "1,000", "firm"]),
        ("质量提升", ["质量", "量提", "提升"]),
    ],
)
def test_terms_are_stems_numbers_and_bigrams(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_quick_questions_give_what_all_terms_would() -> None:
    """Over every document of the corpus, for its own terms and for those of all others."""
    texts = [document.text for document in load_documents(CORPUS)]
    everything = sorted({term for text in texts for term in terms(text)})
    assert len(everything) > 500
    for text in texts:
        held = frozenset(terms(text))
        assert distinct_terms(text) == held
        assert {term for term in everything if holds_term(text, term)} == held


@pytest.mark.parametrize(("text", "term"), [("D'Angelo spoke", "dangelo"), ("Skies cleared", "sky"), ("early hopes", "earli"), ("Congress's act", "congress")])
def test_a_term_is_found_in_other_forms_of_its_word(text: str, term: str) -> None:
    assert term in terms(text)
    assert holds_term(text, term)


def test_a_word_that_only_begins_alike_is_another() -> None:
    assert not holds_term("The hopeless Hopewell plan; outperform", "hope")
    assert not holds_term("outperform", "perform")
