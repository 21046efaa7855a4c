"""An index with a library, quickly embedded, that a test may change; `tests.conftest` has it as a fixture."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corpus.readers.unpack import Found
from index.add import Batch, remove, take_in
from index.build import BuildReport, build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.hashing import HashingEmbedder


@dataclass
class Shelf:
    """A corpus of two documents, its index, and the library beside it."""

    root: Path
    server: str | None = None
    embedder: Embedder = field(default_factory=HashingEmbedder)

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def folder(self) -> Path:
        return self.root / "index"

    @property
    def library(self) -> Path:
        return self.root / "documents"

    def build(self) -> BuildReport:
        return build_index(self.folder, [self.corpus], self.embedder, None, self.library, self.server)

    def add(self, name: str, text: str, **given: str) -> BuildReport:
        candidate = Batch(self.folder, self.library).read(Found(f"{name}.txt", text.encode()), dict(given))
        return take_in(self.folder, [self.corpus], self.library, [candidate], self.embedder, None, self.server)

    def remove(self, *ids: str) -> BuildReport:
        return remove(self.folder, [self.corpus], self.library, ids, self.embedder, None, self.server)

    def open(self) -> Index:
        return Index(self.folder, self.embedder, server=self.server)

    @property
    def ids(self) -> list[str]:
        return [entry["id"] for entry in self.open().manifest.documents]


def paper(name: str, sentences: int = 3) -> str:
    """A text about one thing, unlike every other's."""
    lines = [f"The {name} office of district {number} opens {number + 2} {name} halls for {name} readers." for number in range(sentences)]
    return f"{name.capitalize()} plan\n\nPublished on 9 April 2026.\n\n" + " ".join(lines) + "\n"
