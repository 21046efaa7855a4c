"""Embeddings that are computed once: kept in a folder by model and by the digest of each text."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from eval.records import EvalError
from eval.terminal import counted
from index.embed import Vectors, load_embedder

CACHE = Path("build/eval/embeddings")
# Texts between two writes to the folder: what an interruption can lose.
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of some passages, and what it took."""

    vectors: Vectors
    """`(n_texts, dim)` float32 of unit length."""
    fresh: int
    """Texts that had to be embedded; the others came from the folder."""
    seconds: float
    """For the fresh ones; the model is loaded before the clock starts."""


def embed_cached(texts: Sequence[str], model: str, cache: Path = CACHE) -> Embedded:
    """The vectors of `texts` as passages, in their order; new ones are added to the folder as they come.

    Raises `EvalError` where the folder holds damaged files, and `IndexNotReady` where there is no such model.
    """
    folder = _folder(cache, model)
    folder.mkdir(parents=True, exist_ok=True)
    known = _read(folder)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    missing = list({digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}.items())
    seconds = _with_all_cores(embed_into, folder, model, missing) if missing else 0.0
    if missing:
        known = _read(folder)
    return Embedded(np.stack([known[digest] for digest in digests]), len(missing), seconds)


def vectors_of(texts: Sequence[str], model: str, cache: Path = CACHE) -> Vectors:
    """The vectors of texts that `embed_cached` has kept, `(n_texts, dim)`; raises `EvalError` where one is missing."""
    known = _read(_folder(cache, model))
    try:
        return np.stack([known[hashlib.sha256(text.encode()).hexdigest()] for text in texts])
    except KeyError:
        raise EvalError(f"The stored embeddings in {cache} do not hold every text; run the command again.") from None


def embed_into(folder: Path, model: str, missing: Sequence[tuple[str, str]]) -> float:
    """Seconds that embedding the (digest, text) pairs took; their vectors are added to `folder` step by step."""
    # It announces its default prompt as a warning.
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    embedder = load_embedder(model)
    embedder.embed_passages(["warm"])
    seconds = 0.0
    for batch in counted([missing[at : at + _BATCH] for at in range(0, len(missing), _BATCH)], f"embedding, {_BATCH} a step:"):
        started = time.perf_counter()
        vectors = embedder.embed_passages([text for _, text in batch])
        seconds += time.perf_counter() - started
        _append(folder, [digest for digest, _ in batch], vectors)
    return seconds


def _folder(cache: Path, model: str) -> Path:
    return cache / re.sub(r"[^\w.-]+", "-", model)


def _with_all_cores(work: Callable[..., float], *given: object) -> float:
    """What `work` returns, done in a process of its own whose OpenMP may use every core.

    The commands hold questions to one thread (two busy cores make them fifty times slower), and the number
    cannot be changed after the first import.
    """
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = str(os.cpu_count() or 1)
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(work, *given).result()
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _read(folder: Path) -> dict[str, Vectors]:
    names, rows = folder / "digests.txt", folder / "vectors.f32"
    if not names.is_file():
        return {}
    digests = names.read_text(encoding="ascii").split()
    flat = np.fromfile(rows, dtype=np.float32) if rows.is_file() else np.zeros(0, dtype=np.float32)
    if not digests or flat.size % len(digests):
        raise EvalError(f"The stored embeddings in {folder} are damaged; delete that folder and run the command again.")
    return dict(zip(digests, flat.reshape(len(digests), -1), strict=True))


def _append(folder: Path, digests: Sequence[str], vectors: Vectors) -> None:
    with (folder / "vectors.f32").open("ab") as file:
        file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
    with (folder / "digests.txt").open("a", encoding="ascii") as file:
        file.write("".join(f"{digest}\n" for digest in digests))
