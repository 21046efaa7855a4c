"""Retrieval: the passages for a question, dense and lexical rankings fused."""

from __future__ import annotations

import json
import logging
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.chunk import chunk_document
from corpus.glossary import GlossaryTerm
from corpus.records import Document, Structure
from corpus.release import is_released, moment
from index.build import stale_because
from index.embed import Embedder, Vectors
from index.lexical import Statistics, term_weights
from index.records import Hit, IndexNotReady, Passage
from index.segment import REBUILD
from index.store import Generation, current_generation, open_segments, read_generation
from index.terms import terms
from index.vocabulary import Vocabulary

_log = logging.getLogger(__name__)
# Candidates taken from each ranking before fusion.
POOL = 40
# Weight of the lexical ranking where it has matched something.
LEXICAL_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an open index consists of."""

    fingerprint: dict[str, Any]
    """See `index.store.Generation`."""
    corpus: list[str]
    """Folders of the catalogues it was built from."""
    documents: list[dict[str, Any]]
    """Catalogue entries of the documents in force, each with the number of its `passages`."""
    passage_ids: list[str] = field(repr=False)
    """Of the passages in force."""

    @property
    def state(self) -> tuple[object, ...]:
        """What tells this state of the sources from any other."""
        return (*self.fingerprint.items(), *((entry["id"], entry["sha256"]) for entry in self.documents))


class Index:
    """One generation of the index, open for reading, as it stood at one moment.

    A document whose release time has not come is not in it in any way. One that a newer version replaces is kept for
    what cites it, and for comparing the two, but speaks no more: it is not among the documents and never found.
    """

    def __init__(self, folder: Path, embedder: Embedder, *, check_stale: bool = True, server: str | None = None) -> None:
        """Opens the current generation of the index in `folder`, whose passages may lie on a Chroma `server`.

        Raises `IndexNotReady` where it is missing, damaged, or stale.
        """
        self.folder = folder
        self.embedder = embedder
        self.server = server
        self.generation = current_generation(folder)
        generation = read_generation(self.generation)
        if check_stale and (reason := stale_because(generation, embedder.name, server=server)):
            raise IndexNotReady(f"The index at {folder} is out of date: {reason}; {REBUILD}.")
        opened = open_segments(folder, generation, server)
        self._parts = [(segment, set(use.dropped)) for segment, use in opened if is_released(use.not_before)]
        waiting = [use.not_before for _, use in opened if use.not_before and not is_released(use.not_before)]
        self._next_release = min(waiting, key=moment, default=None)
        homes = [(entry, segment) for segment, dropped in self._parts for entry in segment.documents if entry["id"] not in dropped]
        held = {entry["id"]: entry for entry, _ in homes}
        self._home = {entry["id"]: segment for entry, segment in homes}
        self.superseded: dict[str, str] = {entry["replaces"]: id_ for id_, entry in held.items() if entry["replaces"] in held}
        """Ids of documents that a newer version has replaced, with that version's id."""
        self._held = held
        self._set_in_force(set(held) - set(self.superseded), generation)

    def _set_in_force(self, ids: Set[str], made: Generation | Manifest) -> None:
        entries = [entry for id_, entry in self._held.items() if id_ in ids]
        self._allowed = [segment.in_force(ids - dropped) for segment, dropped in self._parts]
        passages = [
            id_
            for (segment, _), allowed in zip(self._parts, self._allowed, strict=True)
            for id_, keep in zip(segment.passage_ids, allowed, strict=True)
            if keep
        ]
        self.manifest = Manifest(made.fingerprint, made.corpus, entries, passages)

    def latest(self) -> Index:
        """The index itself, or the one that has taken its place since: by a change of what it holds, or by a release time.

        Where the new one cannot be opened, the old one stays.
        """
        due = self._next_release is not None and is_released(self._next_release)
        try:
            if due or current_generation(self.folder) != self.generation:
                return Index(self.folder, self.embedder, server=self.server)
        except IndexNotReady:
            _log.warning("the index that has taken this one's place cannot be opened", exc_info=True)
        return self

    @lru_cache(maxsize=8)  # noqa: B019 - an index lives as long as the process
    def restricted(self, ids: frozenset[str]) -> Index:
        """The index as if it held only the documents of `ids`; the same one again for the same ids."""
        narrowed = copy(self)
        narrowed._set_in_force({entry["id"] for entry in self.manifest.documents} & ids, self.manifest)
        return narrowed

    @cached_property
    def _statistics(self) -> Statistics | None:
        """How rare terms are in all segments; None where there is one, which knows."""
        return Statistics([segment.lexical for segment, _ in self._parts]) if len(self._parts) > 1 else None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages; raises `IndexNotReady` where they cannot be read."""
        try:
            common = json.loads((self.generation / "english.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (vocabulary); {REBUILD}.") from None
        return Vocabulary.joined([segment.counts for segment, _ in self._parts], common)

    @cached_property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The corpus's glossary; raises `IndexNotReady` where it cannot be read."""
        try:
            data = json.loads((self.generation / "glossary.json").read_text(encoding="utf-8"))
            return tuple(GlossaryTerm.model_validate(each) for each in data)
        except (OSError, ValueError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (glossary); {REBUILD}.") from None

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers that its documents are of."""
        return frozenset(entry["tier"] for entry in self.manifest.documents)

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
        weights = term_weights([*terms(question), *extra_terms], context_terms)
        pool = max(POOL, k)
        near: list[tuple[float, int, Passage]] = []
        worded: list[tuple[float, int, str]] = []
        bm25: list[NDArray[np.float32]] = []
        for part, ((segment, _), allowed) in enumerate(zip(self._parts, self._allowed, strict=True)):
            scores = np.where(allowed, segment.lexical.scores(weights, self._statistics), np.float32(0)) if len(allowed) else np.zeros(0, np.float32)
            bm25.append(scores)
            near += [(similarity, part, passage) for passage, similarity in self._nearest(part, vector, pool)]
            worded += [(float(scores[at]), part, segment.passage_ids[at]) for at in _top(scores, pool)]
        near = sorted(near, key=lambda each: -each[0])[:pool]
        worded = sorted(worded, key=lambda each: -each[0])[:pool]
        found = {(part, passage.id): (passage, similarity) for similarity, part, passage in near}
        for part, (segment, _) in enumerate(self._parts):
            lexical_only = [id_ for _, of, id_ in worded if of == part and (part, id_) not in found]
            for passage, stored in segment.store.by_id(lexical_only):
                found[part, passage.id] = (passage, float(stored @ vector))
        hits = fuse(
            [
                (passage, similarity, float(bm25[part][self._parts[part][0].position[id_]]))
                for (part, id_), (passage, similarity) in found.items()
            ]
        )
        return hits[:k]

    def _nearest(self, part: int, vector: Vectors, k: int) -> list[tuple[Passage, float]]:
        """The nearest passages in force of one segment.

        Chroma's own filter costs 64 ms over 100,000 passages, so that what is not in force is first left out of a
        few more than are wanted.
        """
        segment, allowed = self._parts[part][0], self._allowed[part]
        out = len(allowed) - int(allowed.sum())
        if out == 0:
            return segment.store.nearest(vector, k)
        ids = {entry["id"] for entry in self.manifest.documents}
        dropped = self._parts[part][1]
        if out <= k or out < len(allowed) // 10:
            found = [each for each in segment.store.nearest(vector, 2 * k) if each[0].document_id in ids - dropped]
            if len(found) >= k or out <= k:
                return found[:k]
        own = {entry["id"] for entry in segment.documents} & ids - dropped
        return segment.store.nearest(vector, k, own) if own else []

    def check(self) -> None:
        """Opens every part; raises `IndexNotReady` where one cannot be read or holds less than it should."""
        for segment, _ in self._parts:
            if len(segment.store) != len(segment.passage_ids):
                raise IndexNotReady(f"The index at {self.folder} is damaged (it lacks passages); {REBUILD}.")
        if self.manifest.passage_ids:
            segment = next(segment for segment, _ in self._parts if segment.passage_ids)
            passage, vector = segment.store.by_id(segment.passage_ids[:1])[0]
            self.search(passage.text, 1, vector)
        for id_ in self._held:
            self.document(id_)
            self.structure(id_)
        _ = self.vocabulary, self.glossary

    @lru_cache(maxsize=256)  # noqa: B019 - an index lives as long as the process
    def document(self, document_id: str) -> Document:
        """A document with its stored text; raises `IndexNotReady` where its text is missing or damaged."""
        try:
            text = self._home[document_id].text(document_id)
        except (OSError, KeyError, UnicodeDecodeError):
            raise IndexNotReady(f"The index at {self.folder} is damaged (text of {document_id}); {REBUILD}.") from None
        entry = self._held[document_id]
        values = {each.name: entry[each.name] for each in fields(Document) if each.name not in ("text", "pages")}
        return Document(text=text, pages=tuple(entry["pages"]), **values)

    @lru_cache(maxsize=256)  # noqa: B019 - an index lives as long as the process
    def structure(self, document_id: str) -> Structure:
        """A document's pieces and lists; raises `IndexNotReady` where they are missing or damaged."""
        try:
            return self._home[document_id].structure(document_id)
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
        return self._home[document_id].text_path(document_id)


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
    # To sort all of 100,000 takes 5 ms, to find the highest 1.
    least = np.partition(scores, -k)[-k] if k < len(scores) else 0
    candidates = np.flatnonzero((scores >= least) & (scores > 0))
    order = candidates[np.argsort(-scores[candidates], kind="stable")][:k]
    return [int(position) for position in order]
