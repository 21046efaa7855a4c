"""Lexical search: BM25 over the terms of the passages, by bm25s."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.terms import terms


class LexicalIndex:
    """BM25 scores of every passage for a question."""

    def __init__(self, model: bm25s.BM25, n_passages: int) -> None:
        self._model = model
        self._n_passages = n_passages

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """An index over `texts`; positions in `scores` follow their order."""
        # Lucene's variant and k1 = 1.2, b = 0.75, the defaults of the literature (Robertson & Zaragoza 2009).
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        # A text without terms would make the model refuse the whole collection.
        model.index([terms(text) or ["\0"] for text in texts], show_progress=False)
        return cls(model, len(texts))

    def save(self, folder: Path) -> None:
        """Writes the index to `folder`."""
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, n_passages: int) -> LexicalIndex:
        """The index that `save` wrote; arrays stay on disk until they are used."""
        return cls(bm25s.BM25.load(str(folder), mmap=True), n_passages)

    def scores(self, question_terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of each passage, `(n_passages,)` float32, 0 where no term occurs."""
        known = [term for term in question_terms if term in self._model.vocab_dict]
        if not known:
            return np.zeros(self._n_passages, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)
