"""Documents added to an index and removed from it: read first, shown, then taken in."""

from __future__ import annotations

import datetime
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from corpus.library import (
    AddedEntry,
    Origin,
    keep_files,
    library_digest,
    load_added,
    original_name,
    read_library,
    sweep,
    write_library,
)
from corpus.load import document_fields
from corpus.propose import Proposal, propose
from corpus.readers import read_file
from corpus.readers.records import FileText
from corpus.readers.unpack import Found
from corpus.records import CorpusError, Document, Structure
from corpus.similar import NEARLY_THE_SAME, Sketches, sketch
from corpus.structure import read_structure
from index.build import BuildReport, build_anew, stale_because
from index.embed import Embedder
from index.records import IndexNotReady
from index.store import current_generation, open_segments, read_generation
from index.write import CutDocument, change, require_space, writing

LICENCE = "As the operator added it"


class AlreadyThere(CorpusError):
    """A file is in the index already, byte for byte; the message names its document."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was read and may be taken in."""

    entry: AddedEntry
    read: FileText
    proposal: Proposal
    structure: Structure
    original: bytes

    @property
    def sections(self) -> tuple[str, ...]:
        """The labels of its headings, in reading order; the header of a table, with bars in it, is none."""
        labels = (label for piece in self.structure.pieces if piece.kind == "sentence" for label in piece.section)
        return tuple(dict.fromkeys(label for label in labels if " | " not in label))


class Batch:
    """Files read one after the other, each compared with those before it and with what the index holds."""

    def __init__(self, index: Path, library: Path) -> None:
        """Raises `CorpusError` where the list of added documents is damaged."""
        self._entries = read_library(library)
        self._known = Sketches()
        for entry in self._entries:
            self._known.add(entry.id, entry.origin.sketch)
        self._bytes = {entry.origin.sha256: entry.id for entry in self._entries}
        self._ids = {entry.id for entry in self._entries}
        for held, drawn in _indexed(index):
            if held["id"] not in self._ids:
                self._ids.add(held["id"])
                self._bytes[held["sha256"]] = held["id"]
                self._known.add(held["id"], drawn)

    def read(self, found: Found, given: dict[str, str | None]) -> Candidate:
        """A file of the batch, read, with its entry from `given` and, where that is None, from the file itself.

        Raises `CorpusError` for a file that cannot be read or is there already in nearly the same words,
        and `AlreadyThere` for one with the same bytes.
        """
        if found.refused:
            raise CorpusError(found.refused)
        digest = hashlib.sha256(found.content).hexdigest()
        if digest in self._bytes:
            raise AlreadyThere(f"{found.name} is in the index already, as {self._bytes[digest]}.")
        read = read_file(found.name, found.content)
        proposal = propose(found.name, read)
        drawn = sketch(read.text)
        other, alike = self._known.most_like(drawn)
        replaced = given.get("replaces")
        if replaced and replaced not in self._ids:
            raise CorpusError(f"{found.name} cannot replace {replaced}, which is not in the index; `python -m assistant index status` shows the ids.")
        if alike >= NEARLY_THE_SAME and other != replaced:
            raise CorpusError(
                f"{found.name} has nearly the same text as {other} ({alike:.0%} of it); "
                f"add it with --replaces {other} if it is a new version, or leave it out."
            )
        entry = self._entry(found, digest, read, proposal, given, drawn)
        self._ids.add(entry.id)
        self._bytes[digest] = entry.id
        self._known.add(entry.id, drawn)
        document = Document(text=read.text, **entry.model_dump(exclude={"origin", "pages"}))
        return Candidate(entry, read, proposal, read_structure(document), found.content)

    def _entry(
        self, found: Found, digest: str, read: FileText, proposal: Proposal, given: dict[str, str | None], drawn: tuple[int, ...]
    ) -> AddedEntry:
        id_ = _free_id(found.name, digest, self._ids)
        values: dict[str, Any] = {
            "id": id_,
            "path": f"texts/{id_}.md",
            "title": given.get("title") or proposal.title.value,
            "publisher": given.get("publisher") or proposal.publisher.value,
            "date": given.get("date") or proposal.date.value,
            "tier": given.get("tier") or "user",
            "language": given.get("language") or proposal.language.value,
            "licence": LICENCE,
            "replaces": given.get("replaces"),
            "not_before": given.get("not_before"),
            "url": given.get("url") or (proposal.url.value if proposal.url else None),
            "sha256": hashlib.sha256(read.text.encode()).hexdigest(),
            "pages": read.pages,
            "origin": Origin(
                name=found.name,
                path=original_name(id_, found.name),
                sha256=digest,
                format=read.format,
                encoding=read.encoding,
                added=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                warnings=read.warnings,
                sketch=drawn,
            ),
        }
        try:
            return AddedEntry.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise CorpusError(f"{found.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}; correct it and add the file again.") from None


def take_in(
    index: Path,
    corpora: Sequence[Path],
    library: Path,
    candidates: Iterable[Candidate],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
    server: str | None = None,
) -> BuildReport:
    """Adds the candidates to the library and makes an index with them current; only their text is read and embedded.

    Where it is cut short, the index stays as it was, and the next build takes them in. Raises as `build_index`
    does, and `CorpusError` where another process has added one of the ids meanwhile; the library is then as before.
    """
    candidates = list(candidates)
    with writing(index):
        before = read_library(library)
        taken = {entry.id for entry in before} & {each.entry.id for each in candidates}
        if taken:
            raise CorpusError(f"{min(taken)} was added by another process meanwhile; add the file again.")
        for each in candidates:
            keep_files(library, each.entry, each.read.text, each.original)
        return _change(index, corpora, library, before, [*before, *(each.entry for each in candidates)], embedder, progress, server)


