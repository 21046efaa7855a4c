"""BM25 as bm25s computes it, read back without bm25s."""

from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np

from index.lexical import LexicalIndex, term_weights
from index.terms import terms
from tests.conftest import HARBOUR, LIBRARY

TEXTS = [*HARBOUR.split("\n\n"), *LIBRARY.split("\n\n"), "质量提升行动的总体目标", "", "the of and"]


def test_scores_are_those_of_bm25s(tmp_path: Path):
    LexicalIndex.build(TEXTS).save(tmp_path)
    index = LexicalIndex.load(tmp_path, len(TEXTS))
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index([terms(text) or ["\0"] for text in TEXTS], show_progress=False)
    for question in ("the bridge and the library of Northport", "library library", "质量目标"):
        known = [term for term in terms(question) if term in model.vocab_dict]
        assert known
        np.testing.assert_allclose(index.scores(term_weights(terms(question))), model.get_scores(known), rtol=1e-6)


def test_terms_that_occur_nowhere_score_nothing(tmp_path: Path):
    index = LexicalIndex.build(TEXTS)
    np.testing.assert_array_equal(index.scores({"zebra": 1.0}), np.zeros(len(TEXTS), dtype=np.float32))
    np.testing.assert_array_equal(index.scores({}), np.zeros(len(TEXTS), dtype=np.float32))
