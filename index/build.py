"""Building the index: documents in, a new generation out."""

from __future__ import annotations

import errno
import hashlib
import json
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from pydantic import BaseModel

from corpus.chunk import CHUNKING_VERSION, chunk_document
from corpus.glossary import GlossaryTerm, load_glossary
from corpus.library import library_digest, load_library
from corpus.load import load_documents, read_catalogue
from corpus.records import Chunk, CorpusError, Document, Structure
from corpus.structure import read_structure
from index.embed import Embedder, Vectors
from index.lexical import LexicalIndex
from index.records import IndexNotReady, Passage
from index.store import FORMAT, Manifest, VectorStore, current_generation, free_bytes, publish, read_manifest, write_manifest
from index.vocabulary import Vocabulary

# An index of a small corpus takes 2 MB, one of 100,000 passages 430 MB (measured with Chroma 1.5.9).
_BASE_BYTES = 20_000_000
_BYTES_PER_PASSAGE = 6_000


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    passages: int
    embedded: int
    """Passages that had to be embedded; the others' vectors were taken over."""
    seconds: float


def build_index(
    index: Path,
    corpora: Sequence[Path],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
    library: Path | None = None,
) -> BuildReport:
    """Builds the index of the catalogues in `corpora`, and of the documents added to `library`, and makes it current.

    Vectors of unchanged passages are taken over from the current generation. `progress` is called with the
    number of passages embedded and to be embedded. Raises `CorpusError` for an unusable document, and
    `IndexNotReady` where another process is writing or the disk is full; the current generation then stays.
    """
    with writing(index):
        return build_generation(index, corpora, embedder, progress, library)


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
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise IndexNotReady(f"The disk of {index} is full; free some space and run the command again.") from None
        raise


def build_generation(
    index: Path,
    corpora: Sequence[Path],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
    library: Path | None,
) -> BuildReport:
    """What `build_index` does, for who is `writing` already."""
    started = time.perf_counter()
    documents = [document for corpus in corpora for document in load_documents(corpus)]
    documents += load_library(library) if library else []
    doubled = sorted(id_ for id_, count in Counter(document.id for document in documents).items() if count > 1)
    if doubled:
        raise CorpusError(f"The id {doubled[0]} names two documents; give the one in the catalogue another, or run `python -m assistant index remove {doubled[0]}`.")
    structures = [read_structure(document) for document in documents]
    chunks = [chunk_document(document, structure) for document, structure in zip(documents, structures, strict=True)]
    _require_space(index, sum(len(each) for each in chunks))
    embedded = _write_generation(index, corpora, library, documents, structures, chunks, embedder, progress)
    return BuildReport(sum(len(each) for each in chunks), embedded, time.perf_counter() - started)


def fingerprint(corpora: Sequence[Path], model: str) -> dict[str, Any]:
    """What an index of these catalogues with this model would be built from."""
    entries = [entry for corpus in corpora for entry in read_catalogue(corpus)]
    return {"format": FORMAT, "model": model, "chunking": CHUNKING_VERSION, "catalogue": _digest([*entries, *_glossary(corpora)])}


def stale_because(manifest: Manifest, model: str, library: Path | None = None) -> str | None:
    """Why an index no longer fits its corpus or the model asked for; None where it fits.

    Documents that were added to `library` or removed from it count where it is named. Questions are answered
    without asking for that: after an addition that was cut short, the index answers as before it.
    """
    corpora = [Path(folder) for folder in manifest.corpus]
    if not all(folder.is_dir() for folder in corpora):
        # An index that was moved here without its corpus is all there is; only the model can be compared.
        found = {**manifest.fingerprint, "model": model, "chunking": CHUNKING_VERSION, "format": FORMAT}
    else:
        found = fingerprint(corpora, model)
    reasons = {
        "format": "it was written by another version",
        "model": f"it was embedded with {manifest.fingerprint.get('model')}, not {model}",
        "chunking": "it was cut into passages by another version",
        "catalogue": "the catalogue has changed",
    }
    reason = next((reason for key, reason in reasons.items() if found[key] != manifest.fingerprint.get(key)), None)
    if reason is None and library and library_digest(library) != manifest.added:
        return "documents were added or removed, and it was not built to the end"
    return reason


