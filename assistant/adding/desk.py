"""One operator's desk: files come in, are read and shown, and are taken in or put away."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Literal

from assistant.adding.entry import EntryFault, corrected
from assistant.adding.pace import Pace
from assistant.question_text import clean_text
from corpus.library import AddedEntry, read_library
from corpus.readers.records import MAX_FILE_BYTES
from corpus.readers.unpack import Found, unpack_content
from corpus.records import CorpusError
from index.add import AlreadyThere, Batch, Candidate, corpora_of, remove, take_in
from index.build import BuildReport
from index.embed import Embedder
from index.records import IndexNotReady

_log = logging.getLogger(__name__)
SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".zip")
# What lies on one desk is held in memory.
MOST_FILES = 500
MOST_BYTES = 200_000_000
_MOST_OUTCOMES = 50
_NEW_VERSION = re.compile(r"--replaces (\S+)")
FAULT = "Something went wrong; try again, and look into the log if it happens twice."

Doing = Literal["", "reading", "taking", "removing"]


class DeskError(Exception):
    """The desk cannot do what it was asked; the message is the sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where added documents go."""

    index: Path
    library: Path
    corpora: tuple[Path, ...]
    """The catalogues' folders, where there is no index yet to tell them."""
    server: str | None
    """Address of the Chroma server that stores the passages, if one does."""
    load_embedder: Callable[[], Embedder]
    documents: Callable[[], Mapping[str, str]]
    """Titles of the documents in force by their ids."""


