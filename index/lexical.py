"""Lexical search: BM25 over the terms of the passages, by bm25s."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.terms import terms


class LexicalIndex:
    """BM25 scores of every passage for a question.

    bm25s computes them all beforehand, as a matrix of passages by terms in compressed columns; a question
    only adds up the columns of its terms, which needs no bm25s.
    """

    def __init__(self, n_passages: int, columns: Mapping[str, int], matrix: Mapping[str, NDArray[np.generic]]) -> None:
        """`columns` numbers the terms; `matrix` has `data`, `indices` (of passages) and `indptr` (where a column starts)."""
        self._n_passages = n_passages
        self._columns = columns
        self._matrix = matrix

    @property
    def n_passages(self) -> int:
        """The number of passages."""
        return self._n_passages

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """An index over `texts`; positions in `scores` follow their order."""
        import bm25s  # deferred: it imports scipy, 0.2 s, and only building needs it

        # Lucene's variant and k1 = 1.2, b = 0.75, the defaults of the literature (Robertson & Zaragoza 2009).
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        # A text without terms would make the model refuse the whole collection.
        model.index([terms(text) or ["\0"] for text in texts], show_progress=False)
        return cls(len(texts), dict(model.vocab_dict), {name: model.scores[name] for name in _ARRAYS})

    def save(self, folder: Path) -> None:
        """Writes the index to `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "terms.json").write_text(json.dumps(self._columns, ensure_ascii=False), encoding="utf-8")
        for name, array in self._matrix.items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path, n_passages: int) -> LexicalIndex:
        """The index that `save` wrote; arrays stay on disk until they are used."""
        columns = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        return cls(n_passages, columns, {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS})

    def document_frequency(self, term: str) -> int:
        """The number of passages that hold a term."""
        column = self._columns.get(term)
        starts = self._matrix["indptr"]
        return 0 if column is None else int(starts[column + 1]) - int(starts[column])

    def scores(self, weights: Mapping[str, float], statistics: Statistics | None = None) -> NDArray[np.float32]:
        """BM25 of each passage, `(n_passages,)` float32, 0 where no term occurs; a term counts by its weight.

        With the `statistics` of all segments, a term is as rare as it is in all of them together. The mean length of
        a passage stays this segment's own.
        """
        total = np.zeros(self._n_passages, dtype=np.float32)
        data, passages, starts = (self._matrix[name] for name in _ARRAYS)
        for term, weight in weights.items():
            if (column := self._columns.get(term)) is None:
                continue
            start, end = int(starts[column]), int(starts[column + 1])
            if statistics:
                weight *= statistics.rarity(term) / _rarity(self._n_passages, end - start)
            # A passage stands once in a column, so that plain addition loses nothing.
            total[passages[start:end]] += np.multiply(data[start:end], weight, dtype=np.float32)
        return total


def term_weights(question_terms: Sequence[str], context_terms: Mapping[str, float] | None = None) -> dict[str, float]:
    """How much each term counts: as often as the question holds it, and by its weight where it comes from the context."""
    weights: dict[str, float] = dict(Counter(question_terms))
    for term, weight in (context_terms or {}).items():
        weights[term] = weights.get(term, 0.0) + weight
    return weights


class Statistics:
    """How rare terms are in several segments together."""

    def __init__(self, segments: Sequence[LexicalIndex]) -> None:
        self._segments = segments
        self._n_passages = sum(each.n_passages for each in segments)

    def rarity(self, term: str) -> float:
        """The inverse document frequency of a term over all segments."""
        return _rarity(self._n_passages, sum(each.document_frequency(term) for each in self._segments))


def _rarity(n_passages: int, frequency: int) -> float:
    """Inverse document frequency as Lucene computes it, and as the stored scores hold it."""
    return math.log(1 + (n_passages - frequency + 0.5) / (frequency + 0.5))


_ARRAYS = ("data", "indices", "indptr")
