"""One file with everything that an index is made from beside its catalogues: added documents, originals, vectors.

The file holds texts and numbers, no database: Chroma's folder and sqlite's file are not to be opened when they come
from elsewhere. Restoring reads them as the data they are, compares every SHA-256, and builds the index anew.

    backup.json          what it is, the model of the vectors, the catalogues' folders
    documents.json       the list of added documents, as in the library
    texts/, originals/   their files
    vectors.npy          (n, dim) float32, in the order of digests.txt
    digests.txt          SHA-256 of each embedded text
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.library import REGISTRY, load_library, read_library
from corpus.records import CorpusError
from index.build import BuildReport, build_anew, known_vectors
from index.disk import free_bytes
from index.embed import Embedder, Vectors
from index.records import IndexNotReady
from index.store import current_generation, read_generation
from index.write import writing

_FORMAT = 1
_MEMBER = re.compile(r"(?:texts|originals)/[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    documents: int
    vectors: int
    bytes: int


def back_up(index: Path, library: Path, file: Path, server: str | None = None) -> BackupReport:
    """Writes the backup of an index and its library to `file`, whole or not at all.

    Raises `IndexNotReady` where there is no index or another process is writing it, and `OSError` where the file
    cannot be written.
    """
    with writing(index):
        generation = read_generation(current_generation(index))
        model = str(generation.fingerprint["model"])
        known = known_vectors(index, model, server)
        entries = read_library(library)
        about = {"format": _FORMAT, "model": model, "corpus": generation.corpus, "documents": len(entries)}
        new = file.with_name(file.name + ".new")
        try:
            with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("backup.json", json.dumps(about, ensure_ascii=False, indent=1))
                archive.writestr(REGISTRY, json.dumps({"document": [entry.model_dump() for entry in entries]}, ensure_ascii=False, indent=1))
                for entry in entries:
                    archive.write(library / entry.path, entry.path)
                    archive.write(library / entry.origin.path, entry.origin.path)
                archive.writestr("digests.txt", "\n".join(known))
                vectors = io.BytesIO()
                np.save(vectors, np.stack(list(known.values())) if known else np.zeros((0, 1), dtype=np.float32))
                # Numbers hardly pack.
                archive.writestr("vectors.npy", vectors.getvalue(), zipfile.ZIP_STORED)
            os.replace(new, file)
        finally:
            new.unlink(missing_ok=True)
    return BackupReport(len(entries), len(known), file.stat().st_size)


def restore(
    file: Path,
    index: Path,
    corpora: Sequence[Path] | None,
    library: Path,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
    server: str | None = None,
) -> BuildReport:
    """Puts the documents of a backup in the place of the library's, and builds the index of them and the catalogues.

    The catalogues are those in `corpora`, or in the folders that the backup names. Where anything is wrong with the
    file, library and index stay as they were. Raises `CorpusError` for a file that is no whole backup, and as
    `build_index` does.
    """
    with writing(index):
        # Beside the library, so that taking its place is one step.
        incoming, outgoing = library.with_name(library.name + ".restored"), library.with_name(library.name + ".before")
        for folder in (incoming, outgoing):
            shutil.rmtree(folder, ignore_errors=True)
        try:
            folders, known = _unpack(file, incoming, embedder.name)
            load_library(incoming)
            chosen = list(corpora) if corpora else folders
            if missing := next((folder for folder in chosen if not folder.is_dir()), None):
                raise CorpusError(f"The catalogue's folder {missing} that {file} was made over is not here; name the folder of the catalogue after the file.")
            if library.exists():
                os.replace(library, outgoing)
            os.replace(incoming, library)
            try:
                return build_anew(index, chosen, embedder, progress, library, server, known)
            except BaseException:
                shutil.rmtree(library, ignore_errors=True)
                if outgoing.exists():
                    os.replace(outgoing, library)
                raise
        finally:
            for folder in (incoming, outgoing):
                shutil.rmtree(folder, ignore_errors=True)


def _unpack(file: Path, folder: Path, model: str) -> tuple[list[Path], dict[str, Vectors]]:
    """Writes the documents of a backup to `folder`; the folders of its catalogues, and its vectors if they are of `model`."""
    try:
        with zipfile.ZipFile(file) as archive:
            about = json.loads(archive.read("backup.json"))
            if about["format"] != _FORMAT:
                raise CorpusError(f"{file} was written by another version of the program; restore it with that one.")
            names = [REGISTRY, *(name for name in archive.namelist() if _MEMBER.fullmatch(name))]
            if (size := sum(archive.getinfo(name).file_size for name in archive.namelist())) > free_bytes(folder):
                raise IndexNotReady(f"{file} unpacks to {size // 1_000_000} MB, more than the disk of {folder} has free; free some space first.")
            for name in names:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, path.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
            known: dict[str, Vectors] = {}
            if about["model"] == model:
                rows = np.load(io.BytesIO(archive.read("vectors.npy")), allow_pickle=False)
                digests = archive.read("digests.txt").decode("ascii").split()
                known = dict(zip(digests, np.asarray(rows, dtype=np.float32), strict=True))
            return [Path(str(each)) for each in about["corpus"]], known
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError):
        raise CorpusError(f"{file} is no whole backup of an index; make it again with `python -m assistant index backup`.") from None
