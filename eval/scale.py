"""How the cost of the index grows with the number of passages."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from assistant.config import load_settings
from eval.answers import new_folder, write_json
from eval.beir import read_passages, read_queries
from eval.processes import run_probe
from eval.records import EvalError
from eval.synthetic import Material
from eval.terminal import figure, say, table
from eval.vectors import CACHE, Embedded, embed_cached
from index.embed import load_embedder

_HEAD = [
    "passages",
    "add vectors s",
    "add words s",
    "build peak MB",
    "disk MB",
    "open s",
    "search peak MB",
    "search ms p50",
    "p95",
    "recall@10",
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `scale`."""
    parser.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="a folder with corpus.jsonl, queries.jsonl and, for more texts, distractors.jsonl",
    )
    parser.add_argument(
        "--passages", type=_sizes, default="1000,10000", metavar="N,N", help="numbers of passages (default: 1000,10000)"
    )
    parser.add_argument(
        "--embed",
        type=_one,
        default=300,
        metavar="N",
        help="passages really embedded; the others' vectors are made from these (default: 300)",
    )
    parser.add_argument("--questions", type=_one, default=100, metavar="N", help="questions asked (default: 100)")
    parser.add_argument("--model", metavar="NAME", help="embedding model by name or folder (default: the setting)")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help=f"where embeddings are kept (default: {CACHE})")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the figures are saved (default: eval/results/TIME)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measures, prints and saves; returns the exit status."""
    model = load_settings(embeddings=arguments.model).embeddings
    texts = _texts(arguments.folder)
    embedded = embed_cached(texts[: arguments.embed], model, arguments.cache)
    questions = [query.text for query in read_queries(arguments.folder / "queries.jsonl") if query.text.strip()][
        : arguments.questions
    ]
    embedder = load_embedder(model)
    rows = []
    with tempfile.TemporaryDirectory() as work:
        Material(texts, embedded.vectors, questions, np.stack([embedder.embed_query(question) for question in questions])).save(
            Path(work)
        )
        for n in arguments.passages:
            rows.append(_measure(Path(work), n))
    out = new_folder(arguments.out)
    made = {
        "set": arguments.folder.name,
        "model": model,
        "embedded": len(embedded.vectors),
        "texts": len(texts),
        "questions": len(questions),
    }
    write_json(out / "scale.json", {**made, "embedding_seconds_per_100": _per_100(embedded), "sizes": rows})
    say(table(_HEAD, [_cells(row) for row in rows]))
    say(f"\n{len(questions)} questions, their embedding not counted.")
    say(f"{len(embedded.vectors)} passages embedded, the other vectors made from them.")
    if max(arguments.passages) > len(texts):
        say(f"The set has {len(texts)} texts; beyond that they repeat.")
    say(f"Embedding 100 passages: {figure(_per_100(embedded), 1)} s (`-`: all were kept from an earlier run). Saved in {out}.")
    return 0


def _measure(work: Path, n: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        built, build_mb = run_probe("scale_build", material=str(work), folder=folder, n=n)
        found, search_mb = run_probe("scale_search", material=str(work), folder=folder)
    return {"passages": n, **built, "build_peak_mb": build_mb, **found, "search_peak_mb": search_mb}


def _cells(row: dict[str, Any]) -> list[str]:
    names = {
        "vector_seconds": 1,
        "lexical_seconds": 1,
        "build_peak_mb": 0,
        "bytes": 1,
        "open_seconds": 2,
        "search_peak_mb": 0,
        "p50": 1,
        "p95": 1,
        "recall": 3,
    }
    return [
        f"{row['passages']:,}",
        *(figure(row[name] / (1e6 if name == "bytes" else 1), digits) for name, digits in names.items()),
    ]


def _texts(folder: Path) -> list[str]:
    more = folder / "distractors.jsonl"
    texts = [*read_passages(folder / "corpus.jsonl").values(), *(read_passages(more).values() if more.is_file() else [])]
    if not texts:
        raise EvalError(f"There is no passage in {folder}; name a set that has some.")
    return texts


def _per_100(embedded: Embedded) -> float | None:
    return 100 * embedded.seconds / embedded.fresh if embedded.fresh else None


def _sizes(text: str) -> list[int]:
    return [_one(part) for part in text.split(",")]


def _one(text: str) -> int:
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)
