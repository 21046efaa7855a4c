"""Backup and restore: the same answers afterwards, nothing embedded again, and no half state from a bad file."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from corpus.library import read_library
from corpus.records import CorpusError
from index.add import is_behind
from index.backup import back_up, restore
from tests.conftest import Run, write_corpus
from tests.shelf import Shelf, paper


@pytest.fixture
def saved(shelf: Shelf, tmp_path: Path) -> Path:
    for name in ("apple", "birch"):
        shelf.add(name, paper(name))
    file = tmp_path / "backup.zip"
    report = back_up(shelf.folder, shelf.library, file)
    # One vector for each text: the two papers share their line of the date.
    assert (report.documents, report.vectors, report.bytes) == (2, len(shelf.open().manifest.passage_ids) - 1, file.stat().st_size)
    return file


def bring_back(shelf: Shelf, file: Path, corpora: list[Path] | None = None):
    return restore(file, shelf.folder, corpora, shelf.library, shelf.embedder)


def test_a_lost_index_and_library_come_back_without_embedding(shelf: Shelf, saved: Path):
    found = shelf.open().search("birch office of district 1", 5)
    originals = {path.name: path.read_bytes() for path in (shelf.library / "originals").iterdir()}
    shutil.rmtree(shelf.folder)
    shutil.rmtree(shelf.library)
    shelf.embedder.embedded.clear()
    bring_back(shelf, saved)
    assert shelf.embedder.embedded == []
    assert [hit.passage for hit in shelf.open().search("birch office of district 1", 5)] == [hit.passage for hit in found]
    assert {path.name: path.read_bytes() for path in (shelf.library / "originals").iterdir()} == originals


def test_what_came_after_the_backup_is_gone_after_restoring(shelf: Shelf, saved: Path):
    shelf.add("cedar", paper("cedar"))
    shelf.remove("apple")
    bring_back(shelf, saved)
    assert shelf.ids == ["harbour-bridge", "night-library", "apple", "birch"]
    assert not is_behind(shelf.folder, shelf.library)
    assert sorted(path.name for path in shelf.root.iterdir()) == ["backup.zip", "corpus", "documents", "index"]


def changed(saved: Path, name: str, content: bytes | None) -> Path:
    """A copy of the backup in which one member has another content, or is missing."""
    other = saved.with_name("changed.zip")
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(other, "w") as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
            elif content is not None:
                target.writestr(each, content)
    return other


@pytest.mark.parametrize("name", ["backup.json", "documents.json", "texts/apple.md", "vectors.npy", "digests.txt"])
@pytest.mark.parametrize("content", [None, b"{}", b"\x80\x04."])
def test_a_file_that_is_no_whole_backup_changes_nothing(shelf: Shelf, saved: Path, name: str, content: bytes | None):
    entries = read_library(shelf.library)
    with pytest.raises(CorpusError):
        bring_back(shelf, changed(saved, name, content))
    assert shelf.ids == ["harbour-bridge", "night-library", "apple", "birch"]
    assert read_library(shelf.library) == entries


def test_a_path_out_of_the_library_is_never_written(shelf: Shelf, saved: Path):
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("texts/../../../out.txt", "x")
        archive.writestr("originals/.hidden", "x")
    bring_back(shelf, saved)
    assert not list(shelf.root.parent.rglob("out.txt"))
    assert not list(shelf.root.rglob(".hidden"))


def test_a_catalogue_that_is_not_here_is_named(shelf: Shelf, saved: Path):
    moved = shelf.root / "moved"
    shutil.move(shelf.corpus, moved)
    with pytest.raises(CorpusError, match=r"The catalogue's folder .*corpus that .* is not here; name the folder"):
        bring_back(shelf, saved)
    assert len(read_library(shelf.library)) == 2
    bring_back(shelf, saved, [moved])
    assert shelf.ids == ["harbour-bridge", "night-library", "apple", "birch"]


def test_the_commands_say_what_they_did(command: Run, tmp_path: Path):
    folder, file = str(tmp_path / "index"), tmp_path / "backup.zip"
    (tmp_path / "market.txt").write_text("Fish market\n\nThe fish market moves to Pier 7 in May.\n", encoding="utf-8")
    corpus = tmp_path / "corpus"
    write_corpus(corpus)
    assert command("index", "build", corpus, "--index", folder).returncode == 0
    assert command("index", "add", tmp_path / "market.txt", "--index", folder).returncode == 0
    done = command("index", "backup", file, "--index", folder)
    assert (done.returncode, done.stdout.split(":")[1].split(",")[0]) == (0, " 1 added documents")
    assert command("index", "remove", "market", "--index", folder).returncode == 0
    done = command("index", "restore", file, "--index", folder)
    assert done.returncode == 0
    assert "0 newly embedded" in done.stdout
    status = json.loads(command("index", "status", "--json", "--index", folder).stdout)
    assert [each["id"] for each in status["documents"]][-1] == "market"
    file.write_bytes(b"PK")
    refused = command("index", "restore", file, "--index", folder)
    assert (refused.returncode, len(refused.stderr.strip().splitlines())) == (1, 1)
    assert "no whole backup" in refused.stderr
