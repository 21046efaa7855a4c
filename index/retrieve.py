"""Retrieval: the passages for a question, dense and lexical rankings fused."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.chunk import chunk_document
from corpus.glossary import GlossaryTerm
from corpus.records import Attribution, Document, Enumeration, Piece, Span, Structure
from index.build import stale_because
from index.embed import Embedder, Vectors
from index.lexical import LexicalIndex
from index.records import Hit, IndexNotReady, Passage
from index.store import REBUILD, VectorStore, current_generation, read_manifest
from index.terms import terms
from index.vocabulary import Vocabulary

# Candidates taken from each ranking before fusion.
POOL = 40
# Weight of the lexical ranking where it has matched something.
LEXICAL_WEIGHT = 0.4


class Index:
    """One generation of the index, open for reading."""

    def __init__(self, folder: Path, embedder: Embedder, *, check_stale: bool = True) -> None:
        """Opens the current generation of the index in `folder`.

        Raises `IndexNotReady` where it is missing, damaged, or stale.
        """
        self.folder = folder
        self.embedder = embedder
        self.generation = current_generation(folder)
        self.manifest = read_manifest(self.generation)
        if check_stale and (reason := stale_because(self.manifest, embedder.name)):
            raise IndexNotReady(f"The index at {folder} is out of date: {reason}; {REBUILD}.")
        self._position = {id_: position for position, id_ in enumerate(self.manifest.passage_ids)}

    @cached_property
    def _store(self) -> VectorStore:
        return VectorStore(self.generation / "chroma")

    @cached_property
    def _lexical(self) -> LexicalIndex:
        try:
            return LexicalIndex.load(self.generation / "lexical", len(self.manifest.passage_ids))
        except Exception as error:  # bm25s raises whatever numpy and json raise
            raise IndexNotReady(f"The index at {self.folder} is damaged (lexical part); {REBUILD}.") from error

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages; raises `IndexNotReady` where they cannot be read."""
        try:
            return Vocabulary.load(self.generation / "vocabulary.json")
        except (OSError, ValueError, TypeError, KeyError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (vocabulary); {REBUILD}.") from None

    @cached_property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The corpus's glossary; raises `IndexNotReady` where it cannot be read."""
        try:
            data = json.loads((self.generation / "glossary.json").read_text(encoding="utf-8"))
            return tuple(GlossaryTerm.model_validate(each) for each in data)
        except (OSError, ValueError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (glossary); {REBUILD}.") from None

    @cached_property
    def glossary_english(self) -> dict[str, str]:
        """The sources' English for each Chinese term of the glossary."""
        return {term.chinese: term.english for term in self.glossary if term.chinese}

    def search(
        self,
        question: str,
        k: int = 10,
        vector: Vectors | None = None,
        extra_terms: Sequence[str] = (),
        context_terms: Mapping[str, float] | None = None,
    ) -> list[Hit]:
        """The `k` best passages for `question`, best first; fewer where there are fewer.

        `vector` is the question's embedding where the caller has it; `extra_terms` (stems) join the
        question's own in the lexical ranking, `context_terms` (stems of earlier questions) by their weights.
        """
        vector = self.embedder.embed_query(question) if vector is None else vector
        bm25 = self._lexical.scores([*terms(question), *extra_terms], context_terms)
        found = {passage.id: (passage, similarity) for passage, similarity in self._store.nearest(vector, max(POOL, k))}
        lexical_only = [
            self.manifest.passage_ids[i] for i in _top(bm25, max(POOL, k)) if self.manifest.passage_ids[i] not in found
        ]
        for passage, stored in self._store.by_id(lexical_only):
            found[passage.id] = (passage, float(stored @ vector))
        hits = fuse([(passage, similarity, float(bm25[self._position[id_]])) for id_, (passage, similarity) in found.items()])
        return hits[:k]

    @lru_cache(maxsize=256)  # noqa: B019 - an index lives as long as the process
    def document(self, document_id: str) -> Document:
        """A document with its stored text; raises `IndexNotReady` where its text is missing or damaged."""
        entry = next((each for each in self.manifest.documents if each["id"] == document_id), None)
        try:
            if entry is None:
                raise KeyError(document_id)
            with (self.generation / "documents" / f"{document_id}.txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
        except (OSError, KeyError, UnicodeDecodeError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (text of {document_id}); {REBUILD}.") from None
        fields = {key: value for key, value in entry.items() if key not in ("passages", "pages")}
        return Document(text=text, pages=tuple(entry.get("pages", ())), **fields)

    @lru_cache(maxsize=256)  # noqa: B019 - an index lives as long as the process
    def structure(self, document_id: str) -> Structure:
        """A document's pieces and lists; raises `IndexNotReady` where they are missing or damaged."""
        try:
            data = json.loads((self.generation / "documents" / f"{document_id}.json").read_text(encoding="utf-8"))
            return _structure(data)
        except (OSError, ValueError, KeyError, TypeError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (structure of {document_id}); {REBUILD}.") from None

    def passage_at(self, document_id: str, position: int) -> str:
        """Id of the passage that holds a character of a document, or an empty string where none does."""
        starts, passages = self._passage_starts(document_id)
        found = bisect_right(starts, position) - 1
        return passages[found] if found >= 0 else ""

    @lru_cache(maxsize=256)  # noqa: B019 - an index lives as long as the process
    def _passage_starts(self, document_id: str) -> tuple[list[int], list[str]]:
        document = self.document(document_id)
        chunks = chunk_document(document, self.structure(document_id))
        return [chunk.span.start for chunk in chunks], [chunk.id for chunk in chunks]

    def text_path(self, document_id: str) -> Path:
        """The file of a document's stored text."""
        return self.generation / "documents" / f"{document_id}.txt"


def fuse(candidates: Sequence[tuple[Passage, float, float]], lexical_weight: float = LEXICAL_WEIGHT) -> list[Hit]:
    """Hits of (passage, cosine similarity, BM25), best fused score first.

    Similarities are scaled to [0, 1] over the candidates, BM25 by its maximum, and the two added with
    their weights. Scores are fused, not ranks, and the lexical side is left out where nothing matched:
    a list that matches nothing still votes by rank.
    """
    if not candidates:
        return []
    similarities = np.array([similarity for _, similarity, _ in candidates])
    bm25 = np.array([score for _, _, score in candidates])
    spread = float(np.ptp(similarities)) or 1.0
    dense = (similarities - similarities.min()) / spread
    if bm25.max() > 0:
        fused = (1 - lexical_weight) * dense + lexical_weight * bm25 / bm25.max()
    else:
        fused = dense
    hits = [
        Hit(passage, float(similarity), float(score), float(total))
        for (passage, similarity, score), total in zip(candidates, fused, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.document_id, hit.passage.start))


def _top(scores: NDArray[np.float32], k: int) -> list[int]:
    """Positions of the `k` highest scores above zero, highest first."""
    order = np.argsort(-scores, kind="stable")[:k]
    return [int(position) for position in order if scores[position] > 0]


def _structure(data: dict[str, list[dict[str, Any]]]) -> Structure:
    return Structure(
        tuple(
            Piece(
                Span(**piece["span"]),
                piece["kind"],
                piece["paragraph"],
                tuple(piece["section"]),
                Attribution(**{**piece["attribution"], "facts": tuple(piece["attribution"]["facts"])})
                if piece["attribution"]
                else None,
            )
            for piece in data["pieces"]
        ),
        tuple(
            Enumeration(
                Span(**each["lead"]),
                tuple(Span(**item) for item in each["items"]),
                tuple(Span(**label) for label in each["labels"]),
                tuple(each["section"]),
                each["form"],
                each["declared"],
                each["noun"],
            )
            for each in data["enumerations"]
        ),
    )
