"""Writing the index: one writer at a time, new segments beside the old, one switch at the end."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.chunk import chunk_document
from corpus.records import Chunk, Document, Structure
from corpus.release import is_released
from corpus.structure import read_structure
from index.disk import free_bytes, is_full
from index.embed import Embedder, Vectors
from index.records import IndexNotReady, Passage
from index.segment import Segment, StoredDocument, write_segment
from index.store import (
    Generation,
    SegmentUse,
    current_generation,
    delete_segment,
    new_name,
    publish,
    segment_folder,
    sweep,
)

# A segment of a small corpus takes 2 MB, one of 100,000 passages 430 MB (measured with Chroma 1.5.9).
_BASE_BYTES = 20_000_000
_BYTES_PER_PASSAGE = 6_000
# More segments than `_FEW` below one of these sizes (in passages) become one: a question asks every segment, at about
# 2 ms each, and a merge of 10,000 passages takes about 5 s. None of the larger size is ever written again but by a build.
_SMALL = (500, 5_000)
_FEW = 4
_MOST_MERGED = 10_000


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Holds the index as its one writer; raises `IndexNotReady` where another process does, or the disk is full."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / "writer.lock", timeout=60):
            yield
    except Timeout:
        raise IndexNotReady(
            f"Another process has been writing the index at {index} for a minute; wait for it and try again."
        ) from None
    except (OSError, IndexNotReady) as error:
        if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or is_full(index):
            raise IndexNotReady(f"The disk of {index} is full; free some space and run the command again.") from None
        raise


@dataclass(frozen=True)
class CutDocument:
    """A document on its way into the index."""

    document: Document
    added: bool
    """Whether it comes from the library and not from a catalogue."""

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Its passages to be."""
        return chunk_document(self.document, self._structure)

    @cached_property
    def stored(self) -> StoredDocument:
        """What a segment keeps of it."""
        return StoredDocument.of(self.document, self._structure, len(self.chunks), added=self.added)

    @cached_property
    def _structure(self) -> Structure:
        return read_structure(self.document)


def require_space(index: Path, passages: int) -> None:
    """Raises `IndexNotReady` where the disk has no room for so many more passages."""
    needed = _BASE_BYTES + passages * _BYTES_PER_PASSAGE
    free = free_bytes(index)
    if free < needed:
        raise IndexNotReady(
            f"The index needs about {needed // 1_000_000} MB, {index} has {free // 1_000_000} MB free; free some space first."
        )


class Change:
    """A new generation while it is written; what it has written is deleted unless it is published."""

    def __init__(self, index: Path, server: str | None) -> None:
        self._index = index
        self._server = server
        self.folder = index / "generations" / new_name()
        """Of the generation, for the files that lie beside its manifest."""
        self._written: list[Path] = []
        self._published = False

    def write(
        self,
        material: Sequence[CutDocument],
        embedder: Embedder,
        known: Mapping[str, Vectors],
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[list[SegmentUse], int]:
        """Segments with `material`, and how many passages were embedded; the others' vectors are in `known`, by digest.

        What may not be read yet gets a segment of its own for each moment.
        """
        chunks = [chunk for each in material for chunk in each.chunks]
        texts = {_digest(chunk.embedded_text): chunk.embedded_text for chunk in chunks}
        missing = [digest for digest in texts if digest not in known]
        fresh = embedder.embed_passages([texts[digest] for digest in missing], progress) if missing else ()
        vectors = {**known, **dict(zip(missing, fresh, strict=True))}
        groups: dict[str | None, list[CutDocument]] = {None: []}
        for each in material:
            moment = each.document.not_before
            groups.setdefault(None if is_released(moment) else moment, []).append(each)
        uses = []
        for moment, group in groups.items():
            if not group:
                continue
            ordered = [chunk for each in group for chunk in each.chunks]
            digests = [_digest(chunk.embedded_text) for chunk in ordered]
            rows = np.stack([vectors[digest] for digest in digests]) if ordered else np.zeros((0, 1), dtype=np.float32)
            uses.append(
                self._segment([each.stored for each in group], [_as_passage(chunk) for chunk in ordered], rows, digests, moment)
            )
        return uses, len(missing)

    def merged(self, uses: Sequence[SegmentUse]) -> list[SegmentUse]:
        """`uses` with many small segments become one, in the place of the first of them; documents left out go for good."""
        for limit in _SMALL:
            segments = {
                each.name: Segment(segment_folder(self._index, each.name), self._server)
                for each in uses
                if is_released(each.not_before)
            }
            small = sorted(
                (each for each in segments.values() if len(each.passage_ids) < limit), key=lambda each: len(each.passage_ids)
            )
            while small and sum(len(each.passage_ids) for each in small) > _MOST_MERGED:
                small.pop()
            if len(small) > _FEW:
                names = {each.name for each in small}
                together = [each for each in uses if each.name in names]
                new = self._together([(segments[each.name], each.dropped) for each in together])
                first = together[0].name
                uses = [new if each.name == first else each for each in uses if each.name == first or each.name not in names]
        return list(uses)

    def publish(self, generation: Generation, *, beside: Path | None = None) -> None:
        """Makes `generation` current; files that lie beside the manifest of the one in `beside` are taken over."""
        if beside:
            for name in ("glossary.json", "english.json"):
                shutil.copyfile(beside / name, self.folder / name)
        try:
            before = current_generation(self._index)
        except IndexNotReady:
            before = None
        publish(self._index, self.folder, generation)
        self._published = True
        sweep(self._index, self._server, before)

    def undo(self) -> None:
        """Deletes what was written, unless it is in force."""
        if not self._published:
            for folder in self._written:
                delete_segment(folder, self._server)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _together(self, parts: Sequence[tuple[Segment, Sequence[str]]]) -> SegmentUse:
        documents: list[StoredDocument] = []
        rows: dict[str, tuple[Passage, Vectors, str]] = {}
        order: list[str] = []
        for segment, dropped in parts:
            documents += segment.stored(dropped)
            kept = segment.in_force({entry["id"] for entry in segment.documents} - set(dropped))
            order += [id_ for id_, keep in zip(segment.passage_ids, kept, strict=True) if keep]
            for passages, vectors, digests in segment.store.pages():
                for passage, vector, digest in zip(passages, vectors, digests, strict=True):
                    if passage.document_id not in dropped:
                        rows[passage.id] = (passage, vector, digest)
            segment.store.close()
        found = [rows[id_] for id_ in order]
        stacked = np.stack([vector for _, vector, _ in found]) if found else np.zeros((0, 1), dtype=np.float32)
        return self._segment(documents, [passage for passage, _, _ in found], stacked, [digest for _, _, digest in found], None)

    def _segment(
        self,
        documents: Sequence[StoredDocument],
        passages: Sequence[Passage],
        vectors: Vectors,
        digests: Sequence[str],
        not_before: str | None,
    ) -> SegmentUse:
        folder = segment_folder(self._index, new_name())
        self._written.append(folder)
        write_segment(folder, documents, passages, vectors, digests, self._server)
        return SegmentUse(folder.name, (), not_before)


@contextmanager
def change(index: Path, server: str | None) -> Iterator[Change]:
    """A `Change` of an index that the caller is `writing`."""
    made = Change(index, server)
    made.folder.mkdir(parents=True)
    try:
        yield made
    except BaseException:
        made.undo()
        raise


def _as_passage(chunk: Chunk) -> Passage:
    return Passage(chunk.id, chunk.document_id, chunk.span.start, chunk.span.end, chunk.section, chunk.text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
