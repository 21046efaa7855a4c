"""An index of any size for `eval scale`, and searching it: each called in a process of its own.

Only the first passages are embedded, since a hundred thousand take hours. The vectors of the rest lie between
two of those, moved a little at random: many near neighbours, none of them equal. Their recall is therefore a
hint; times, memory and disk do not depend on what a vector means.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.config import load_settings
from eval.metrics import percentile, recall_at
from eval.records import EvalError
from index.embed import Vectors, load_embedder
from index.lexical import LexicalIndex
from index.records import Passage
from index.retrieve import Index
from index.store import Manifest, VectorStore, folder_bytes, publish, write_manifest

# Length of the random move, a share of the vector's own.
_MOVE = 0.2
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Material:
    """What the indexes are made from, and asked."""

    texts: list[str]
    vectors: Vectors
    """Of the first texts, `(n_embedded, dim)` float32 of unit length."""
    questions: list[str]
    question_vectors: Vectors

    def save(self, folder: Path) -> None:
        """Writes it to `folder`, for the processes that measure."""
        (folder / "texts.json").write_text(json.dumps({"texts": self.texts, "questions": self.questions}), encoding="utf-8")
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "questions.npy", self.question_vectors)

    @classmethod
    def load(cls, folder: Path) -> Material:
        """What `save` wrote."""
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        return cls(texts["texts"], np.load(folder / "vectors.npy"), texts["questions"], np.load(folder / "questions.npy"))


def build(material: str, folder: str, n: int) -> dict[str, Any]:
    """Writes an index of `n` passages to `folder`; seconds of adding its vectors and its words, and its bytes.

    The exact nearest passages of every question are written beside it.
    """
    given = Material.load(Path(material))
    vectors = spread(given.vectors, n)
    texts = [given.texts[at % len(given.texts)] for at in range(n)]
    passages = [Passage(f"p{at}", "synthetic", at, at + 1, (), text) for at, text in enumerate(texts)]
    index = Path(folder)
    generation = index / "generations" / "measured"
    generation.mkdir(parents=True)
    started = time.perf_counter()
    store = VectorStore(generation / "chroma", create=True)
    store.add(passages, vectors, [passage.id for passage in passages])
    store.close()
    added = time.perf_counter()
    LexicalIndex.build(texts).save(generation / "lexical")
    finished = time.perf_counter()
    write_manifest(generation, Manifest({}, [], int(vectors.shape[1]), [], [passage.id for passage in passages]))
    publish(index, generation)
    exact = [[f"p{at}" for at in np.argsort(-(vectors @ vector), kind="stable")[:_DEPTH]] for vector in given.question_vectors]
    (index / "exact.json").write_text(json.dumps(exact), encoding="utf-8")
    return {"vector_seconds": added - started, "lexical_seconds": finished - added, "bytes": folder_bytes(generation)}


def search(material: str, folder: str) -> dict[str, Any]:
    """Opens the index in `folder` and asks every question; its seconds, milliseconds, and recall@10 of the exact ones."""
    given = Material.load(Path(material))
    exact = json.loads((Path(folder) / "exact.json").read_text(encoding="utf-8"))
    started = time.perf_counter()
    index = Index(Path(folder), load_embedder(load_settings().embeddings), check_stale=False)
    index.search(given.questions[0], vector=given.question_vectors[0])
    opened = time.perf_counter() - started
    times = []
    for question, vector in zip(given.questions, given.question_vectors, strict=True):
        asked = time.perf_counter()
        index.search(question, vector=vector)
        times.append(1000 * (time.perf_counter() - asked))
    store = VectorStore(index.generation / "chroma")
    found = [[passage.id for passage, _ in store.nearest(vector, _DEPTH)] for vector in given.question_vectors]
    recalls = [recall_at(_DEPTH, ids, dict.fromkeys(wanted, 1)) for ids, wanted in zip(found, exact, strict=True)]
    return {
        "open_seconds": opened,
        "p50": percentile(times, 50),
        "p95": percentile(times, 95),
        "recall": sum(recalls) / len(recalls),
    }


def spread(vectors: Vectors, n: int) -> Vectors:
    """`n` unit vectors: the given ones first, then ones between two of them, always the same.

    Raises `EvalError` for no vectors.
    """
    if not len(vectors):
        raise EvalError("There is no embedded passage to begin with; name a set that has some.")
    random = np.random.default_rng(0)
    more = max(n - len(vectors), 0)
    one, other = vectors[random.integers(len(vectors), size=(2, more))]
    weight = random.uniform(0.5, 1.0, (more, 1)).astype(np.float32)
    moves = random.standard_normal((more, vectors.shape[1]), dtype=np.float32)
    between = weight * one + (1 - weight) * other + _MOVE * moves / np.linalg.norm(moves, axis=1, keepdims=True)
    together: Vectors = np.concatenate([vectors[:n], between / np.linalg.norm(between, axis=1, keepdims=True)])
    return together
