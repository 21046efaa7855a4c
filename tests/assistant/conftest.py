"""The project's own corpus, indexed for these tests: quotations are sampled from its stored texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build_index
from index.check import problem_with
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Index:
    """The index of the shipped corpus: the one that `make test` has built, or a new one where there is none."""
    folder, corpus = ROOT / "data" / "index", Path("corpus")
    if problem_with(folder, (corpus,), embedder.name) is not None:
        folder = tmp_path_factory.mktemp("shipped") / "index"
        build_index(folder, [ROOT / corpus], embedder)
    return Index(folder, embedder)
