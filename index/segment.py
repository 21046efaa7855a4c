"""A segment: some documents with their passages, vectors and words. Written once, never changed.

segments/NAME/
  segment.json         entries of the documents, ids of the passages, bytes of the other files
  chroma/              passages and vectors; on a Chroma server a collection called after the segment
  lexical/             BM25
  vocabulary.json      in how many passages each word stands
  sketches.json        what finds nearly the same text again
  documents/ID.txt     the stored text; offsets count into it
  documents/ID.json    its structure
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from corpus.chunk import section_path
from corpus.records import Attribution, Document, Enumeration, Piece, Span, Structure
from corpus.similar import sketch
from index.disk import sizes
from index.embed import Vectors
from index.lexical import LexicalIndex
from index.records import IndexNotReady, Passage
from index.vectors import VectorStore
from index.vocabulary import Counts

REBUILD = "run `python -m assistant index build`"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as a segment holds it."""

    entry: dict[str, Any]
    """Its catalogue entry, with the number of its `passages`."""
    text: str
    structure: str
    """JSON of its `Structure`."""
    sketch: tuple[int, ...]
    """What its text is compared with others by: see `corpus.similar`."""

    @classmethod
    def of(cls, document: Document, structure: Structure, passages: int, *, added: bool) -> StoredDocument:
        """The stored form; `added` tells a document of the library from one of a catalogue."""
        entry = {key: value for key, value in asdict(document).items() if key != "text"}
        entry |= {"passages": passages, "added": added}
        return cls(entry, document.text, json.dumps(asdict(structure), ensure_ascii=False), sketch(document.text))


