"""The retriever that other LangChain programs can plug in, on top of the index."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.records import Hit
from index.retrieve import Index


class PassageRetriever(BaseRetriever):
    """Passages of the index, best first, as LangChain documents.

    `metadata` of each has `source`, `passage_id`, `start`, `end`, `section`, `score`,
    `cosine_similarity` and `bm25`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = Field(default=10, ge=1, le=1000)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[LangChainDocument]:
        return [as_langchain(hit) for hit in self.index.search(query, self.k)]


def as_langchain(hit: Hit) -> LangChainDocument:
    """A hit as a LangChain document."""
    passage = hit.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "source": passage.document_id,
            "passage_id": passage.id,
            "start": passage.start,
            "end": passage.end,
            "section": list(passage.section),
            "score": hit.score,
            "cosine_similarity": hit.cosine_similarity,
            "bm25": hit.bm25,
        },
    )
