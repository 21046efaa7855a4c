"""PlanAssistant: the LangChain Runnable that joins the steps from a question to an Answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.config import Settings
from assistant.records import Answer, Citation, Turn
from corpus.chunk import section_path
from index.embed import load_embedder
from index.records import Hit
from index.retrieve import Index


class Request(TypedDict, total=False):
    """What PlanAssistant takes."""

    question: str
    history: Sequence[Turn]


def open_assistant(settings: Settings) -> PlanAssistant:
    """The assistant over the index that the settings name; raises `IndexNotReady` where it cannot be opened."""
    return PlanAssistant(Index(Path(settings.index_folder), load_embedder(settings.embeddings)))


class PlanAssistant(Runnable[Request, Answer]):
    """Question and history in, Answer out."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def invoke(self, input: Request, config: RunnableConfig | None = None, **_: Any) -> Answer:  # noqa: A002, ANN401
        """The Answer to `input["question"]` after the turns of `input["history"]`."""
        started = time.perf_counter()
        question = input["question"]
        hit = self.index.search(question, 1)[0]
        answer = Answer(question, question, "answered", f"“{hit.passage.text}” [1]", (self._citation(1, hit),))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def stream(self, input: Request, config: RunnableConfig | None = None, **_: Any) -> Iterator[Answer]:  # noqa: A002, ANN401
        """The Answer as it grows; the last one is whole."""
        yield self.invoke(input, config)

    def _citation(self, n: int, hit: Hit) -> Citation:
        document = self.index.document(hit.passage.document_id)
        return Citation(
            n, document.id, document.title, document.publisher, document.date, document.tier, document.url, None, None,
            section_path(hit.passage.section), hit.passage.id, hit.passage.text, hit.passage.start, hit.passage.end,
        )
