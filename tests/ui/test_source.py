"""A document for the source panel."""

from __future__ import annotations

from assistant.ui.source import view_source
from corpus.records import Document, Piece, Span, Structure


def viewed(text: str, *pieces: Piece) -> list[tuple[str, str]]:
    document = Document("id", "Title", "Publisher", "2026", "user", "en", "invented", None, "", "x", text)
    view = view_source(document, Structure(pieces, ()))
    assert view["text"] == text
    return [(view["text"][start:end], kind) for start, end, kind in view["blocks"]]


def test_every_line_that_is_not_blank_is_a_block():
    assert viewed("One 😀\n\n  two\n \nthree") == [("One 😀", "text"), ("  two", "text"), ("three", "text")]


def test_headings_furniture_and_sources_are_told_apart():
    text = "| menu |\n\nI, Part\n\nWords.\nSource: A | 2018\n"
    pieces = (
        Piece(Span(0, 8), "furniture", 0, ()),
        Piece(Span(10, 17), "heading", 1, ()),
        Piece(Span(19, 25), "sentence", 2, ()),
    )
    assert [kind for _, kind in viewed(text, *pieces)] == ["furniture", "heading", "text", "attribution"]


def test_a_heading_that_runs_into_its_paragraph_is_text():
    assert viewed("One: Costs. It costs much.", Piece(Span(0, 11), "heading", 0, ())) == [("One: Costs. It costs much.", "text")]


def test_an_empty_document_has_no_blocks():
    assert viewed("") == []
