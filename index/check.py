"""What is in an index, and whether it can be used as it is. Imports no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.library import AddedEntry, read_library
from corpus.load import load_documents
from index.build import stale_because
from index.disk import folder_bytes
from index.embed import load_embedder
from index.records import IndexNotReady
from index.retrieve import Index
from index.store import current_generation, read_generation


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The current generation of an index."""

    folder: Path
    generation: str
    model: str
    corpus: tuple[str, ...]
    """Folders of the catalogues it was built from."""
    passages: int
    size_bytes: int
    """Of all files of the index, an older generation included."""
    stale: str | None
    """Why it no longer fits its corpus or the model asked for; None where it fits."""
    documents: tuple[tuple[dict[str, Any], Path], ...]
    """Catalogue entries with `passages`, and the file of each one's stored text."""
    library: Path | None
    """The folder of added documents, where one was asked for."""
    added: dict[str, AddedEntry]
    """The entries of the added documents by id, those that wait for a build or a release included."""
    superseded: dict[str, str]
    """Ids of earlier versions, with the id of the one that has taken the place of each."""
    segments: int
    """Parts that the index consists of; `index build` makes them one."""


def index_status(folder: Path, model: str, library: Path | None = None, server: str | None = None) -> IndexStatus:
    """The state of the index in `folder`; raises `IndexNotReady` where it is missing or damaged.

    Raises `CorpusError` where the catalogue it was built from cannot be read any more.
    """
    index = Index(folder, load_embedder(model), check_stale=False, server=server)
    generation = read_generation(index.generation)
    manifest = index.manifest
    return IndexStatus(
        folder=folder,
        generation=index.generation.name,
        model=str(manifest.fingerprint.get("model")),
        corpus=tuple(manifest.corpus),
        passages=len(manifest.passage_ids),
        size_bytes=folder_bytes(folder),
        stale=stale_because(generation, model, library, server),
        documents=tuple((entry, index.text_path(entry["id"])) for entry in manifest.documents),
        library=library,
        added={entry.id: entry for entry in read_library(library)} if library else {},
        superseded=index.superseded,
        segments=len(generation.segments),
    )


def problem_with(folder: Path, corpora: Sequence[Path], model: str, library: Path | None = None, server: str | None = None) -> str | None:
    """A clause that says why the index in `folder` has to be built from `corpora` and `library`, or None where it need not be.

    Every part is opened, so that a damaged one is noticed now and not by the first question. Raises
    `CorpusError` where a document or its catalogue entry is unusable.
    """
    for corpus in corpora:
        load_documents(corpus)
    try:
        generation = read_generation(current_generation(folder))
        if {Path(each) for each in generation.corpus} != {corpus.resolve() for corpus in corpora}:
            return f"The index at {folder} was built from another folder"
        Index(folder, load_embedder(model), server=server).check()
        if library and (reason := stale_because(generation, model, library, server)):
            return f"The index at {folder} is out of date: {reason}"
    except IndexNotReady as error:
        return str(error).partition(";")[0]
    return None