def _glossary(corpora: Sequence[Path]) -> list[GlossaryTerm]:
    return [term for corpus in corpora for term in load_glossary(corpus)]


def _digest(entries: Sequence[BaseModel]) -> str:
    data = json.dumps([entry.model_dump() for entry in entries], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def _require_space(index: Path, passages: int) -> None:
    needed = _BASE_BYTES + passages * _BYTES_PER_PASSAGE
    free = free_bytes(index)
    if free < needed:
        raise IndexNotReady(
            f"The index needs about {needed // 1_000_000} MB, {index} has {free // 1_000_000} MB free; free some space first."
        )


def _write_generation(
    index: Path,
    corpora: Sequence[Path],
    library: Path | None,
    documents: list[Document],
    structures: list[Structure],
    chunks: list[list[Chunk]],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
) -> int:
    known = _known_vectors(index, embedder.name)
    generation = index / "generations" / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
    (generation / "documents").mkdir(parents=True)
    try:
        flat = [chunk for each in chunks for chunk in each]
        digests = [hashlib.sha256(chunk.embedded_text.encode()).hexdigest() for chunk in flat]
        missing = [position for position, digest in enumerate(digests) if digest not in known]
        fresh = embedder.embed_passages([flat[position].embedded_text for position in missing], progress) if missing else None
        for row, position in enumerate(missing):
            known[digests[position]] = fresh[row]  # type: ignore[index]
        vectors = np.stack([known[digest] for digest in digests]) if flat else np.zeros((0, 1), dtype=np.float32)
        store = VectorStore(generation / "chroma", create=True)
        store.add([_as_passage(chunk) for chunk in flat], vectors, digests)
        store.close()
        Vocabulary.build([chunk.embedded_text for chunk in flat]).save(generation / "vocabulary.json")
        LexicalIndex.build([chunk.embedded_text for chunk in flat] or ["\0"]).save(generation / "lexical")
        for document, structure in zip(documents, structures, strict=True):
            _write_document(generation, document, structure)
        glossary = [term.model_dump() for term in _glossary(corpora)]
        (generation / "glossary.json").write_text(json.dumps(glossary, ensure_ascii=False), encoding="utf-8")
        write_manifest(
            generation,
            Manifest(
                fingerprint=fingerprint(corpora, embedder.name),
                corpus=[str(corpus.resolve()) for corpus in corpora],
                added=library_digest(library),
                dim=int(vectors.shape[1]),
                documents=[_summary(document, each) for document, each in zip(documents, chunks, strict=True)],
                passage_ids=[chunk.id for chunk in flat],
            ),
        )
        publish(index, generation)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    return len(missing)


def _known_vectors(index: Path, model: str) -> dict[str, Vectors]:
    """The current generation's vectors, if they are of this model."""
    try:
        generation = current_generation(index)
        if read_manifest(generation).fingerprint.get("model") != model:
            return {}
        store = VectorStore(generation / "chroma")
        vectors = store.vectors_by_digest()
        store.close()
    except IndexNotReady:
        return {}
    return vectors


def _as_passage(chunk: Chunk) -> Passage:
    return Passage(chunk.id, chunk.document_id, chunk.span.start, chunk.span.end, chunk.section, chunk.text)


def _summary(document: Document, chunks: list[Chunk]) -> dict[str, Any]:
    entry = asdict(document)
    del entry["text"]
    return {**entry, "passages": len(chunks)}


def _write_document(generation: Path, document: Document, structure: Structure) -> None:
    folder = generation / "documents"
    with (folder / f"{document.id}.txt").open("w", encoding="utf-8", newline="") as file:
        file.write(document.text)
    (folder / f"{document.id}.json").write_text(json.dumps(asdict(structure), ensure_ascii=False), encoding="utf-8")
