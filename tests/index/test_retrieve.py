"""Search over the real index of two invented texts, and the fusion of its two rankings."""

from __future__ import annotations

import pytest

from index.records import Passage
from index.retrieve import Index, fuse


def make_passage(id_: str, start: int = 0) -> Passage:
    return Passage(id_, "document", start, start + 10, (), "text")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much does the renewal cost?", "85 million crowns"),
        ("Until when is the library open?", "until midnight"),
        ("Who proposed the night opening?", "Ada Lindqvist"),
    ],
)
def test_the_right_passage_comes_first(tiny_index: Index, question: str, words: str):
    assert words in tiny_index.search(question, 3)[0].passage.text


def test_a_chinese_question_finds_the_english_passage(tiny_index: Index):
    assert any("until midnight" in hit.passage.text for hit in tiny_index.search("图书馆开放到几点？", 3))


def test_a_passage_is_the_stored_text_at_its_offsets(tiny_index: Index):
    for hit in tiny_index.search("Northport", 50):
        text = tiny_index.document(hit.passage.document_id).text
        assert hit.passage.text == text[hit.passage.start : hit.passage.end]


def test_hits_are_best_first_and_at_most_k(tiny_index: Index):
    hits = tiny_index.search("library", 4)
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_passage_is_returned_where_k_asks_for_more(tiny_index: Index):
    assert len(tiny_index.search("library", 1000)) == len(tiny_index.manifest.passage_ids)


def test_a_question_without_a_known_word_is_ranked_by_similarity_alone(tiny_index: Index):
    hits = tiny_index.search("zzzz qqqq", 5)
    assert [hit.bm25 for hit in hits] == [0.0] * 5
    assert [hit.cosine_similarity for hit in hits] == sorted((hit.cosine_similarity for hit in hits), reverse=True)


def test_scores_are_fused_by_their_weights():
    hits = fuse([(make_passage("a"), 0.9, 0.0), (make_passage("b", 20), 0.7, 4.0), (make_passage("c", 40), 0.8, 2.0)], 0.4)
    assert [(hit.passage.id, round(hit.score, 6)) for hit in hits] == [("a", 0.6), ("c", 0.5), ("b", 0.4)]


def test_nothing_to_fuse_gives_no_hits():
    assert fuse([]) == []
