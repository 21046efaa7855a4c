"""The embedding seam: both ways to the default model agree, and the second model works."""

from __future__ import annotations

import numpy as np
import pytest

from index.embed import E5Embedder, load_embedder
from index.records import IndexNotReady

TEXTS = ["The renewal costs 85 million crowns.", "全市要加强质量监管。", "x", "🚲 " + "a very long passage " * 200]


@pytest.mark.slow
def test_the_engine_and_sentence_transformers_give_the_same_vectors():
    embedder = E5Embedder()
    through_transformers = embedder._transformer.encode_query(TEXTS, normalize_embeddings=True)
    direct = np.stack([embedder.embed_query(text) for text in TEXTS])
    np.testing.assert_allclose(through_transformers, direct, atol=1e-5)
    np.testing.assert_allclose(embedder.embed_passages(TEXTS), embedder._engine.passage(TEXTS), atol=1e-5)


@pytest.mark.parametrize(("name", "dim"), [("multilingual-e5-small", 384), ("all-MiniLM-L6-v2", 384)])
def test_vectors_are_float32_of_unit_length(name: str, dim: int):
    embedder = load_embedder(name)
    passages = embedder.embed_passages(TEXTS[:2])
    question = embedder.embed_query(TEXTS[0])
    assert (passages.shape, passages.dtype, question.shape) == ((2, dim), np.float32, (dim,))
    np.testing.assert_allclose(np.linalg.norm([*passages, question], axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows():
    assert E5Embedder().embed_passages([]).shape == (0, 384)


def test_progress_counts_up_to_the_whole():
    seen: list[tuple[int, int]] = []
    E5Embedder().embed_passages(["a text"] * 130, lambda done, total: seen.append((done, total)))
    assert seen == [(128, 130), (130, 130)]


def test_an_unknown_model_is_named_with_what_to_set():
    with pytest.raises(IndexNotReady, match="'no-such-model' is not on this machine; set PLAN_ASSISTANT_EMBEDDINGS"):
        load_embedder("no-such-model").embed_query("x")
