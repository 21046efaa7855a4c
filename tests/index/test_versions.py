"""Versions and release times: what is in force is decided when the index is opened, and nothing else is spoken of."""

from __future__ import annotations

import datetime
import time

import pytest

from corpus.records import CorpusError
from corpus.release import is_released
from index.check import index_status
from tests.shelf import Shelf, paper

OLD = "Fish market rules\n\nPublished on 9 April 2024.\n\nThe fish market closes at 14:00. Stalls cost 80 crowns a day. Dogs are not allowed.\n"
NEW = "Fish market rules\n\nPublished on 2 May 2026.\n\nThe fish market closes at 16:00. Stalls cost 95 crowns a day. Dogs are not allowed.\n"


def soon(seconds: float) -> str:
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)).isoformat()


def everything_said(shelf: Shelf) -> str:
    """All that an open index gives away about its documents."""
    index = shelf.open()
    found = index.search("fish market stalls", 50)
    return repr([index.manifest, index.superseded, [hit.passage for hit in found], sorted(index.vocabulary.document_frequency)])


def test_only_the_version_in_force_is_found(shelf: Shelf):
    shelf.add("rules-2024", OLD)
    shelf.add("rules-2026", NEW, replaces="rules-2024")
    index = shelf.open()
    assert index.superseded == {"rules-2024": "rules-2026"}
    assert shelf.ids == ["harbour-bridge", "night-library", "rules-2026"]
    assert {hit.passage.document_id for hit in index.search("When does the fish market close?", 50)} == set(shelf.ids)
    # What cites the old version still finds its words.
    assert index.document("rules-2024").text == OLD
    assert index.structure("rules-2024").pieces


def test_a_chain_of_versions_ends_in_the_last(shelf: Shelf):
    shelf.add("rules-1", OLD)
    shelf.add("rules-2", NEW, replaces="rules-1")
    shelf.add("rules-3", NEW.replace("16:00", "18:00").replace("2 May", "3 June"), replaces="rules-2")
    assert shelf.ids[-1] == "rules-3"
    assert set(shelf.open().superseded) == {"rules-1", "rules-2"}


def test_the_old_version_speaks_again_where_the_new_one_is_removed(shelf: Shelf):
    shelf.add("rules-2024", OLD)
    shelf.add("rules-2026", NEW, replaces="rules-2024")
    shelf.remove("rules-2026")
    assert shelf.open().superseded == {}
    assert shelf.open().search("fish market", 1)[0].passage.document_id == "rules-2024"


def test_versions_survive_a_build(shelf: Shelf):
    shelf.add("rules-2024", OLD)
    shelf.add("rules-2026", NEW, replaces="rules-2024")
    shelf.build()
    assert shelf.open().superseded == {"rules-2024": "rules-2026"}


def test_an_unknown_version_cannot_be_replaced(shelf: Shelf):
    with pytest.raises(CorpusError, match=r"cannot replace nothing, which is not in the index; .*index status"):
        shelf.add("rules-2026", NEW, replaces="nothing")


def test_nearly_the_same_text_is_taken_as_a_new_version_only_where_that_is_said(shelf: Shelf):
    shelf.add("halls", paper("apple", 60))
    again = paper("apple", 60).replace("district 59", "district 590")
    with pytest.raises(CorpusError, match="add it with --replaces halls if it is a new version"):
        shelf.add("halls-2", again)
    shelf.add("halls-2", again, replaces="halls")
    assert shelf.ids[-1] == "halls-2"


@pytest.mark.parametrize("how", ["added", "built"])
def test_nothing_is_known_of_a_document_before_its_time_and_all_from_then_on(shelf: Shelf, how: str):
    before = everything_said(shelf)
    shelf.add("rules", NEW, not_before=soon(4))
    if how == "built":
        shelf.build()
    reader = shelf.open()
    assert everything_said(shelf) == before
    with pytest.raises(KeyError):
        reader.text_path("rules")
    assert reader.latest() is reader
    deadline = time.monotonic() + 20
    while (latest := reader.latest()) is reader and time.monotonic() < deadline:
        time.sleep(0.2)
    assert latest.search("fish market stalls", 1)[0].passage.document_id == "rules"
    assert shelf.ids[-1] == "rules"


def test_a_version_that_waits_leaves_the_old_one_in_force(shelf: Shelf):
    shelf.add("rules-2024", OLD)
    shelf.add("rules-2026", NEW, replaces="rules-2024", not_before=soon(3600))
    index = shelf.open()
    assert index.superseded == {}
    assert index.search("fish market", 1)[0].passage.document_id == "rules-2024"


def test_what_waits_is_not_merged_with_what_may_be_read(shelf: Shelf):
    shelf.add("rules", NEW, not_before=soon(3600))
    before = shelf.ids
    for name in ("apple", "birch", "cedar", "dahlia", "elm", "fern"):
        shelf.add(name, paper(name))
    assert shelf.ids == [*before, "apple", "birch", "cedar", "dahlia", "elm", "fern"]
    assert "market" not in everything_said(shelf)


def test_the_operator_is_told_what_waits(shelf: Shelf):
    shelf.add("rules", NEW, not_before=soon(3600))
    status = index_status(shelf.folder, "hashing", shelf.library)
    assert [entry["id"] for entry, _ in status.documents] == ["harbour-bridge", "night-library"]
    assert status.added["rules"].not_before
    assert status.stale is None


def test_a_release_time_without_an_offset_is_this_machines_own():
    now = datetime.datetime(2026, 12, 1, 10, tzinfo=datetime.UTC)
    assert is_released("2026-12-01T18:00:00+08:00", now)
    assert not is_released("2026-12-01T10:00:01+00:00", now)
    local = now.astimezone().replace(tzinfo=None)
    assert is_released(local.isoformat(), now)
    assert not is_released((local + datetime.timedelta(seconds=1)).isoformat(), now)


def test_a_release_time_that_is_none_is_refused(shelf: Shelf):
    with pytest.raises(CorpusError, match="no date and time such as"):
        shelf.add("rules", NEW, not_before="next week")
