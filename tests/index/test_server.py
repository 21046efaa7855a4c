"""The same index with its passages on a Chroma server: a real one, from Chroma's own package, on loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest

from index.build import stale_because
from index.check import problem_with
from index.records import IndexNotReady
from index.store import current_generation, read_generation
from index.vectors import shown_address
from tests.conftest import write_corpus
from tests.shelf import Shelf, paper

CHROMA = shutil.which("chroma", path=str(Path(sys.executable).parent))


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self.start()

    def start(self) -> None:
        assert CHROMA
        self._process = subprocess.Popen(
            [CHROMA, "run", "--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                chromadb.HttpClient(host="127.0.0.1", port=self.port).heartbeat()
            except Exception:  # not up yet: Chroma's client raises a ValueError
                time.sleep(0.2)
            else:
                return
        raise AssertionError("the Chroma server does not start")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    @property
    def collections(self) -> list[str]:
        return [each.name for each in chromadb.HttpClient(host="127.0.0.1", port=self.port).list_collections()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if CHROMA is None:
        pytest.skip("chromadb's command `chroma` is not beside this Python")
    started = Server(tmp_path_factory.mktemp("chroma"))
    yield started
    started.stop()


@pytest.fixture
def served(tmp_path: Path, server: Server) -> Shelf:
    made = Shelf(tmp_path, server.address)
    write_corpus(made.corpus)
    made.build()
    return made


def test_the_same_passages_are_found_as_in_a_folder(served: Shelf, tmp_path: Path):
    served.add("apple", paper("apple"))
    embedded = Shelf(tmp_path / "embedded")
    write_corpus(embedded.corpus)
    embedded.build()
    embedded.add("apple", paper("apple"))
    for question in ("apple office of district 1", "What does the Harbour Bridge cost?", "library"):
        there, here = served.open().search(question, 5), embedded.open().search(question, 5)
        assert [hit.passage for hit in there] == [hit.passage for hit in here]
        assert [hit.score for hit in there] == pytest.approx([hit.score for hit in here], abs=1e-5)
    assert not list(served.folder.glob("segments/*/chroma"))
    served.open().check()


def test_a_switch_is_one_step_for_readers_and_old_collections_go(served: Shelf, server: Server):
    reader = served.open()
    served.add("apple", paper("apple"))
    assert "apple" not in {hit.passage.document_id for hit in reader.search("apple office", 20)}
    assert reader.latest().search("apple office of district 1", 1)[0].passage.document_id == "apple"
    served.build()
    served.build()
    mine = {f"plan-assistant-{use.name}" for use in read_generation(current_generation(served.folder)).segments}
    assert mine <= set(server.collections)
    left = {f"plan-assistant-{folder.name}" for folder in (served.folder / "segments").iterdir()}
    assert len(left) == 2
    # The collections of other indexes on the same server are nobody else's to delete.
    other = Shelf(served.root / "other", served.server)
    write_corpus(other.corpus)
    other.build()
    assert left <= set(server.collections)


def test_a_change_of_the_server_makes_the_index_stale_and_a_build_takes_the_vectors_over(served: Shelf):
    generation = read_generation(current_generation(served.folder))
    assert stale_because(generation, "hashing", server=served.server) is None
    assert "stored on the Chroma server http://127.0.0.1" in str(stale_because(generation, "hashing"))
    served.embedder.embedded.clear()
    served.build()
    assert served.embedder.embedded == []


def test_a_server_that_is_gone_is_told_in_a_sentence_and_comes_back(served: Shelf, server: Server):
    index = served.open()
    server.stop()
    try:
        with pytest.raises(IndexNotReady, match=r"The Chroma server at http://127\.0\.0\.1:\d+ does not answer as it should"):
            index.search("library", 3)
        with pytest.raises(IndexNotReady, match="does not answer as it should"):
            served.add("apple", paper("apple"))
    finally:
        server.start()
    assert served.open().search("library", 3)
    assert served.ids == ["harbour-bridge", "night-library"]
    served.add("apple", paper("apple"))
    assert served.ids[-1] == "apple"


def test_a_name_and_password_in_the_address_are_shown_to_nobody(served: Shelf):
    secret = str(served.server).replace("http://", "http://reader:s3cr3t-pw@")
    assert shown_address(secret) == served.server
    moved = Shelf(served.root, secret)
    moved.build()
    assert problem_with(moved.folder, [moved.corpus], "hashing", moved.library, secret) is None
    for path in moved.folder.rglob("*"):
        assert not path.is_file() or b"s3cr3t-pw" not in path.read_bytes()