class Segment:
    """A segment on disk, its parts opened when they are first used."""

    def __init__(self, folder: Path, server: str | None = None) -> None:
        """Raises `IndexNotReady` where `segment.json` cannot be read or another file is missing or cut short."""
        self.folder = folder
        self.name = folder.name
        self._server = server
        self._index = folder.parent.parent
        try:
            data = json.loads((folder / "segment.json").read_text(encoding="utf-8"))
            self.documents: list[dict[str, Any]] = data["documents"]
            self.passage_ids: list[str] = data["passage_ids"]
            files: dict[str, int] = data["files"]
        except (OSError, ValueError, KeyError, TypeError):
            raise IndexNotReady(
                f"The index at {self._index} is damaged (segment {self.name} is missing or unreadable); {REBUILD}."
            ) from None
        for name, size in files.items():
            path = folder / name
            if not path.is_file() or path.stat().st_size < size:
                state = "cut short" if path.exists() else "missing"
                raise IndexNotReady(f"The index at {self._index} is damaged ({name} is {state}); {REBUILD}.")

    @cached_property
    def store(self) -> VectorStore:
        """The passages and their vectors."""
        return VectorStore(self.folder / "chroma", self.name, self._server)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """BM25 over the passages; raises `IndexNotReady` where it cannot be read."""
        try:
            return LexicalIndex.load(self.folder / "lexical", len(self.passage_ids))
        except Exception as error:  # numpy and json raise whatever they like over a damaged file
            raise IndexNotReady(f"The index at {self._index} is damaged (lexical part); {REBUILD}.") from error

    @cached_property
    def counts(self) -> Counts:
        """The words of the passages; raises `IndexNotReady` where they cannot be read."""
        try:
            return Counts.load(self.folder / "vocabulary.json")
        except (OSError, ValueError, TypeError, KeyError):
            raise IndexNotReady(f"The index at {self._index} is damaged (vocabulary); {REBUILD}.") from None

    @cached_property
    def sketches(self) -> dict[str, tuple[int, ...]]:
        """The sketch of each document's text; raises `IndexNotReady` where they cannot be read."""
        try:
            drawn = json.loads((self.folder / "sketches.json").read_text(encoding="utf-8"))
            return {id_: tuple(each) for id_, each in drawn.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            raise IndexNotReady(f"The index at {self._index} is damaged (sketches); {REBUILD}.") from None

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each passage stands in the lexical index."""
        return {id_: position for position, id_ in enumerate(self.passage_ids)}

    def in_force(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """For each passage whether its document is among `ids`, `(n_passages,)`."""
        kept = [entry["id"] in ids for entry in self.documents]
        return np.repeat(kept, [entry["passages"] for entry in self.documents]) if kept else np.zeros(0, dtype=np.bool_)

    def text(self, document_id: str) -> str:
        """A document's stored text; raises `OSError` or `UnicodeDecodeError` where it cannot be read."""
        with self.text_path(document_id).open(encoding="utf-8", newline="") as file:
            return file.read()

    def text_path(self, document_id: str) -> Path:
        """The file of a document's stored text."""
        return self.folder / "documents" / f"{document_id}.txt"

    def structure(self, document_id: str) -> Structure:
        """A document's pieces and lists; raises `OSError`, `ValueError`, `KeyError` or `TypeError` where they cannot be read."""
        return _structure(from_json(self._structure_json(document_id)))

    def stored(self, without: Collection[str] = ()) -> list[StoredDocument]:
        """Its documents but those of the ids `without`, as another segment takes them over."""
        try:
            return [
                StoredDocument(entry, self.text(entry["id"]), self._structure_json(entry["id"]), self.sketches[entry["id"]])
                for entry in self.documents
                if entry["id"] not in without
            ]
        except (OSError, UnicodeDecodeError):
            raise IndexNotReady(f"The index at {self._index} is damaged (text of a document); {REBUILD}.") from None

    def _structure_json(self, document_id: str) -> str:
        return (self.folder / "documents" / f"{document_id}.json").read_text(encoding="utf-8")


def write_segment(
    folder: Path,
    documents: Sequence[StoredDocument],
    passages: Sequence[Passage],
    vectors: Vectors,
    digests: Sequence[str],
    server: str | None = None,
) -> None:
    """Writes a segment to `folder`, which must not exist.

    `passages` stand in the order of `documents`, a document's together; `vectors` is `(n_passages, dim)` and
    `digests` tells the texts that were embedded. Raises `OSError` where the disk is full.
    """
    (folder / "documents").mkdir(parents=True)
    store = VectorStore(folder / "chroma", folder.name, server, create=True)
    try:
        store.add(passages, vectors, digests)
    finally:
        store.close()
    texts = [embedded_text(passage) for passage in passages]
    Counts.of(texts).save(folder / "vocabulary.json")
    LexicalIndex.build(texts or ["\0"]).save(folder / "lexical")
    for each in documents:
        with (folder / "documents" / f"{each.entry['id']}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(each.text)
        (folder / "documents" / f"{each.entry['id']}.json").write_text(each.structure, encoding="utf-8")
    drawn = {each.entry["id"]: each.sketch for each in documents}
    (folder / "sketches.json").write_text(json.dumps(drawn), encoding="utf-8")
    # Of a single passage Chroma writes the graph anew whenever it is opened, and needs no file of it.
    data = {
        "documents": [each.entry for each in documents],
        "passage_ids": [passage.id for passage in passages],
        "files": {name: size for name, size in sizes(folder).items() if len(passages) > 1 or not name.startswith("chroma/")},
    }
    (folder / "segment.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def embedded_text(passage: Passage) -> str:
    """What the embedding model read of a passage: see `corpus.records.Chunk`."""
    path = section_path(passage.section)
    return f"{path}: {passage.text}" if path else passage.text


def _structure(data: dict[str, list[dict[str, Any]]]) -> Structure:
    return Structure(
        tuple(
            Piece(
                _span(piece["span"]),
                piece["kind"],
                piece["paragraph"],
                tuple(piece["section"]),
                Attribution(**{**piece["attribution"], "facts": tuple(piece["attribution"]["facts"])})
                if piece["attribution"]
                else None,
            )
            for piece in data["pieces"]
        ),
        tuple(
            Enumeration(
                _span(each["lead"]),
                tuple(map(_span, each["items"])),
                tuple(map(_span, each["labels"])),
                tuple(each["section"]),
                each["form"],
                each["declared"],
                each["noun"],
            )
            for each in data["enumerations"]
        ),
    )


def _span(data: Mapping[str, int]) -> Span:
    return Span(data["start"], data["end"])
