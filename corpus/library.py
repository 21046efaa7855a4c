"""The library: documents that an operator has added, kept in the data folder beside the catalogue's.

    documents/
      documents.json     the entries, as in a catalogue, each with its origin; replaced in one step
      texts/ID.md        the stored text, which citations point into
      originals/ID.pdf   the file as it came

Only the writer of the index changes it (`index.add`), so that it needs no lock of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.load import CatalogueEntry, load_document
from corpus.records import CorpusError, Document

REGISTRY = "documents.json"


class Origin(BaseModel):
    """Where an added document comes from."""

    model_config = ConfigDict(extra="forbid")

    name: str
    """The file's name, with its folder or ZIP, as it was added."""
    path: str
    """Of the original as it is kept, below the library's folder."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Of the original's bytes."""
    format: str
    encoding: str | None = None
    added: str
    """Date and time, UTC."""
    warnings: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
    """What the text is compared with others by: see `corpus.similar`."""


class AddedEntry(CatalogueEntry):
    """A catalogue entry of an added document."""

    pages: tuple[int, ...] = ()
    """Offsets in the stored text at which the original's pages begin."""
    origin: Origin


def read_library(folder: Path) -> list[AddedEntry]:
    """The entries of the added documents, in the order they came; none where nothing was added yet.

    Raises `CorpusError` where the list of them is damaged.
    """
    path = folder / REGISTRY
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["document"]
        return [AddedEntry.model_validate(entry) for entry in entries]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise CorpusError(
            f"The list of added documents {path} cannot be read ({type(error).__name__}); restore it, or move it away and add the files in {folder / 'originals'} again."
        ) from None


def load_library(folder: Path) -> list[Document]:
    """The added documents, each read and its SHA-256 compared; raises `CorpusError` as for a catalogue's."""
    return [load_added(folder, entry) for entry in read_library(folder)]


def load_added(folder: Path, entry: AddedEntry) -> Document:
    """One of them, by its entry; raises as `load_library` does."""
    try:
        return load_document(folder, entry)
    except CorpusError as error:
        reason = str(error).partition(";")[0]
        raise CorpusError(f"{reason}; restore the file, or run `python -m assistant index remove {entry.id}`.") from None


def write_library(folder: Path, entries: Sequence[AddedEntry]) -> None:
    """Replaces the list of added documents in one step."""
    data = {"document": [entry.model_dump() for entry in entries]}
    _write_whole(folder / REGISTRY, json.dumps(data, ensure_ascii=False, indent=1).encode())


def keep_files(folder: Path, entry: AddedEntry, text: str, original: bytes) -> None:
    """Writes a document's stored text and its original; the entry counts only once it is in the list."""
    _write_whole(folder / entry.path, text.encode())
    _write_whole(folder / entry.origin.path, original)


def sweep(folder: Path) -> None:
    """Deletes files of no listed document: what a removal or an interrupted addition has left."""
    kept = {path for entry in read_library(folder) for path in (folder / entry.path, folder / entry.origin.path)}
    for below in ("texts", "originals"):
        for path in (folder / below).glob("*"):
            if path not in kept and path.is_file():
                path.unlink(missing_ok=True)


def library_digest(folder: Path | None) -> str:
    """What the index of these documents would be built from, as one value; the same for none and for no folder."""
    entries = read_library(folder) if folder else []
    data = [entry.model_dump(exclude={"origin"}) for entry in entries]
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def original_name(id_: str, name: str) -> str:
    """Where the original of a document is kept, below the library's folder."""
    suffix = PurePath(name).suffix.lower()
    return f"originals/{id_}{suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 10 else '.bin'}"


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Without it the new name may be lost with the machine's power.
        os.fsync(folder)
    finally:
        os.close(folder)
