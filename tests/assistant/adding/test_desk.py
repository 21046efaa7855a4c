"""What becomes of an operator's files on the desk, over a real index."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adding import desk as desk_module
from assistant.adding.desk import Desk, DeskError, Place
from index.retrieve import Index
from tests.conftest import write_corpus
from tests.shelf import Shelf, paper


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    write_corpus(made.corpus)
    made.build()
    return made


@pytest.fixture
def desk(shelf: Shelf) -> Iterator[Desk]:
    def documents() -> dict[str, str]:
        return {entry["id"]: entry["title"] for entry in shelf.open().manifest.documents}

    made = Desk(Place(shelf.folder, shelf.library, (shelf.corpus,), None, lambda: shelf.embedder, documents))
    yield made
    made.close()


def send(desk: Desk, name: str, content: bytes, piece: int = 1000) -> None:
    for at in range(0, len(content), piece):
        desk.receive(name, name, len(content), at, content[at : at + piece])
    wait(desk)


def wait(desk: Desk) -> None:
    deadline = time.monotonic() + 60
    while desk.busy:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_file_that_came_in_pieces_is_read_corrected_taken_in_and_removed(desk: Desk, shelf: Shelf):
    send(desk, "C:\\papers\\market.txt", paper("market", 40).encode(), piece=700)
    (read,) = desk.papers
    assert (read.found.name, read.refused) == ("market.txt", "")
    assert shelf.ids == ["harbour-bridge", "night-library"]

    assert desk.take_in({read.key: {"title": " The  market ", "publisher": "City", "date": "2026", "tier": "official", "url": "https://example.org/m"}}) == {}
    wait(desk)
    assert desk.papers == []
    (outcome,) = desk.outcomes
    assert (outcome.said, outcome.failed, outcome.passages[1] > 0) == ("Taken in.", False, True)
    (entry,) = [each for each in shelf.open().manifest.documents if each["id"] == "market"]
    assert [entry[name] for name in ("title", "publisher", "date", "tier", "url")] == ["The market", "City", "2026", "official", "https://example.org/m"]

    desk.remove("market")
    wait(desk)
    assert shelf.ids == ["harbour-bridge", "night-library"]
    assert desk.added() == []
    assert [path.name for path in shelf.library.rglob("*") if path.is_file()] == ["documents.json"]


def test_every_file_of_a_zip_is_read_or_refused_by_itself(desk: Desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/market.txt", paper("market"))
        archive.writestr("a/empty.txt", "")
        archive.writestr("../out.txt", paper("escape"))
        archive.writestr("run.py", "print('a program that is text')")
    send(desk, "papers.zip", packed.getvalue())
    assert {each.found.name: each.refused for each in desk.papers} == {
        "papers.zip/a/market.txt": "",
        "papers.zip/a/empty.txt": "papers.zip/a/empty.txt is empty; add a file with text.",
        "papers.zip/../out.txt": "papers.zip/../out.txt has a path that leads out of its ZIP; it was not opened.",
        "papers.zip/run.py": "papers.zip/run.py is not a PDF, Word (.docx), HTML, Markdown or text file, nor a ZIP; save it as one of these and add that.",
    }


def test_duplicates_are_named_and_one_may_be_read_as_a_new_version(desk: Desk, shelf: Shelf):
    shelf.add("market", paper("market", 40))
    send(desk, "again.txt", paper("market", 40).encode())
    send(desk, "newer.txt", (paper("market", 40) + "It is open on Sundays.\n").encode())
    same, newer = desk.papers
    assert (same.refused, same.new_version_of) == ("again.txt is in the index already, as market.", None)
    assert newer.new_version_of == "market"
    desk.read_as_new_version(newer.key)
    wait(desk)
    assert newer.candidate.entry.replaces == "market"
    desk.take_in({newer.key: {}})
    wait(desk)
    assert shelf.ids == ["harbour-bridge", "night-library", "newer"]


def test_what_was_put_away_can_be_sent_again(desk: Desk):
    send(desk, "market.txt", paper("market").encode())
    desk.put_away(desk.papers[0].key)
    assert desk.papers == []
    send(desk, "other.txt", paper("other").encode())
    send(desk, "market.txt", paper("market").encode())
    assert [(each.found.name, each.refused) for each in desk.papers] == [("other.txt", ""), ("market.txt", "")]


def test_what_cannot_stand_in_an_entry_is_said_for_each_field_and_nothing_is_taken_in(desk: Desk, shelf: Shelf):
    send(desk, "market.txt", paper("market").encode())
    send(desk, "other.txt", paper("other").encode())
    first, second = desk.papers
    wrong = {"title": "", "publisher": "x" * 301, "date": "March", "tier": "mine", "language": "fr", "url": "javascript:alert(1)", "replaces": "none", "not_before": "soon"}
    faults = desk.take_in({first.key: wrong, second.key: {"url": "https://a b"}})
    assert {key: set(found) for key, found in faults.items()} == {first.key: set(wrong), second.key: {"url"}}
    assert not desk.busy
    assert shelf.ids == ["harbour-bridge", "night-library"]


@pytest.mark.parametrize(
    ("name", "size", "at", "data", "said"),
    [
        ("a.exe", 5, 0, b"12345", "not a PDF"),
        ("a.txt", 0, 0, b"", "is empty"),
        ("a.txt", 60_000_001, 0, b"1", "more than 60 MB"),
        ("a.txt", 5, 3, b"12", "did not arrive whole"),
        ("a.txt", 5, 0, b"123456", "did not arrive whole"),
        ("a.txt", 5, 0, b"", "did not arrive whole"),
    ],
)
def test_what_does_not_come_in_order_or_is_no_document_is_not_taken(desk: Desk, name: str, size: int, at: int, data: bytes, said: str):
    with pytest.raises(DeskError, match=said):
        desk.receive("u", name, size, at, data)
    assert desk.papers == []


def test_a_desk_holds_no_more_than_it_may(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(desk_module, "MOST_BYTES", 500)
    send(desk, "market.txt", paper("market", 2).encode())
    with pytest.raises(DeskError, match="no room for other.txt"):
        desk.receive("u", "other.txt", 400, 0, b"x" * 400)
    desk.put_away(desk.papers[0].key)
    assert desk.receive("u", "other.txt", 400, 0, b"x" * 100) == 100


def test_a_failure_while_taking_in_is_one_sentence_and_the_file_stays(desk: Desk, shelf: Shelf):
    send(desk, "market.txt", paper("market").encode())
    shelf.embedder.embed_passages = lambda *_: 1 / 0
    desk.take_in({desk.papers[0].key: {}})
    wait(desk)
    assert [(each.said, each.failed) for each in desk.outcomes] == [(desk_module.FAULT, True)]
    assert [each.found.name for each in desk.papers] == ["market.txt"]
    assert shelf.ids == ["harbour-bridge", "night-library"]


def test_only_added_documents_are_removed(desk: Desk, shelf: Shelf):
    desk.remove("harbour-bridge")
    wait(desk)
    assert desk.outcomes[0].failed
    assert "harbour-bridge is not an added document" in desk.outcomes[0].said
    assert shelf.ids == ["harbour-bridge", "night-library"]


def test_an_open_index_takes_up_what_was_added(desk: Desk, shelf: Shelf):
    index: Index = shelf.open()
    send(desk, "market.txt", paper("market").encode())
    desk.take_in({desk.papers[0].key: {}})
    wait(desk)
    assert [entry["id"] for entry in index.latest().manifest.documents][-1] == "market"
