"""A quick embedder for tests that need many indexes and no meaning: words hashed into a few dimensions."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import numpy as np

from index.embed import Vectors
from index.terms import terms

DIM = 32


class HashingEmbedder:
    """Texts with words in common have vectors that point the same way."""

    name = "hashing"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        self.embedded += texts
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        vector = np.full(DIM, 0.01, dtype=np.float32)
        for term in terms(text):
            vector[zlib.crc32(term.encode()) % DIM] += 1
        found: Vectors = vector / np.linalg.norm(vector)
        return found
