"""The index on disk: whole generations, one of which is current.

    index/
      current              the name of the generation in force, replaced in one step
      writer.lock          held by the one writer
      generations/NAME/
        manifest.json      fingerprint, documents, counts
        chroma/            passages and vectors
        lexical/           BM25
        documents/ID.txt   the stored text; offsets count into it
        documents/ID.json  its structure

A generation is never changed once it is current, so a reader always sees a whole one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.embed import Vectors
from index.records import IndexNotReady, Passage

FORMAT = 3
# Chroma refuses more than 5,461 records in one call.
_BATCH = 5_000
_COLLECTION = "passages"
REBUILD = "run `python -m assistant index build`"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation of the index was built from."""

    fingerprint: dict[str, Any]
    """`format`, `model`, `chunking` and `catalogue` (a digest): another value of any makes the index stale."""
    corpus: list[str]
    """Folders of the catalogues it was built from."""
    dim: int
    documents: list[dict[str, Any]]
    """Catalogue entries with the number of `passages`."""
    passage_ids: list[str] = field(default_factory=list, repr=False)
    """In the order of the lexical index."""
    added: str = ""
    """Digest of the entries of the added documents that it holds."""
    files: dict[str, int] = field(default_factory=dict, repr=False)
    """Bytes of each file of the generation as it was written: one that is shorter now is damaged."""


def current_generation(index: Path) -> Path:
    """The folder of the generation in force; raises `IndexNotReady` where there is none."""
    try:
        name = (index / "current").read_text(encoding="utf-8").strip()
    except OSError:
        raise IndexNotReady(f"There is no index at {index}; {REBUILD}.") from None
    except UnicodeDecodeError:
        name = ""
    # A generation's name is a date, a time and six digits: anything else was never written here.
    folder = index / "generations" / name
    if not re.fullmatch(r"[\w-]+", name) or not folder.is_dir():
        raise IndexNotReady(f"The index at {index} is damaged (its current generation is missing); {REBUILD}.")
    return folder


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises `IndexNotReady` where it cannot be read or a file is missing or cut short."""
    index = generation.parent.parent
    try:
        manifest = Manifest(**json.loads((generation / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise IndexNotReady(f"The index at {index} is damaged (no readable manifest); {REBUILD}.") from None
    for name, size in manifest.files.items():
        path = generation / name
        if not path.is_file() or path.stat().st_size < size:
            raise IndexNotReady(
                f"The index at {index} is damaged ({name} is {'cut short' if path.exists() else 'missing'}); {REBUILD}."
            )
    return manifest


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Writes `manifest` into a generation whose other files are all there, with their sizes."""
    files = {str(path.relative_to(generation)): path.stat().st_size for path in sorted(_files(generation))}
    manifest = replace(manifest, files=files)
    (generation / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")


def publish(index: Path, generation: Path) -> None:
    """Makes `generation` the current one in a single step, and deletes all but it and the one before.

    The one before stays for readers that have it open.
    """
    try:
        before = current_generation(index)
    except IndexNotReady:
        before = None
    pointer = index / "current.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, index / "current")
    for other in (index / "generations").iterdir():
        if other not in (generation, before):
            shutil.rmtree(other, ignore_errors=True)


class VectorStore:
    """The passages of one generation and their vectors, in Chroma."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        # Deferred: chromadb takes a second to import, and `--help` needs none of it.
        import chromadb
        from chromadb.config import Settings

        self._folder = folder
        settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
        with self._damage_named():
            self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
            if create:
                self._collection = self._client.create_collection(
                    _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            else:
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)

    def add(self, passages: Sequence[Passage], vectors: Vectors, digests: Sequence[str]) -> None:
        """Stores passages with their vectors and the digests of the texts that were embedded."""
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            self._collection.add(
                ids=[passage.id for passage in batch],
                embeddings=vectors[start : start + _BATCH],
                documents=[passage.text for passage in batch],
                metadatas=[
                    {
                        "document_id": passage.document_id,
                        "start": passage.start,
                        "end": passage.end,
                        "section": json.dumps(passage.section, ensure_ascii=False),
                        "digest": digest,
                    }
                    for passage, digest in zip(batch, digests[start : start + _BATCH], strict=True)
                ],
            )

    def __len__(self) -> int:
        """The number of passages stored."""
        with self._damage_named():
            return int(self._collection.count())

    def nearest(self, vector: Vectors, k: int) -> list[tuple[Passage, float]]:
        """The `k` passages nearest to a unit vector, with their cosine similarities, best first."""
        with self._damage_named():
            k = min(k, self._collection.count())
            if k == 0:
                return []
            found: Any = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, include=["documents", "metadatas", "distances"]
            )
        rows = zip(found["ids"][0], found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True)
        return [(_passage(id_, text, metadata), 1.0 - float(distance)) for id_, text, metadata, distance in rows]

    def by_id(self, ids: Sequence[str]) -> list[tuple[Passage, Vectors]]:
        """The passages of `ids` with their vectors, in no particular order."""
        if not ids:
            return []
        with self._damage_named():
            found: Any = self._collection.get(ids=list(ids), include=["documents", "metadatas", "embeddings"])
        rows = zip(found["ids"], found["documents"], found["metadatas"], found["embeddings"], strict=True)
        return [(_passage(id_, text, metadata), np.asarray(vector, dtype=np.float32)) for id_, text, metadata, vector in rows]

    def vectors_by_digest(self) -> dict[str, Vectors]:
        """Every stored vector under the digest of the text that it embeds."""
        vectors: dict[str, Vectors] = {}
        with self._damage_named():
            for start in range(0, self._collection.count(), _BATCH):
                page: Any = self._collection.get(limit=_BATCH, offset=start, include=["metadatas", "embeddings"])
                for metadata, vector in zip(page["metadatas"], page["embeddings"], strict=True):
                    vectors[metadata["digest"]] = np.asarray(vector, dtype=np.float32)
        return vectors

    def close(self) -> None:
        """Releases the files."""
        self._client.close()

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        """Turns what chromadb raises over a damaged folder (its own, sqlite's and Rust's errors) into `IndexNotReady`."""
        try:
            yield
        except Exception as error:
            index = self._folder.parents[2]
            raise IndexNotReady(f"The index at {index} cannot be read ({type(error).__name__}); {REBUILD}.") from error


def _passage(id_: str, text: str, metadata: dict[str, Any]) -> Passage:
    return Passage(id_, metadata["document_id"], metadata["start"], metadata["end"], tuple(json.loads(metadata["section"])), text)


def free_bytes(folder: Path) -> int:
    """Bytes free on the disk of `folder` or of its nearest existing parent."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def folder_bytes(folder: Path) -> int:
    """Bytes of the files below `folder`."""
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
