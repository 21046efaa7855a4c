"""Additions as small segments beside the large one: what they cost, what they find, when they become one."""

from __future__ import annotations

import numpy as np
import pytest

from index import write as write_module
from index.lexical import LexicalIndex, Statistics, term_weights
from index.store import current_generation, read_generation
from index.terms import terms
from tests.conftest import HARBOUR, LIBRARY
from tests.shelf import Shelf, paper

NAMES = ["apple", "birch", "cedar", "dahlia", "elm", "fern", "gorse", "hazel", "iris", "jasmine", "kelp", "lilac"]


def segments(shelf: Shelf) -> list[str]:
    return [each.name for each in read_generation(current_generation(shelf.folder)).segments]


def test_an_addition_leaves_every_other_segment_untouched(shelf: Shelf):
    before = {path: path.stat().st_mtime_ns for path in (shelf.folder / "segments").rglob("*") if path.is_file()}
    (first,) = segments(shelf)
    shelf.embedder.embedded.clear()
    report = shelf.add("apple", paper("apple"))
    assert segments(shelf)[0] == first
    assert report.embedded == len(shelf.embedder.embedded) == 5
    assert report.passages == len(shelf.open().manifest.passage_ids)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_many_segments_find_is_what_one_would(shelf: Shelf):
    for name in NAMES[:3]:
        shelf.add(name, paper(name))
    parts = shelf.open()
    assert len(segments(shelf)) == 4
    questions = ["cedar halls", "Harbour Bridge renewal costs", "district readers", "the library opens until midnight"]
    found = [parts.search(question, 6) for question in questions]
    shelf.build()
    whole = shelf.open()
    assert len(segments(shelf)) == 1
    for question, hits in zip(questions, found, strict=True):
        wanted = whole.search(question, 6)
        assert [hit.passage for hit in hits[:3]] == [hit.passage for hit in wanted[:3]]
        np.testing.assert_allclose([hit.cosine_similarity for hit in hits[:3]], [hit.cosine_similarity for hit in wanted[:3]], atol=1e-5)
        # The mean length of a passage is each segment's own, rarity is not.
        np.testing.assert_allclose([hit.bm25 for hit in hits[:3]], [hit.bm25 for hit in wanted[:3]], rtol=0.25)


def test_a_term_is_as_rare_as_it_is_in_all_segments():
    one, other = [each.split("\n\n") for each in (HARBOUR, LIBRARY)]
    parts, whole = [LexicalIndex.build(one), LexicalIndex.build(other)], LexicalIndex.build([*one, *other])
    weights = term_weights(terms("Northport library bridge"))
    statistics, alone = Statistics(parts), Statistics([whole])
    for term in weights:
        assert statistics.rarity(term) == pytest.approx(alone.rarity(term))
    assert np.argmax(np.concatenate([part.scores(weights, statistics) for part in parts])) == np.argmax(whole.scores(weights))


def test_many_small_segments_become_one_and_nothing_is_lost(shelf: Shelf):
    for name in NAMES:
        shelf.add(name, paper(name))
        assert len(segments(shelf)) <= write_module._FEW + 1
    index = shelf.open()
    assert shelf.ids == ["harbour-bridge", "night-library", *NAMES]
    for name in NAMES:
        assert index.search(f"{name} office of district 1", 1)[0].passage.document_id == name
        assert index.document(name).text.startswith(name.capitalize())
    assert index.manifest.passage_ids == sorted(index.manifest.passage_ids, key=index.manifest.passage_ids.index)
    assert len(set(index.manifest.passage_ids)) == len(index.manifest.passage_ids)
    index.check()


def test_large_segments_are_not_merged(shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(write_module, "_SMALL", (4, 6))
    for name in NAMES[:6]:
        shelf.add(name, paper(name, 8))
    assert len(segments(shelf)) == 7


def test_a_removed_document_is_gone_at_once_and_for_good_after_a_merge(shelf: Shelf):
    for name in NAMES[:3]:
        shelf.add(name, paper(name))
    shelf.remove("birch")
    index = shelf.open()
    assert shelf.ids == ["harbour-bridge", "night-library", "apple", "cedar"]
    assert all(hit.passage.document_id != "birch" for hit in index.search("birch office of district 1", 50))
    for name in NAMES[3:8]:
        shelf.add(name, paper(name))
    assert "birch" not in {entry["id"] for segment, _ in shelf.open()._parts for entry in segment.documents}
    shelf.add("birch", paper("birch", 5))
    assert shelf.open().search("birch office of district 4", 1)[0].passage.document_id == "birch"


def test_many_passages_left_out_do_not_crowd_out_those_in_force(shelf: Shelf):
    shelf.add("apple", paper("apple", 300))
    shelf.add("birch", "Birch plan\n\nThe apple office of district 3 lends out one apple cart to readers on Sundays.\n")
    shelf.build()
    shelf.remove("apple")
    hits = shelf.open().search("apple office of district 3", 5)
    assert hits[0].passage.document_id == "birch"
    assert len(hits) == 5


def test_an_index_restricted_to_some_documents_knows_no_other(shelf: Shelf):
    shelf.add("apple", paper("apple"))
    index = shelf.open()
    narrow = index.restricted(frozenset({"night-library", "unknown"}))
    assert [entry["id"] for entry in narrow.manifest.documents] == ["night-library"]
    assert {hit.passage.document_id for hit in narrow.search("apple bridge library", 50)} == {"night-library"}
    assert {hit.passage.document_id for hit in index.search("apple bridge library", 50)} == {"harbour-bridge", "night-library", "apple"}
    assert index.restricted(frozenset()).search("apple", 5) == []


def test_a_running_reader_takes_up_what_was_added(shelf: Shelf):
    reader = shelf.open()
    assert reader.latest() is reader
    shelf.add("apple", paper("apple"))
    latest = reader.latest()
    assert latest is not reader
    assert latest.search("apple office of district 1", 1)[0].passage.document_id == "apple"
    assert latest.latest() is latest
    # What was opened before still answers as before.
    assert "apple" not in {hit.passage.document_id for hit in reader.search("apple office", 50)}


def test_a_reader_stays_with_what_it_has_where_the_new_index_cannot_be_opened(shelf: Shelf):
    reader = shelf.open()
    (shelf.folder / "current").write_text("gone", encoding="utf-8")
    assert reader.latest() is reader
    assert reader.search("library", 1)


def test_what_an_interruption_left_is_swept_by_the_next_change(shelf: Shelf):
    for left in ("segments/20260101-000000-aaaaaa/documents", "generations/20260101-000000-bbbbbb"):
        (shelf.folder / left).mkdir(parents=True)
    shelf.add("apple", paper("apple"))
    assert len(list((shelf.folder / "segments").iterdir())) == 2
    assert not (shelf.folder / "generations" / "20260101-000000-bbbbbb").exists()
