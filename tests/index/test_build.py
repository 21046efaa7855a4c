"""Generations of the index: built once, taken over where nothing changed, switched in one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from corpus.records import CorpusError
from index import build as build_module
from index import store
from index import write as write_module
from index.build import build_index, stale_because
from index.check import index_status, problem_with
from index.embed import DEFAULT_MODEL, Embedder, Vectors
from index.records import IndexNotReady
from index.retrieve import Index
from index.segment import Segment
from tests.conftest import LIBRARY, Built, write_corpus, write_document


class CountingEmbedder:
    """The real model, with a count of the passages it was given."""

    name = DEFAULT_MODEL

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        self.embedded += texts
        return self.embedder.embed_passages(texts, progress)

    def embed_query(self, text: str) -> Vectors:
        return self.embedder.embed_query(text)


@pytest.fixture
def copied(tiny: Built, tmp_path: Path, embedder: Embedder) -> Built:
    """A copy of the tiny corpus with an index of it, to change."""
    built = Built(tmp_path / "corpus", tmp_path / "index")
    shutil.copytree(tiny.corpus, built.corpus)
    shutil.copytree(tiny.folder, built.folder)
    # The vectors are taken over; only the folder of the corpus is another.
    rebuild(built, embedder)
    store.sweep(built.folder, None)
    return built


def rebuild(built: Built, embedder: Embedder) -> build_module.BuildReport:
    return build_index(built.folder, [built.corpus], embedder)


def test_an_unchanged_corpus_embeds_nothing_again(copied: Built, embedder: Embedder):
    counting = CountingEmbedder(embedder)
    report = rebuild(copied, counting)
    assert (report.embedded, counting.embedded) == (0, [])
    assert report.passages == len(Index(copied.folder, embedder).manifest.passage_ids)


def test_only_the_new_document_is_embedded_and_then_found(copied: Built, embedder: Embedder):
    write_document(copied.corpus, "market", "The fish market of Northport moves to Pier 7 in April.\n")
    counting = CountingEmbedder(embedder)
    report = rebuild(copied, counting)
    assert (report.embedded, len(counting.embedded)) == (1, 1)
    (best, *_) = Index(copied.folder, embedder).search("Where does the fish market move to?", 3)
    assert best.passage.document_id == "market"


def test_another_model_takes_over_no_vector(copied: Built, embedder: Embedder):
    counting = CountingEmbedder(embedder)
    counting.name = "another"
    assert rebuild(copied, counting).embedded == len(Index(copied.folder, counting).manifest.passage_ids)


def test_stored_vectors_are_those_of_the_embedded_text(tiny_index: Index, embedder: Embedder):
    passage, vector = segments_of(tiny_index)[0].store.by_id(tiny_index.manifest.passage_ids[:1])[0]
    embedded = f"{' > '.join(passage.section)}: {passage.text}" if passage.section else passage.text
    np.testing.assert_allclose(vector, embedder.embed_passages([embedded])[0], atol=1e-4)


def test_a_reader_keeps_its_whole_generation_while_another_is_published(copied: Built, embedder: Embedder):
    reader = Index(copied.folder, embedder)
    before = reader.generation
    write_document(copied.corpus, "market", "The fish market of Northport moves to Pier 7 in April.\n")
    rebuild(copied, embedder)
    assert {hit.passage.document_id for hit in reader.search("fish market", 10)} == {"harbour-bridge", "night-library"}
    assert reader.document("night-library").text == LIBRARY
    assert Index(copied.folder, embedder).generation != before


def test_only_the_current_generation_and_the_one_before_stay(copied: Built, embedder: Embedder):
    for _ in range(3):
        rebuild(copied, embedder)
    assert len(list((copied.folder / "generations").iterdir())) == 2


@pytest.mark.parametrize("step", ["write_segment", "publish"])
def test_a_build_that_fails_leaves_the_index_as_it_was(
    copied: Built, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, step: str
):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = store.current_generation(copied.folder)
    generations = set((copied.folder / "generations").iterdir())
    monkeypatch.setattr(write_module, step, fail)
    with pytest.raises(IndexNotReady, match="The disk of .* is full; free some space"):
        rebuild(copied, embedder)
    assert store.current_generation(copied.folder) == before
    assert set((copied.folder / "generations").iterdir()) == generations


def test_too_little_disk_is_told_before_anything_is_written(copied: Built, embedder: Embedder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(write_module, "free_bytes", lambda _: 1_000_000)
    with pytest.raises(IndexNotReady, match=r"needs about \d+ MB, .* has 1 MB free"):
        rebuild(copied, embedder)


def test_a_second_writer_waits_and_then_says_so(copied: Built, embedder: Embedder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(write_module, "FileLock", lambda path, timeout: FileLock(path, timeout=0.1))
    with FileLock(copied.folder / "writer.lock"), pytest.raises(IndexNotReady, match="Another process has been writing"):
        rebuild(copied, embedder)


def test_a_wrong_sha_stops_the_build_and_keeps_the_index(copied: Built, embedder: Embedder):
    (copied.corpus / "documents" / "night-library.txt").write_text("changed", encoding="utf-8")
    with pytest.raises(CorpusError, match="night-library: .* has SHA-256"):
        rebuild(copied, embedder)
    assert Index(copied.folder, embedder).document("night-library").text == LIBRARY


def test_a_changed_catalogue_and_another_model_make_the_index_stale(copied: Built, embedder: Embedder):
    manifest = store.read_generation(store.current_generation(copied.folder))
    assert stale_because(manifest, DEFAULT_MODEL) is None
    assert stale_because(manifest, "all-MiniLM-L6-v2") == "it was embedded with multilingual-e5-small, not all-MiniLM-L6-v2"
    write_document(copied.corpus, "market", "The fish market moves.\n")
    assert stale_because(manifest, DEFAULT_MODEL) == "the catalogue has changed"
    with pytest.raises(IndexNotReady, match="out of date: the catalogue has changed; run `python -m assistant index build`"):
        Index(copied.folder, embedder)


def test_an_index_whose_corpus_is_gone_still_opens(copied: Built, embedder: Embedder):
    shutil.rmtree(copied.corpus)
    assert Index(copied.folder, embedder).search("library", 1)[0].passage.document_id == "night-library"


def test_a_missing_index_is_named(tmp_path: Path, embedder: Embedder):
    with pytest.raises(IndexNotReady, match="There is no index at .*; run `python -m assistant index build`"):
        Index(tmp_path / "none", embedder)


def segments_of(index: Index) -> list[Segment]:
    return [segment for segment, _ in index._parts]


def database(built: Built) -> Path:
    (path,) = built.folder.glob("segments/*/chroma/chroma.sqlite3")
    return path


def files_of(built: Built) -> list[Path]:
    generation = store.current_generation(built.folder)
    named = [store.segment_folder(built.folder, use.name) for use in store.read_generation(generation).segments]
    return sorted(path for folder in (generation, *named) for path in folder.rglob("*") if path.is_file())


def test_every_file_that_is_missing_or_cut_short_is_named_as_damage(copied: Built, embedder: Embedder):
    for path in files_of(copied):
        content = path.read_bytes()
        for left in (None, content[: len(content) // 2]):
            if left is None:
                path.unlink()
            elif left == content:  # an empty file cannot be cut
                continue
            else:
                path.write_bytes(left)
            with pytest.raises(IndexNotReady, match="is damaged"):
                Index(copied.folder, embedder)
            assert "is damaged" in str(problem_with(copied.folder, [copied.corpus], DEFAULT_MODEL))
        path.write_bytes(content)
    assert problem_with(copied.folder, [copied.corpus], DEFAULT_MODEL) is None


def test_a_database_of_garbage_is_named_as_damage(copied: Built, embedder: Embedder):
    path = database(copied)
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(IndexNotReady, match="cannot be read or written"):
        Index(copied.folder, embedder).search("library")


@pytest.mark.parametrize("name", [b"", b"../../etc", b"\xff\xfe", b"gone"])
def test_a_pointer_to_no_generation_is_damage(copied: Built, embedder: Embedder, name: bytes):
    (copied.folder / "current").write_bytes(name)
    with pytest.raises(IndexNotReady, match="its current generation is missing"):
        Index(copied.folder, embedder)


def test_a_damaged_index_is_built_anew(copied: Built, embedder: Embedder):
    database(copied).write_bytes(b"")
    report = rebuild(copied, embedder)
    assert report.embedded == report.passages
    assert problem_with(copied.folder, [copied.corpus], DEFAULT_MODEL) is None


def test_an_index_of_another_folder_has_to_be_built_again(copied: Built, tmp_path: Path):
    other = write_corpus(tmp_path / "other")
    assert str(problem_with(copied.folder, [other], DEFAULT_MODEL)).endswith("was built from another folder")


def test_status_tells_what_is_in_the_index(tiny: Built):
    status = index_status(tiny.folder, DEFAULT_MODEL)
    assert [(entry["id"], entry["tier"]) for entry, _ in status.documents] == [
        ("harbour-bridge", "official"),
        ("night-library", "official"),
    ]
    assert status.passages == sum(entry["passages"] for entry, _ in status.documents)
    assert (status.model, status.stale) == (DEFAULT_MODEL, None)
    assert status.documents[1][1].read_text(encoding="utf-8") == LIBRARY
