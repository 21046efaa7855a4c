"""Documents of real text, as many as `eval scale` wants, and what it measures over an index of them."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from assistant.config import Settings
from corpus.chunk import chunk_document
from corpus.load import load_documents
from corpus.records import Document
from corpus.structure import read_structure
from eval.metrics import percentile
from eval.vectors import vectors_of
from index.disk import folder_bytes
from index.embed import Embedder, Vectors, load_embedder

# Ten pages of about 500 words are so many of the set's texts.
TEXTS_A_DOCUMENT = 16
_DEPTH = 10
# Two neighbours so close are as good as one another: a passage that is missed by less is no loss.
_TIE = 1e-4


def grown_texts(texts: Sequence[str]) -> Iterator[str]:
    """Texts without end: those of the set, then the same with their names changed, again and again."""
    for turn in count():
        for text in texts:
            yield renamed(" ".join(text.split()), turn)


_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")


def renamed(text: str, turn: int) -> str:
    """`text` with the names in it (capitalised words inside sentences) given to one another, each turn another way."""
    names = sorted(set(_NAME.findall(text)))
    if turn == 0 or not names:
        return text
    return _NAME.sub(lambda match: f"{names[(names.index(match[0]) + turn) % len(names)]}{_syllable(turn)}", text)


def _syllable(turn: int) -> str:
    """An ending that no earlier turn had, so that no name returns."""
    return "".join("aeiou"[(turn // 5**place) % 5] + "lmnrst"[turn % 6] for place in range(2))


def write_corpus(folder: Path, texts: Sequence[str], n: int) -> int:
    """Writes a corpus of documents of ten pages, with just over `n` passages, to `folder`; returns how many they make."""
    (folder / "documents").mkdir(parents=True)
    entries: list[str] = []
    made, grown = 0, grown_texts(texts)
    while made < n:
        parts: list[str] = []
        while made < n and len(parts) < TEXTS_A_DOCUMENT:
            parts.append(next(grown))
            made += _passages_of(parts[-1])
        number, data = len(entries), "\n\n".join(parts).encode()
        (folder / "documents" / f"{number:05d}.txt").write_bytes(data)
        entries.append(
            f'[[document]]\nid = "text-{number:05d}"\npath = "documents/{number:05d}.txt"\ntitle = "Text {number}"\npublisher = "The set"\n'
            f'date = "2026-01-01"\ntier = "official"\nlicence = "for measuring only"\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")
    return made


def _passages_of(text: str) -> int:
    document = Document("text", "Text", "The set", "2026-01-01", "official", "en", "-", None, "", "", text)
    return len(chunk_document(document, read_structure(document)))


def passage_texts(corpus: Path) -> list[str]:
    """What would be embedded of a corpus."""
    return [
        chunk.embedded_text for document in load_documents(corpus) for chunk in chunk_document(document, read_structure(document))
    ]


class _Kept:
    """An embedder whose vectors of passages were computed beforehand."""

    def __init__(self, name: str, vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self.name = name
        self._vectors = vectors

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """See `index.embed.Embedder`."""
        return self._vectors(texts)

    def embed_query(self, text: str) -> Vectors:
        """See `index.embed.Embedder`."""
        return load_embedder(self.name).embed_query(text)


def build(corpus: str, folder: str, model: str, cache: str) -> dict[str, Any]:
    """Builds the index of a corpus whose vectors are in `cache`; seconds without embedding, bytes, passages."""
    from index.build import build_index  # deferred, as below: what one probe imports counts into its memory

    embedder: Embedder = _Kept(model, lambda texts: vectors_of(texts, model, Path(cache)))
    started = time.perf_counter()
    report = build_index(Path(folder), [Path(corpus)], embedder)
    return {"build_seconds": time.perf_counter() - started, "passages": report.passages, "bytes": folder_bytes(Path(folder))}


def search(folder: str, model: str, questions: Sequence[str]) -> dict[str, Any]:
    """Opens an index and searches it for every question, whose embedding is not counted; seconds and milliseconds."""
    from index.retrieve import Index

    embedder = load_embedder(model)
    vectors = [embedder.embed_query(question) for question in questions]
    started = time.perf_counter()
    index = Index(Path(folder), embedder)
    index.search(questions[0], vector=vectors[0])
    opened = time.perf_counter() - started
    times = []
    for question, vector in zip(questions, vectors, strict=True):
        asked = time.perf_counter()
        index.search(question, vector=vector)
        times.append(1000 * (time.perf_counter() - asked))
    return {"open_seconds": opened, "search_p50": percentile(times, 50), "search_p95": percentile(times, 95)}


def ask(folder: str, model: str, questions: Sequence[str]) -> dict[str, Any]:
    """Asks the assistant every question; milliseconds of the whole answer, embedding included."""
    from assistant.chain import open_assistant

    assistant = open_assistant(Settings(index=Path(folder), embeddings=model))
    for question in questions[:5]:
        assistant.invoke({"question": question})
    times = []
    for question in questions:
        started = time.perf_counter()
        assistant.invoke({"question": question})
        times.append(1000 * (time.perf_counter() - started))
    return {"ask_p50": percentile(times, 50), "ask_p95": percentile(times, 95)}


def recall(folder: str, model: str, questions: Sequence[str]) -> dict[str, Any]:
    """Share of the ten nearest passages that are as near as the exact ten, `_TIE` allowed, over every question."""
    from index.store import current_generation, open_segments, read_generation

    embedder = load_embedder(model)
    asked = np.stack([embedder.embed_query(question) for question in questions])
    generation = read_generation(current_generation(Path(folder)))
    ((segment, _),) = open_segments(Path(folder), generation, None)
    stored = np.concatenate([vectors for _, vectors, _ in segment.store.pages()])
    exact = asked @ stored.T
    tenth = np.partition(exact, -_DEPTH, axis=1)[:, -_DEPTH]
    shares = []
    for vector, least in zip(asked, tenth, strict=True):
        found = [similarity for _, similarity in segment.store.nearest(vector, 40)[:_DEPTH]]
        shares.append(sum(similarity >= least - _TIE for similarity in found) / _DEPTH)
    return {"recall": sum(shares) / len(shares)}