@dataclass(slots=True)
class Paper:
    """One file on the desk."""

    key: str
    found: Found
    given: dict[str, str | None] = field(default_factory=dict)
    candidate: Candidate | None = None
    refused: str = ""
    """Why it was not read, or where it is already."""

    @property
    def new_version_of(self) -> str | None:
        """The document that has nearly the same text, of a file that was refused for that."""
        match = _NEW_VERSION.search(self.refused)
        return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Work:
    """What the desk is doing."""

    doing: Doing = ""
    name: str = ""
    """The file that is being read."""
    done: int = 0
    total: int = 0
    """Passages embedded and to be embedded; 0 before that is known."""
    left: float | None = None
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of something that the desk did."""

    number: int
    """From 1, in the order of time."""
    said: str
    failed: bool = False
    passages: tuple[int, int] | None = None
    """Of a change: passages in the index, and newly embedded."""


class Desk:
    """Files on their way into one index; what takes long is done one thing after the other, in a thread of its own."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._lock = threading.RLock()
        self._batch: Batch | None = None
        self._incoming: tuple[str, str, int, bytearray] = ("", "", 0, bytearray())
        self._numbered = 0
        self._waiting = 0
        self.papers: list[Paper] = []
        self.work = Work()
        self.outcomes: list[Outcome] = []
        """The latest, oldest first; of what went well only changes of the index."""
        self._outcomes_ever = 0
        self.version = 0
        """Changes whenever the papers or the added documents do."""

    @property
    def busy(self) -> bool:
        """Whether something is being read, taken in or removed, or waits for that."""
        return self._waiting > 0

    def added(self) -> list[AddedEntry]:
        """The documents that were added, in the order they came."""
        return read_library(self._place.library)

    def receive(self, upload: str, name: str, size: int, at: int, data: bytes) -> int:
        """How much of a file has come, after `data` from position `at`; one file at a time, and read once it is whole.

        Raises `DeskError` for one that is too large, of another kind, or not sent in order.
        """
        name = _file_name(name)
        with self._lock:
            if at == 0:
                self._require_room(name, size)
                self._incoming = (upload, name, size, bytearray())
            ours, name, size, content = self._incoming
            if ours != upload or at != len(content) or not data or at + len(data) > size:
                self._incoming = ("", "", 0, bytearray())
                raise DeskError(f"{name} did not arrive whole; send it again.")
            content += data
            if len(content) == size:
                self._incoming = ("", "", 0, bytearray())
                self._do("reading", lambda: self._read_file(name, bytes(content)), name)
            return len(content)

    def read_as_new_version(self, key: str) -> None:
        """Reads a file again that has nearly the same text as a document, as the new version of that one."""
        paper = self._paper(key)
        if replaced := paper.new_version_of:
            paper.given = {"replaces": replaced}
            paper.refused = ""
            self._do("reading", lambda: self._read(paper), paper.found.name)

    def put_away(self, key: str) -> None:
        """Takes a file from the desk; nothing of it is kept."""
        with self._lock:
            paper = self._paper(key)
            self.papers.remove(paper)
            self.version += 1
            if paper.candidate:
                # What was compared with it has to be compared anew.
                self._batch = None

    def take_in(self, corrections: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """Begins to take in the files that `corrections` names, each with what the operator has written of it.

        What cannot stand in an entry is said for each file and field, and nothing is begun then.
        """
        with self._lock:
            papers = [self._paper(key) for key in corrections]
            known = {*self.documents(), *(each.candidate.entry.id for each in papers if each.candidate)}
            faults: dict[str, dict[str, str]] = {}
            candidates = []
            for paper in papers:
                if paper.candidate is None:
                    raise DeskError(FAULT)
                try:
                    candidates.append(corrected(paper.candidate, corrections[paper.key], known))
                except EntryFault as fault:
                    faults[paper.key] = fault.fields
            if candidates and not faults:
                self._do("taking", lambda: self._take_in(papers, candidates))
            return faults

    def remove(self, id_: str) -> None:
        """Begins to remove an added document."""
        self._do("removing", lambda: self._remove(id_), id_)

    def documents(self) -> Mapping[str, str]:
        """Titles, by their ids, of the documents that a new one can be a version of."""
        return self._place.documents()

    def close(self) -> None:
        """Forgets what lies on the desk; what is being taken in is still brought to its end."""
        with self._lock:
            self.papers = []
            self._batch = None
            self._incoming = ("", "", 0, bytearray())
        self._pool.shutdown(wait=False)

    def _do(self, doing: Doing, act: Callable[[], None], name: str = "") -> None:
        def work() -> None:
            self.work = Work(doing, name)
            try:
                act()
            except (CorpusError, IndexNotReady) as error:
                self._tell(str(error), failed=True)
            except Exception:
                # Whatever went wrong, the operator sees one sentence; the log has the rest.
                _log.exception("a document could not be added or removed")
                self._tell(FAULT, failed=True)
            with self._lock:
                self.work = Work()
                self._waiting -= 1
                self.version += 1

        with self._lock:
            self._waiting += 1
            self.version += 1
            if not self.work.doing:
                self.work = Work(doing, name)
            self._pool.submit(work)

    def _tell(self, said: str, report: BuildReport | None = None, *, failed: bool = False) -> None:
        with self._lock:
            self._outcomes_ever += 1
            passages = (report.passages, report.embedded) if report else None
            self.outcomes = [*self.outcomes, Outcome(self._outcomes_ever, said, failed, passages)][-_MOST_OUTCOMES:]

    def _paper(self, key: str) -> Paper:
        for paper in self.papers:
            if paper.key == key:
                return paper
        raise DeskError("This file is not on the desk any more; send it again.")

    def _require_room(self, name: str, size: int) -> None:
        if not name.lower().endswith(SUFFIXES):
            raise DeskError(f"{name} is not a PDF, Word (.docx), HTML, Markdown or text file, nor a ZIP; save it as one of these and add that.")
        if not 0 < size <= MAX_FILE_BYTES:
            what = f"has more than {MAX_FILE_BYTES // 1_000_000} MB; split it and add the parts" if size else "is empty; add a file with text"
            raise DeskError(f"{name} {what}.")
        if size + sum(len(paper.found.content) for paper in self.papers) > MOST_BYTES or len(self.papers) >= MOST_FILES:
            raise DeskError(f"There is no room for {name}; take in or put away what is here, then send it again.")

    def _read_file(self, name: str, content: bytes) -> None:
        for found in unpack_content(name, content):
            with self._lock:
                if len(self.papers) >= MOST_FILES or len(found.content) + sum(len(paper.found.content) for paper in self.papers) > MOST_BYTES:
                    raise CorpusError(f"There is no room for all files of {name}; take in or put away what is here, then send it again.")
                self._numbered += 1
                paper = Paper(str(self._numbered), found)
                self.papers.append(paper)
            self.work = Work("reading", found.name)
            self._read(paper)

    def _read(self, paper: Paper) -> None:
        name = paper.found.name
        if self._batch is None:
            self._batch = Batch(self._place.index, self._place.library)
            for other in list(self.papers):
                if other.candidate and other is not paper:
                    self._read_into(self._batch, other)
        if not paper.found.refused and not name.lower().endswith(SUFFIXES):
            paper.refused = f"{name} is not a PDF, Word (.docx), HTML, Markdown or text file, nor a ZIP; save it as one of these and add that."
        else:
            self._read_into(self._batch, paper)
        self.version += 1

    def _read_into(self, batch: Batch, paper: Paper) -> None:
        try:
            paper.candidate, paper.refused = batch.read(paper.found, paper.given), ""
        except (AlreadyThere, CorpusError) as error:
            paper.candidate, paper.refused = None, str(error)

    def _take_in(self, papers: Sequence[Paper], candidates: Sequence[Candidate]) -> None:
        pace = Pace()

        def progress(done: int, total: int) -> None:
            self.work = Work("taking", "", done, total, pace.left(done, total))

        place = self._place
        corpora = corpora_of(place.index, place.corpora)
        report = take_in(place.index, corpora, place.library, candidates, place.load_embedder(), progress, place.server)
        with self._lock:
            self.papers = [each for each in self.papers if each not in papers]
            self._batch = None
        self._tell("Taken in.", report)

    def _remove(self, id_: str) -> None:
        place = self._place
        corpora = corpora_of(place.index, place.corpora)
        report = remove(place.index, corpora, place.library, [id_], place.load_embedder(), None, place.server)
        self._batch = None
        self._tell("Removed.", report)


def _file_name(name: str) -> str:
    """The last part of what a browser calls a file, without what would not be seen."""
    return " ".join(clean_text(PurePath(name.replace("\\", "/")).name).split())[-200:] or "file"
