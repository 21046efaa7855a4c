"""How the cost of the index grows with the number of passages, over documents of real text."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.config import load_settings
from eval.answers import new_folder, write_json
from eval.beir import read_passages, read_queries
from eval.grown import TEXTS_A_DOCUMENT, passage_texts, renamed, write_corpus
from eval.plots import growth_plot
from eval.processes import run_probe, run_process
from eval.records import EvalError
from eval.terminal import complain, figure, say, table
from eval.vectors import CACHE, embed_cached

_COLUMNS = {
    "passages": ("passages", 0),
    "build_seconds": ("build s", 1),
    "build_mb": ("peak MB", 0),
    "megabytes": ("disk MB", 1),
    "open_seconds": ("open s", 2),
    "search_p50": ("search ms p50", 1),
    "search_p95": ("p95", 1),
    "ask_p50": ("question ms p50", 0),
    "ask_p95": ("p95", 0),
    "ask_mb": ("peak MB", 0),
    "recall": ("recall@10", 3),
    "add_seconds": ("add ten pages s", 1),
}


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
    parser.add_argument("--questions", type=_one, default=100, metavar="N", help="questions asked (default: 100)")
    parser.add_argument("--model", metavar="NAME", help="embedding model by name or folder (default: the setting)")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help=f"where embeddings are kept (default: {CACHE})")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where table, plot and figures are saved (default: eval/results/TIME)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measures, prints and saves; returns the exit status."""
    model = load_settings(embeddings=arguments.model).embeddings
    texts = _texts(arguments.folder)
    questions = [query.text for query in read_queries(arguments.folder / "queries.jsonl") if query.text.strip()][
        : arguments.questions
    ]
    rows: list[dict[str, Any]] = []
    embedded = {"passages": 0, "seconds": 0.0}
    out = new_folder(arguments.out)
    made = {
        "set": arguments.folder.name,
        "model": model,
        "texts": len(texts),
        "questions": len(questions),
        "cores": os.cpu_count(),
    }
    for n in arguments.passages:
        with tempfile.TemporaryDirectory() as work:
            passages = write_corpus(Path(work) / "corpus", texts, n)
            complain(f"{passages:,} passages: embedding what is not kept yet, then measuring.")
            found = embed_cached(passage_texts(Path(work) / "corpus"), model, arguments.cache)
            embedded = {"passages": embedded["passages"] + found.fresh, "seconds": embedded["seconds"] + found.seconds}
            rows.append(_measure(Path(work), model, arguments.cache, questions, _other_document(texts)))
        per_100 = 100 * embedded["seconds"] / embedded["passages"] if embedded["passages"] else None
        write_json(out / "scale.json", {**made, "embedded": embedded, "embedding_seconds_per_100": per_100, "sizes": rows})
    printed = table([name for name, _ in _COLUMNS.values()], [_cells(row) for row in rows])
    said = [
        f"{len(questions)} questions; `search` without their embedding, `question` the whole answer.",
        f"Embedding 100 passages with {model}: {figure(per_100, 1)} s (`-`: all were kept from an earlier run); building does not count it.",
    ]
    if per_100:
        said.append(f"For 100,000 passages that is {per_100 * 1000 / 60:.0f} minutes, extrapolated.")
    (out / "scale.html").write_text(_html(printed, said, rows), encoding="utf-8")
    say(printed)
    for line in [*said, f"Saved in {out}."]:
        say(line)
    return 0


def _measure(work: Path, model: str, cache: Path, questions: Sequence[str], addition: str) -> dict[str, Any]:
    folder, index = work, str(work / "index")
    built, build_mb = run_probe("scale", step="build", corpus=str(folder / "corpus"), folder=index, model=model, cache=str(cache))
    searched, search_mb = run_probe("scale", step="search", folder=index, model=model, questions=questions)
    asked, ask_mb = run_probe("scale", step="ask", folder=index, model=model, questions=questions)
    near, _ = run_probe("scale", step="recall", folder=index, model=model, questions=questions)
    (folder / "addition.txt").write_text(addition, encoding="utf-8")
    added = run_process(
        ["-m", "assistant", "index", "add", str(folder / "addition.txt"), "--index", index],
        {"PLAN_ASSISTANT_EMBEDDINGS": model, "PLAN_ASSISTANT_DATA": str(work / "data")},
    )
    if added.status:
        raise EvalError(f"Adding a document failed ({added.last_error}); mend that and run the command again.")
    return {
        **built,
        **searched,
        **asked,
        **near,
        "build_mb": build_mb,
        "search_mb": search_mb,
        "ask_mb": ask_mb,
        "megabytes": built["bytes"] / 1e6,
        "add_seconds": added.seconds,
    }


def _other_document(texts: Sequence[str]) -> str:
    """Ten pages that an index of this run does not hold: the first ones, with names of a turn far from being reached."""
    return "\n\n".join(renamed(text, 555) for text in texts[:TEXTS_A_DOCUMENT])


def _cells(row: dict[str, Any]) -> list[str]:
    return [f"{row[name]:,}" if name == "passages" else figure(row[name], digits) for name, (_, digits) in _COLUMNS.items()]


def _html(printed: str, said: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    sizes = [row["passages"] for row in rows]
    plots = [
        growth_plot(
            sizes,
            [
                ("question p95", [row["ask_p95"] for row in rows]),
                ("question p50", [row["ask_p50"] for row in rows]),
                ("search p50", [row["search_p50"] for row in rows]),
            ],
            "Milliseconds over the number of passages",
        ),
        growth_plot(
            sizes,
            [("disk", [row["megabytes"] for row in rows]), ("memory of a question", [row["ask_mb"] for row in rows])],
            "Megabytes over the number of passages",
        ),
        growth_plot(
            sizes,
            [
                ("build without embedding", [row["build_seconds"] for row in rows]),
                ("add ten pages", [row["add_seconds"] for row in rows]),
            ],
            "Seconds over the number of passages",
        ),
    ]
    shown = "".join(f"<h2>{plot.partition('<title>')[2].partition('</title>')[0]}</h2>{plot}" for plot in plots)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Growth of the index</title>'
        "<style>body{font:15px system-ui;margin:2rem;max-width:60rem}pre{overflow:auto}.grid{stroke:#ddd}text{font-size:12px}</style>"
        f"<h1>Growth of the index</h1><pre>{escape(printed)}</pre>{''.join(f'<p>{escape(each)}</p>' for each in said)}{shown}</html>"
    )


def _texts(folder: Path) -> list[str]:
    more = folder / "distractors.jsonl"
    texts = [*read_passages(folder / "corpus.jsonl").values(), *(read_passages(more).values() if more.is_file() else [])]
    if not texts:
        raise EvalError(f"There is no passage in {folder}; name a set that has some.")
    return texts


def _sizes(text: str) -> list[int]:
    return [_one(part) for part in text.split(",")]


def _one(text: str) -> int:
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)
