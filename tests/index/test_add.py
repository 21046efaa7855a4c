"""Documents added and removed: taken in whole or not at all, beside the catalogue's, and kept by every build."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from corpus.library import load_library, read_library
from corpus.readers.unpack import Found
from corpus.records import CorpusError
from index import add as add_module
from index import write as write_module
from index.add import AlreadyThere, Batch, Candidate, corpora_of, is_behind, remove, take_in
from index.build import build_index
from index.check import index_status, problem_with
from index.embed import DEFAULT_MODEL, Embedder
from index.records import IndexNotReady
from index.retrieve import Index
from tests.conftest import HARBOUR, Built
from tests.corpus.readers import writers
from tests.corpus.readers.papers import ENGLISH
from tests.index.test_build import CountingEmbedder

MARKET = "Fish market\n\nPublished on 9 April 2026.\n\n1. Place\n\nThe fish market of Northport moves to Pier 7 in May.\n"


@pytest.fixture
def copied(tiny: Built, tmp_path: Path, embedder: Embedder) -> Built:
    built = Built(tmp_path / "corpus", tmp_path / "index")
    shutil.copytree(tiny.corpus, built.corpus)
    shutil.copytree(tiny.folder, built.folder)
    build_index(built.folder, [built.corpus], embedder, library=tmp_path / "documents")
    return built


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "documents"


def read(built: Built, library: Path, name: str, content: bytes, **given: str) -> Candidate:
    return Batch(built.folder, library).read(Found(name, content), dict(given))


def added(built: Built, library: Path, embedder: Embedder, name: str = "market.txt", content: bytes = MARKET.encode(), **given: str):
    return take_in(built.folder, [built.corpus], library, [read(built, library, name, content, **given)], embedder)


def ids(built: Built, embedder: Embedder) -> list[str]:
    return [entry["id"] for entry in Index(built.folder, embedder).manifest.documents]


def test_an_added_document_is_found_and_only_its_text_is_embedded(copied: Built, library: Path, embedder: Embedder):
    counting = CountingEmbedder(embedder)
    report = added(copied, library, counting)
    assert report.embedded == len(counting.embedded) == 3
    hits = Index(copied.folder, embedder).search("Where does the fish market move to?", 3)
    assert ("market", ("1. Place",)) in [(hit.passage.document_id, hit.passage.section) for hit in hits]


def test_the_original_is_kept_beside_its_text_with_its_sha256(copied: Built, library: Path, embedder: Embedder):
    content = writers.pdf(ENGLISH)
    added(copied, library, embedder, "Harbour plan.PDF", content)
    (entry,) = read_library(library)
    assert (library / entry.origin.path).read_bytes() == content
    assert entry.origin.sha256 == hashlib.sha256(content).hexdigest()
    assert entry.sha256 == hashlib.sha256((library / entry.path).read_bytes()).hexdigest()
    (document,) = load_library(library)
    assert Index(copied.folder, embedder).document("harbour-plan") == document
    assert document.pages == (0,)


def test_what_is_not_given_is_proposed_from_the_file(copied: Built, library: Path):
    entry = read(copied, library, "market.txt", MARKET.encode()).entry
    assert (entry.id, entry.title, entry.date, entry.tier, entry.language, entry.url) == ("market", "Fish market", "2026-04-09", "user", "en", None)
    given = read(copied, library, "market.txt", MARKET.encode(), title="T", publisher="P", date="2025", tier="official", url="https://example.org/a").entry
    assert (given.title, given.publisher, given.date, given.tier, given.url) == ("T", "P", "2025", "official", "https://example.org/a")


@pytest.mark.parametrize(("field", "value"), [("date", "March"), ("url", "ftp://example.org")])
def test_an_impossible_value_is_refused_with_the_file(copied: Built, library: Path, field: str, value: str):
    with pytest.raises(CorpusError, match=rf"market\.txt: {field}: "):
        read(copied, library, "market.txt", MARKET.encode(), **{field: value})


def test_added_documents_stay_when_the_corpus_is_built_again(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    counting = CountingEmbedder(embedder)
    assert build_index(copied.folder, [copied.corpus], counting, library=library).embedded == 0
    assert ids(copied, embedder) == ["harbour-bridge", "night-library", "market"]
    assert problem_with(copied.folder, [copied.corpus], DEFAULT_MODEL, library) is None


def test_an_index_that_is_lost_is_built_again_with_the_added_documents(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    shutil.rmtree(copied.folder)
    build_index(copied.folder, [copied.corpus], embedder, library=library)
    assert ids(copied, embedder)[-1] == "market"


def test_a_removed_document_is_gone_with_its_original(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    remove(copied.folder, [copied.corpus], library, ["market"], embedder)
    assert ids(copied, embedder) == ["harbour-bridge", "night-library"]
    assert read_library(library) == []
    assert [path for path in library.rglob("*") if path.is_file()] == [library / "documents.json"]


@pytest.mark.parametrize("id_", ["nothing", "harbour-bridge"])
def test_only_added_documents_are_removed(copied: Built, library: Path, embedder: Embedder, id_: str):
    added(copied, library, embedder)
    with pytest.raises(CorpusError, match=rf"{id_} is not an added document \(those are market\)"):
        remove(copied.folder, [copied.corpus], library, ["market", id_], embedder)
    assert len(ids(copied, embedder)) == 3


def test_the_same_bytes_are_named_and_not_taken(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    with pytest.raises(AlreadyThere, match=r"again\.txt is in the index already, as market\."):
        read(copied, library, "again.txt", MARKET.encode())
    with pytest.raises(AlreadyThere, match="as harbour-bridge"):
        read(copied, library, "bridge.txt", HARBOUR.encode())


def test_nearly_the_same_text_is_named_whatever_its_format(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder, "plan.docx", writers.word(ENGLISH))
    with pytest.raises(CorpusError, match=r"plan\.pdf has nearly the same text as plan \(\d+% of it\)"):
        read(copied, library, "plan.pdf", writers.pdf(ENGLISH))


def test_duplicates_inside_one_batch_are_named(copied: Built, library: Path):
    batch = Batch(copied.folder, library)
    batch.read(Found("a.txt", MARKET.encode()), {})
    with pytest.raises(AlreadyThere, match=r"b\.txt is in the index already, as a-"):
        batch.read(Found("b.txt", MARKET.encode()), {})


def test_two_files_of_one_name_get_two_ids(copied: Built, library: Path):
    batch = Batch(copied.folder, library)
    names = [("a/market.txt", "The fish market moves to Pier 7 in May, and stays there."), ("b/market.txt", "Flowers are sold on Saturdays only.")]
    assert [batch.read(Found(name, words.encode()), {}).entry.id for name, words in names] == ["market", "market-2"]


@pytest.mark.parametrize("step", ["write_segment", "publish"])
def test_an_addition_that_fails_leaves_index_and_library_as_they_were(
    copied: Built, library: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, step: str
):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    candidate = read(copied, library, "market.txt", MARKET.encode())
    with monkeypatch.context() as patch:
        patch.setattr(write_module, step, fail)
        with pytest.raises(IndexNotReady, match="is full"):
            take_in(copied.folder, [copied.corpus], library, [candidate], embedder)
    assert ids(copied, embedder) == ["harbour-bridge", "night-library"]
    assert not is_behind(copied.folder, library)
    assert not list((library / "originals").glob("*"))


def test_an_addition_that_was_killed_is_taken_in_by_the_next_build(
    copied: Built, library: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
):
    candidate = read(copied, library, "market.txt", MARKET.encode())
    with monkeypatch.context() as patch:
        # As after kill -9 between the list and the index: nothing is undone.
        patch.setattr(add_module, "_take_over", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        patch.setattr(add_module, "sweep", lambda _: None)
        write, writes = add_module.write_library, []
        patch.setattr(add_module, "write_library", lambda *arguments: writes.append(arguments) or (len(writes) == 1 and write(*arguments)))
        with pytest.raises(KeyboardInterrupt):
            take_in(copied.folder, [copied.corpus], library, [candidate], embedder)
    assert ids(copied, embedder) == ["harbour-bridge", "night-library"]
    assert is_behind(copied.folder, library)
    status = index_status(copied.folder, DEFAULT_MODEL, library)
    assert (status.stale, list(status.added)) == ("documents were added or removed, and it was not built to the end", ["market"])
    assert "added or removed" in str(problem_with(copied.folder, [copied.corpus], DEFAULT_MODEL, library))
    build_index(copied.folder, [copied.corpus], embedder, library=library)
    assert ids(copied, embedder)[-1] == "market"


def test_a_damaged_list_of_documents_is_named(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    (library / "documents.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"The list of added documents .* cannot be read"):
        Batch(copied.folder, library)


def test_a_changed_text_is_refused_with_the_way_out(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    (library / "texts" / "market.md").write_text("changed", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"market: .* has SHA-256 .*; restore the file, or run `python -m assistant index remove market`"):
        build_index(copied.folder, [copied.corpus], embedder, library=library)


def test_an_index_keeps_the_corpus_that_it_was_built_from(copied: Built, tmp_path: Path):
    assert corpora_of(copied.folder, [Path("elsewhere")]) == [copied.corpus]
    assert corpora_of(tmp_path / "none", [Path("elsewhere")]) == [Path("elsewhere")]


def test_the_list_is_readable_json(copied: Built, library: Path, embedder: Embedder):
    added(copied, library, embedder)
    data = json.loads((library / "documents.json").read_text(encoding="utf-8"))
    assert data["document"][0]["origin"]["name"] == "market.txt"
