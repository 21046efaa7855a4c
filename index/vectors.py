"""Vectors and passages in Chroma: embedded, in a folder that nobody writes to again, or on a Chroma server."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np

from index.disk import is_full
from index.embed import Vectors
from index.records import IndexNotReady, Passage

# Chroma refuses more than 5,461 records in one call.
_BATCH = 5_000
_COLLECTION = "passages"
# A collection below its threshold is written into its folder anew whenever it is opened, be it only to be read: whoever is
# killed then, or reads beside another, would leave it cut short. Two is the least that Chroma takes.
_CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 2, "batch_size": 2}}


class VectorStore:
    """The passages of one segment and their vectors, in Chroma."""

    def __init__(self, folder: Path, name: str, server: str | None = None, *, create: bool = False) -> None:
        """Opens the passages of the segment `name` in `folder`, or with `create` makes room for them.

        With the address of a Chroma `server` they are in a collection there, and the folder stays unused. Raises
        `IndexNotReady` where they cannot be read, or the server does not answer.
        """
        self._index = folder.parents[2]
        self._server = server
        self._size: int | None = None
        self._name = f"plan-assistant-{name}" if server else _COLLECTION
        with self._faults_named():
            self._client: Any = _client(folder, server)
            if create:
                self._collection = self._client.create_collection(
                    self._name, embedding_function=None, configuration=_CONFIGURATION
                )
            else:
                self._collection = self._client.get_collection(self._name, embedding_function=None)

    def add(self, passages: Sequence[Passage], vectors: Vectors, digests: Sequence[str]) -> None:
        """Stores passages with their vectors and the digests of the texts that were embedded."""
        self._size = None
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            described = [
                {
                    "document_id": passage.document_id,
                    "start": passage.start,
                    "end": passage.end,
                    "section": json.dumps(passage.section, ensure_ascii=False),
                    "digest": digest,
                }
                for passage, digest in zip(batch, digests[start : start + _BATCH], strict=True)
            ]
            with self._faults_named():
                self._collection.add(
                    ids=[passage.id for passage in batch],
                    embeddings=vectors[start : start + _BATCH],
                    documents=[passage.text for passage in batch],
                    metadatas=described,
                )

    def __len__(self) -> int:
        """The number of passages stored."""
        with self._faults_named():
            return int(self._collection.count())

    def nearest(self, vector: Vectors, k: int, documents: Collection[str] | None = None) -> list[tuple[Passage, float]]:
        """The `k` passages nearest to a unit vector, of all documents or of the given, with their cosine similarities, best first."""
        with self._faults_named():
            if self._size is None:  # which takes Chroma 12 ms over 100,000 passages
                self._size = int(self._collection.count())
            k = min(k, self._size)
            if k == 0:
                return []
            where: Any = None if documents is None else {"document_id": {"$in": sorted(documents)}}
            found: Any = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, where=where, include=["documents", "metadatas", "distances"]
            )
        rows = zip(found["ids"][0], found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True)
        return [(_passage(id_, text, metadata), 1.0 - float(distance)) for id_, text, metadata, distance in rows]

    def by_id(self, ids: Sequence[str]) -> list[tuple[Passage, Vectors]]:
        """The passages of `ids` with their vectors, in no particular order."""
        if not ids:
            return []
        with self._faults_named():
            found: Any = self._collection.get(ids=list(ids), include=["documents", "metadatas", "embeddings"])
        rows = zip(found["ids"], found["documents"], found["metadatas"], found["embeddings"], strict=True)
        return [(_passage(id_, text, metadata), np.asarray(vector, dtype=np.float32)) for id_, text, metadata, vector in rows]

    def pages(self) -> Iterator[tuple[list[Passage], Vectors, list[str]]]:
        """Everything stored, some thousand passages at a time: passages, `(n, dim)` vectors, digests of the embedded texts."""
        with self._faults_named():
            for start in range(0, self._collection.count(), _BATCH):
                page: Any = self._collection.get(limit=_BATCH, offset=start, include=["documents", "metadatas", "embeddings"])
                rows = zip(page["ids"], page["documents"], page["metadatas"], strict=True)
                passages = [_passage(id_, text, metadata) for id_, text, metadata in rows]
                yield passages, np.asarray(page["embeddings"], dtype=np.float32), [each["digest"] for each in page["metadatas"]]

    def drop(self) -> None:
        """Deletes the collection, on a server; the folder of an embedded one is deleted with its segment."""
        if self._server:
            with self._faults_named():
                self._client.delete_collection(self._name)

    def close(self) -> None:
        """Releases the files."""
        if not self._server:
            self._client.close()

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        """Turns what chromadb raises (its own errors, sqlite's, Rust's, the network's) into `IndexNotReady`."""
        try:
            yield
        except Exception as error:
            if self._server:
                raise IndexNotReady(
                    f"The Chroma server at {shown_address(self._server)} does not answer as it should ({type(error).__name__}); "
                    "see that it runs and still has its data, or run `python -m assistant index build`."
                ) from error
            if is_full(self._index):
                raise IndexNotReady(f"The disk of {self._index} is full; free some space and run the command again.") from error
            raise IndexNotReady(
                f"The index at {self._index} cannot be read or written ({type(error).__name__}); run `python -m assistant index build`."
            ) from error


def shown_address(server: str) -> str:
    """The address of a server without the name and password that may stand in it."""
    parts = urlsplit(server)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"


def _client(folder: Path, server: str | None) -> Any:  # noqa: ANN401 - chromadb's client
    # Deferred: chromadb takes a second to import, and `--help` needs none of it.
    import chromadb
    from chromadb.config import Settings

    if not server:
        settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
        return chromadb.PersistentClient(path=str(folder), settings=settings)
    return _server_client(server)


@lru_cache(maxsize=4)
def _server_client(server: str) -> Any:  # noqa: ANN401 - chromadb's client
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(server)
    headers = {}
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    secure = parts.scheme == "https"
    return chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        headers=headers,
        settings=Settings(anonymized_telemetry=False),
    )


def _passage(id_: str, text: str, metadata: dict[str, Any]) -> Passage:
    return Passage(id_, metadata["document_id"], metadata["start"], metadata["end"], tuple(json.loads(metadata["section"])), text)
