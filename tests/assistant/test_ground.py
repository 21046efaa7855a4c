"""Every quotation is compared with its source, and what is not there is dropped."""

from __future__ import annotations

from assistant.ground import Claim, ground
from corpus.records import Document, Span

TEXT = "Zero 😀 one two.\nThree four."


def claim(start: int, end: int, **more: object) -> Claim:
    document = Document("d", "Title", "City", "2026", "official", "en", "", None, "", "", TEXT)
    return Claim(document, Span(start, end), ("I",), "p", **more)  # type: ignore[arg-type]


def test_offsets_count_code_points_and_the_mark_follows_the_quotation() -> None:
    grounded = ground([claim(5, 10)])
    assert grounded.text == "“😀 one” [1]"
    assert (grounded.citations[0].quote, grounded.citations[0].start) == ("😀 one", 5)


def test_a_span_outside_the_text_is_dropped_and_one_span_has_one_number() -> None:
    grounded = ground([claim(100, 110), claim(5, 10), claim(16, 27), claim(5, 10)])
    assert grounded.text == "“😀 one” [1]\n“Three four.” [2]\n“😀 one” [1]"
    assert [citation.n for citation in grounded.citations] == [1, 2]


def test_a_line_end_inside_a_quotation_is_shown_as_a_blank_and_cited_as_it_is() -> None:
    grounded = ground([claim(7, 27)])
    assert "two. Three" in grounded.text
    assert grounded.citations[0].quote == TEXT[7:27]


def test_emphasis_points_into_the_answer() -> None:
    grounded = ground([claim(5, 15, lead="1. ", emphasis=(Span(7, 10),))])
    ((start, end),) = grounded.emphasis
    assert grounded.text[start:end] == "one"
