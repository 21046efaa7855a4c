"""Building the index: documents in, a new generation out."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from corpus.chunk import CHUNKING_VERSION
from corpus.glossary import GlossaryTerm, load_glossary
from corpus.library import library_digest, load_library
from corpus.load import load_documents, read_catalogue
from corpus.records import CorpusError
from index.embed import Embedder, Vectors
from index.records import IndexNotReady
from index.store import FORMAT, Generation, current_generation, open_segments, read_generation
from index.vectors import shown_address
from index.vocabulary import common_english
from index.write import CutDocument, change, require_space, writing


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    passages: int
    """In the index now."""
    embedded: int
    """Passages that had to be embedded; the others' vectors were taken over."""
    seconds: float


def build_index(
    index: Path,
    corpora: Sequence[Path],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
    library: Path | None = None,
    server: str | None = None,
) -> BuildReport:
    """Builds the index of the catalogues in `corpora`, and of the documents added to `library`, and makes it current.

    Everything is written anew, in one segment, with the vectors of unchanged passages taken over. `progress` is
    called with the number of passages embedded and to be embedded; with the address of a Chroma `server` the
    passages are stored there. Raises `CorpusError` for an unusable document, and `IndexNotReady` where another
    process is writing, the disk is full or the server does not answer; the current generation then stays.
    """
    with writing(index):
        return build_anew(index, corpora, embedder, progress, library, server)


def build_anew(
    index: Path,
    corpora: Sequence[Path],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
    library: Path | None,
    server: str | None,
    known: Mapping[str, Vectors] | None = None,
) -> BuildReport:
    """What `build_index` does, for who is `writing` already; vectors are taken over from `known` as well."""
    started = time.perf_counter()
    material = [CutDocument(document, added=False) for corpus in corpora for document in load_documents(corpus)]
    material += [CutDocument(document, added=True) for document in load_library(library)] if library else []
    counted = Counter(each.document.id for each in material)
    if doubled := sorted(id_ for id_, count in counted.items() if count > 1):
        raise CorpusError(
            f"The id {doubled[0]} names two documents; give the one in the catalogue another, or run `python -m assistant index remove {doubled[0]}`."
        )
    passages = sum(len(each.chunks) for each in material)
    require_space(index, passages)
    with change(index, server) as new:
        vectors = {**(known or {}), **known_vectors(index, embedder.name, server)}
        uses, embedded = new.write(material, embedder, vectors, progress)
        glossary = [term.model_dump() for term in _glossary(corpora)]
        (new.folder / "glossary.json").write_text(json.dumps(glossary, ensure_ascii=False), encoding="utf-8")
        (new.folder / "english.json").write_text(json.dumps(common_english(), separators=(",", ":")), encoding="utf-8")
        folders = [str(corpus.resolve()) for corpus in corpora]
        new.publish(Generation(fingerprint(corpora, embedder.name, server), folders, tuple(uses), library_digest(library)))
    return BuildReport(passages, embedded, time.perf_counter() - started)


def fingerprint(corpora: Sequence[Path], model: str, server: str | None = None) -> dict[str, Any]:
    """What an index of these catalogues with this model would be built from."""
    entries = [entry for corpus in corpora for entry in read_catalogue(corpus)]
    return {**_engine(model, server), "catalogue": _digest([*entries, *_glossary(corpora)])}


def stale_because(generation: Generation, model: str, library: Path | None = None, server: str | None = None) -> str | None:
    """Why an index no longer fits its corpus, or the model or server asked for; None where it fits.

    Documents that were added to `library` or removed from it count where it is named. Questions are answered
    without asking for that: after an addition that was cut short, the index answers as before it.
    """
    corpora = [Path(folder) for folder in generation.corpus]
    if not all(folder.is_dir() for folder in corpora):
        # An index that was moved here without its corpus is all there is; only the rest can be compared.
        found = {**generation.fingerprint, **_engine(model, server)}
    else:
        found = fingerprint(corpora, model, server)
    built = generation.fingerprint
    reasons = {
        "format": "it was written by another version",
        "model": f"it was embedded with {built.get('model')}, not {model}",
        "chunking": "it was cut into passages by another version",
        "server": f"its passages are stored {_place(built.get('server'))}, not {_place(found['server'])}",
        "catalogue": "the catalogue has changed",
    }
    reason = next((reason for key, reason in reasons.items() if found[key] != built.get(key)), None)
    if reason is None and library and library_digest(library) != generation.added:
        return "documents were added or removed, and it was not built to the end"
    return reason


def _engine(model: str, server: str | None) -> dict[str, Any]:
    return {"format": FORMAT, "model": model, "chunking": CHUNKING_VERSION, "server": shown_address(server) if server else ""}


def _place(server: object) -> str:
    return f"on the Chroma server {server}" if server else "in its own folder"


def _glossary(corpora: Sequence[Path]) -> list[GlossaryTerm]:
    return [term for corpus in corpora for term in load_glossary(corpus)]


def _digest(entries: Sequence[BaseModel]) -> str:
    # What an entry leaves out is as if it were not there: a new field with a default makes no index stale.
    data = json.dumps([entry.model_dump(exclude_defaults=True) for entry in entries], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def known_vectors(index: Path, model: str, server: str | None) -> dict[str, Vectors]:
    """The current generation's vectors by the digest of the text, if they are of this model."""
    known: dict[str, Vectors] = {}
    try:
        generation = read_generation(current_generation(index))
        if generation.fingerprint.get("model") != model:
            return {}
        stored_at = server if generation.fingerprint.get("server") else None
        for segment, _ in open_segments(index, generation, stored_at):
            for _, vectors, digests in segment.store.pages():
                known |= dict(zip(digests, vectors, strict=True))
            segment.store.close()
    except IndexNotReady:
        # Damaged or out of reach: what could be read is still right.
        return known
    return known
