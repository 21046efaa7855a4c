"""What the sources say of pasted words, as HTML."""

from __future__ import annotations

import re

import pytest

from assistant.ui.check import render_check
from index.retrieve import Index


@pytest.fixture(scope="module")
def sentence(tiny_index: Index) -> str:
    document = tiny_index.document("harbour-bridge")
    pieces = tiny_index.structure(document.id).pieces
    return next(text for piece in pieces if piece.kind == "sentence" and re.search(r"\d", text := piece.span.of(document.text)))


def test_words_as_they_stand_are_exact_and_open_in_their_source(tiny_index: Index, sentence: str):
    html = render_check(f"“{sentence}”", tiny_index)
    assert "verdict-exact" in html
    assert 'data-doc="harbour-bridge"' in html


def test_a_changed_figure_is_shown_beside_the_true_one(tiny_index: Index, sentence: str):
    figure = re.search(r"\d+", sentence)[0]
    html = render_check(sentence.replace(figure, "77"), tiny_index)
    assert "verdict-altered" in html
    assert "<del>77</del>" in html
    assert f"<strong>{figure}</strong>" in html or f"<ins>{figure}" in html


def test_a_text_of_several_sentences_is_checked_one_by_one(tiny_index: Index, sentence: str):
    html = render_check(f"{sentence} A dragon lives in the cellar and guards nine kings.", tiny_index)
    assert re.findall(r'<span class="verdict verdict-(\w+)"', html) == ["exact", "unsupported"]


def test_markup_in_what_was_pasted_stays_text(tiny_index: Index):
    html = render_check("<img src=x onerror=alert(1)> is what they said. And <b>more</b> of it.", tiny_index)
    assert "<img" not in html
    assert "<b>" not in html


def test_nothing_pasted_is_said_in_a_sentence(tiny_index: Index):
    assert "first" in render_check("  ", tiny_index)