def remove(
    index: Path,
    corpora: Sequence[Path],
    library: Path,
    ids: Sequence[str],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
    server: str | None = None,
) -> BuildReport:
    """Removes added documents, their originals too, and makes an index without them current.

    Raises `CorpusError` for an id that no added document has; nothing is removed then.
    """
    with writing(index):
        before = read_library(library)
        unknown = [id_ for id_ in ids if id_ not in {entry.id for entry in before}]
        if unknown:
            listed = f"those are {', '.join(entry.id for entry in before)}" if before else "there is none"
            raise CorpusError(f"{unknown[0]} is not an added document ({listed}); a catalogue's document is removed by dropping its entry there.")
        return _change(index, corpora, library, before, [entry for entry in before if entry.id not in ids], embedder, progress, server)


def corpora_of(index: Path, otherwise: Sequence[Path]) -> list[Path]:
    """The catalogues' folders that an index was built from, or `otherwise` where there is no index yet."""
    try:
        return [Path(folder) for folder in read_generation(current_generation(index)).corpus]
    except IndexNotReady:
        return list(otherwise)


def is_behind(index: Path, library: Path) -> bool:
    """Whether the index lacks documents of the library, or holds removed ones: a change was cut short."""
    try:
        return read_generation(current_generation(index)).added != library_digest(library)
    except IndexNotReady:
        return True


def _change(
    index: Path,
    corpora: Sequence[Path],
    library: Path,
    before: Sequence[AddedEntry],
    after: Sequence[AddedEntry],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
    server: str | None,
) -> BuildReport:
    """Writes the list, then the index: whoever is cut short between them leaves an index that answers as before."""
    write_library(library, after)
    try:
        report = _take_over(index, library, after, embedder, progress, server) or build_anew(
            index, corpora, embedder, progress, library, server
        )
    except BaseException:
        write_library(library, before)
        sweep(library)
        raise
    sweep(library)
    return report


def _take_over(
    index: Path,
    library: Path,
    entries: Sequence[AddedEntry],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
    server: str | None,
) -> BuildReport | None:
    """Makes the current index hold the library's documents, in a time that does not depend on what it holds already.

    What is new gets a segment, what was removed is left out from now on. None where there is no index to begin with,
    or it no longer fits its catalogues: then everything has to be built.
    """
    started = time.perf_counter()
    try:
        folder = current_generation(index)
        generation = read_generation(folder)
        if stale_because(generation, embedder.name, server=server):
            return None
        segments = open_segments(index, generation, server)
    except (IndexNotReady, CorpusError):
        return None
    wanted = {entry.id: entry for entry in entries}
    uses, held = [], set()
    passages = 0
    for segment, use in segments:
        gone = {entry["id"] for entry in segment.documents if entry["added"] and not _same(entry, wanted.get(entry["id"]))}
        left_out = tuple(sorted(gone | set(use.dropped)))
        kept = [entry for entry in segment.documents if entry["id"] not in left_out]
        held |= {entry["id"] for entry in kept}
        passages += sum(entry["passages"] for entry in kept)
        if kept:
            uses.append(replace(use, dropped=left_out))
    new = [CutDocument(load_added(library, entry), added=True) for entry in entries if entry.id not in held]
    fresh = sum(len(each.chunks) for each in new)
    require_space(index, fresh)
    with change(index, server) as changed:
        written, embedded = changed.write(new, embedder, {}, progress)
        uses = changed.merged([*uses, *written])
        changed.publish(replace(generation, segments=tuple(uses), added=library_digest(library)), beside=folder)
    return BuildReport(passages + fresh, embedded, time.perf_counter() - started)


def _same(held: dict[str, Any], entry: AddedEntry | None) -> bool:
    """Whether the index holds a document as its entry has it."""
    return entry is not None and all(held[key] == _plain(value) for key, value in document_fields(entry).items())


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _indexed(index: Path) -> list[tuple[dict[str, Any], tuple[int, ...]]]:
    """The entries of the documents that the index holds, with their sketches; none where there is no index."""
    try:
        generation = read_generation(current_generation(index))
        return [
            (entry, segment.sketches.get(entry["id"], ()))
            for segment, use in open_segments(index, generation, None)
            for entry in segment.documents
            if entry["id"] not in use.dropped
        ]
    except IndexNotReady:
        return []


def _free_id(name: str, digest: str, taken: set[str]) -> str:
    """An id made from the file's name, or from its content where the name has too few Latin letters."""
    slug = re.sub(r"[^a-z0-9]+", "-", PurePath(name).stem.lower()).strip("-")[:60].strip("-")
    if len(re.sub(r"[^a-z]", "", slug)) < 3:
        slug = f"{slug}-{digest[:8]}".strip("-") if slug else f"document-{digest[:8]}"
    number, id_ = 2, slug
    while id_ in taken:
        id_, number = f"{slug}-{number}", number + 1
    return id_
