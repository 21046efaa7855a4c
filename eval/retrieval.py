"""Retrieval quality on a set in BEIR form, each passage one unit, with the settings that are shipped."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.config import load_settings
from assistant.conversation.standalone import standalone_question
from eval.answers import new_folder, write_json
from eval.beir import RetrievalSet, read_set
from eval.metrics import mean_interval, ndcg_at, percentile, recall_at, reciprocal_rank_at
from eval.terminal import counted, figure, say, table
from eval.vectors import CACHE, Embedded, embed_cached
from index.embed import Embedder, Vectors, load_embedder
from index.lexical import LexicalIndex, term_weights
from index.records import Passage
from index.retrieve import LEXICAL_WEIGHT, POOL, fuse
from index.terms import terms

_DEPTH = 10
MEASURES: dict[str, Callable[..., float]] = {
    "nDCG@10": lambda *given: ndcg_at(10, *given),
    "nDCG@5": lambda *given: ndcg_at(5, *given),
    "recall@5": lambda *given: recall_at(5, *given),
    "recall@10": lambda *given: recall_at(10, *given),
    "MRR@10": lambda *given: reciprocal_rank_at(10, *given),
}


@dataclass(frozen=True, slots=True)
class Rankings:
    """The first passages of each way of ranking for one question, best first, and the times in milliseconds."""

    ids: dict[str, list[str]]
    ms: dict[str, float]


class Searcher:
    """The three rankings over one set: lexical, dense, and both fused as the index does it.

    Dense similarities are exact here; Chroma's approximate neighbours are measured by `eval scale`.
    """

    def __init__(self, passages: dict[str, str], vectors: Vectors, embedder: Embedder) -> None:
        self._ids = list(passages)
        self._vectors = vectors
        self._embedder = embedder
        self._lexical = LexicalIndex.build(list(passages.values()))
        self._passages = [Passage(id_, id_, 0, 0, (), "") for id_ in self._ids]

    def rank(self, question: str, context_terms: Mapping[str, float] | None = None) -> Rankings:
        """The first ten passages for `question` by each ranking; `context_terms` as in `Index.search`."""
        clock = [time.perf_counter()]
        vector = self._embedder.embed_query(question)
        clock.append(time.perf_counter())
        similarity = self._vectors @ vector
        dense = _best(similarity, POOL)
        clock.append(time.perf_counter())
        bm25 = self._lexical.scores(term_weights(terms(question), context_terms))
        lexical = [at for at in _best(bm25, POOL) if bm25[at] > 0]
        clock.append(time.perf_counter())
        candidates = [(self._passages[at], float(similarity[at]), float(bm25[at])) for at in dict.fromkeys([*dense, *lexical])]
        fused = [hit.passage.id for hit in fuse(candidates)[:_DEPTH]]
        clock.append(time.perf_counter())
        embedding, dense_ms, lexical_ms, fusing = (1000 * (after - before) for before, after in pairwise(clock))
        return Rankings(
            {"bm25": self._named(lexical), "dense": self._named(dense), "fused": fused},
            {
                "bm25": lexical_ms,
                "dense": embedding + dense_ms,
                "fused": embedding + dense_ms + lexical_ms + fusing,
                "embedding alone": embedding,
            },
        )

    def _named(self, positions: Sequence[int]) -> list[str]:
        return [self._ids[at] for at in positions[:_DEPTH]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `retrieval`."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder with corpus.jsonl, queries.jsonl and qrels.tsv")
    parser.add_argument(
        "--queries-field", default="text", metavar="F", help="field of queries.jsonl that holds the question (default: text)"
    )
    parser.add_argument(
        "--standalone", action="store_true", help="make each question stand alone from its `history` first, as the assistant does"
    )
    parser.add_argument("--model", metavar="NAME", help="embedding model by name or folder (default: the setting)")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only the first N questions")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help=f"where embeddings are kept (default: {CACHE})")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the figures are saved (default: eval/results/TIME)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measures, prints and saves; returns the exit status."""
    settings = load_settings(embeddings=arguments.model)
    data = read_set(arguments.folder, arguments.queries_field, arguments.limit)
    embedder = load_embedder(settings.embeddings)
    embedded = embed_cached(list(data.passages.values()), settings.embeddings, arguments.cache)
    questions = [standalone_question(query.text, query.history if arguments.standalone else ()) for query in data.queries]
    searcher = Searcher(data.passages, embedded.vectors, embedder)
    searcher.rank(questions[0].text)  # the model is loaded before the clock counts
    rankings = [searcher.rank(question.text, question.context) for question in counted(questions, "searched")]
    results = _results(data, rankings, embedded)
    results["settings"] = {
        "set": arguments.folder.name,
        "field": arguments.queries_field,
        "standalone": arguments.standalone,
        "model": settings.embeddings,
        "pool": POOL,
        "lexical_weight": LEXICAL_WEIGHT,
    }
    folder = new_folder(arguments.out)
    write_json(folder / "retrieval.json", results)
    _print(results)
    say(f"Saved in {folder}.")
    return 0


def _results(data: RetrievalSet, rankings: Sequence[Rankings], embedded: Embedded) -> dict[str, Any]:
    quality = {
        name: {
            measure: dict(
                zip(
                    ("mean", "low", "high"),
                    mean_interval(
                        [of(each.ids[name], data.relevance[query.id]) for query, each in zip(data.queries, rankings, strict=True)]
                    ),
                    strict=True,
                )
            )
            for measure, of in MEASURES.items()
        }
        for name in rankings[0].ids
    }
    times = {name: [each.ms[name] for each in rankings] for name in rankings[0].ms}
    return {
        "passages": len(data.passages),
        "questions": len(data.queries),
        "left_out": data.left_out,
        "quality": quality,
        "ms": {name: {"p50": percentile(values, 50), "p95": percentile(values, 95)} for name, values in times.items()},
        "embedding": {
            "fresh": embedded.fresh,
            "seconds": embedded.seconds,
            "seconds_per_100": 100 * embedded.seconds / embedded.fresh if embedded.fresh else None,
        },
    }


def _print(results: dict[str, Any]) -> None:
    rows = []
    for name, quality in results["quality"].items():
        cells = [f"{each['mean']:.3f} [{each['low']:.3f}, {each['high']:.3f}]" for each in quality.values()]
        rows.append([name, *cells, f"{results['ms'][name]['p50']:.1f} / {results['ms'][name]['p95']:.1f}"])
    say(table(["ranking", *MEASURES, "ms p50 / p95"], rows))
    say(f"\n{results['questions']} questions, {results['passages']} passages; means with their 95 % interval.")
    if results["left_out"]:
        say(f"{results['left_out']} questions have no relevant passage or no text in this field: undefined, left out.")
    alone = results["ms"]["embedding alone"]
    say(f"Embedding a question alone: {alone['p50']:.1f} ms p50, {alone['p95']:.1f} ms p95.")
    fresh, per_100 = results["embedding"]["fresh"], figure(results["embedding"]["seconds_per_100"], 1)
    say(f"Embedded {fresh} passages now" + (f", {per_100} s for 100." if fresh else ": all were kept from an earlier run."))


def _best(scores: NDArray[np.float32], k: int) -> list[int]:
    """Positions of the `k` highest scores, highest first."""
    return [int(at) for at in np.argsort(-scores, kind="stable")[:k]]


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number
