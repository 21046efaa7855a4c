"""Chunks follow the structure: no sentence is cut, and every offset is exact."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.chunk import chunk_document, passage_id, section_path
from corpus.load import load_documents
from corpus.records import Chunk, Document, Span, Structure
from corpus.structure import read_structure
from tests.conftest import HARBOUR, LIBRARY, ROOT
from tests.corpus.test_structure import make_document


def chunked(text: str) -> tuple[Document, Structure, list[Chunk]]:
    document = make_document(text)
    structure = read_structure(document)
    return document, structure, chunk_document(document, structure)


def assert_sound(document: Document, structure: Structure, chunks: Sequence[Chunk]) -> None:
    """Each chunk is its span of the text, in order, and holds every piece that it touches whole."""
    for chunk, following in zip(chunks, [*chunks[1:], None], strict=True):
        assert chunk.text == document.text[chunk.span.start : chunk.span.end]
        assert following is None or chunk.span.end <= following.span.start
        for piece in structure.pieces:
            assert chunk.span.contains(piece.span) or not chunk.span.overlaps(piece.span)
    sentences = [piece for piece in structure.pieces if piece.kind in ("sentence", "title")]
    assert sum(len(chunk.pieces) for chunk in chunks) == len(sentences)
    assert len({chunk.id for chunk in chunks}) == len(chunks)


def test_no_chunk_cuts_a_sentence_and_every_sentence_is_in_one():
    for text in (HARBOUR, LIBRARY):
        assert_sound(*chunked(text))


def test_the_real_corpus_is_cut_soundly():
    for document in load_documents(ROOT / "corpus"):
        structure = read_structure(document)
        assert_sound(document, structure, chunk_document(document, structure))


def test_a_short_sentence_goes_with_its_neighbour_of_the_same_paragraph():
    _, _, chunks = chunked(
        "It rained. The council of Northport met in the old town hall all the same.\n\nThe end was near, as everyone in the hall could see.\n"
    )
    assert [chunk.text for chunk in chunks] == [
        "It rained. The council of Northport met in the old town hall all the same.",
        "The end was near, as everyone in the hall could see.",
    ]


def test_offsets_count_code_points_also_after_astral_characters():
    text = "🚲🚲 Cyclists of Northport asked for a lane of their own. 𠮷 The mayor promised to look for one soon.\n"
    document, structure, chunks = chunked(text)
    assert_sound(document, structure, chunks)
    assert chunks[-1].span.end == len(text) - 1


def test_the_section_path_is_embedded_but_not_part_of_the_text():
    _, _, chunks = chunked(HARBOUR)
    deck = next(chunk for chunk in chunks if "replace the deck" in chunk.text)
    assert deck.section[:2] == ("II, Main contents", "One: Stages")
    assert deck.embedded_text == f"{section_path(deck.section)}: {deck.text}"
    assert "Main contents" not in deck.text


def test_identical_sentences_are_distinct_passages():
    _, _, chunks = chunked(
        "The council met and agreed on every point of the plan.\n\nThe council met and agreed on every point of the plan.\n"
    )
    assert chunks[0].text == chunks[1].text
    assert chunks[0].id != chunks[1].id


def test_an_id_depends_on_the_document_and_the_span_only():
    assert passage_id("a", Span(0, 5)) == passage_id("a", Span(0, 5))
    assert len({passage_id("a", Span(0, 5)), passage_id("b", Span(0, 5)), passage_id("a", Span(0, 6))}) == 3
