"""Start, question and index times and memory, ours and the stock recipe's in one run."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import Any

from assistant.config import load_settings
from eval.answers import new_folder, write_json
from eval.gold import in_half, read_cases
from eval.metrics import percentile
from eval.processes import busy_core, run_probe, run_process, serve_page
from eval.records import Case, EvalError
from eval.stock import require_packages
from eval.terminal import complain, figure, say, table

# The page is given up after this many seconds.
_PAGE_SECONDS = 60.0
# Load from which a word of warning is printed.
_BUSY = 0.5
_COLD_QUESTION = "What are the four supportive targets?"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ours, the stock recipe's, and the limit that ours has to keep."""

    name: str
    ours: float | None
    stock: float | None = None
    limit: float | None = None
    reason: str = ""
    """Why ours is missing."""

    @property
    def ratio(self) -> float | None:
        """Ours to the stock recipe's; None where either is missing."""
        return self.ours / self.stock if self.ours is not None and self.stock else None

    def as_json(self) -> dict[str, Any]:
        """The figure under the names of the table's columns."""
        return {
            "name": self.name,
            "ours": self.ours,
            "stock": self.stock,
            "ratio": self.ratio,
            "limit": self.limit,
            "reason": self.reason,
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `speed`."""
    parser.add_argument("--index", type=Path, metavar="DIR", help="another index folder")
    parser.add_argument(
        "--questions", type=int, default=60, metavar="N", help="questions of the tuning half, of all kinds in turn (default: 60)"
    )
    parser.add_argument("--starts", type=int, default=5, metavar="N", help="cold starts, of which the median counts (default: 5)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the figures are saved (default: eval/results/TIME)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measures, prints and saves; returns the exit status."""
    if min(arguments.questions, arguments.starts) < 1:
        raise EvalError("--questions and --starts must be at least 1.")
    require_packages()
    settings = load_settings(index=arguments.index)
    index = str(arguments.index) if arguments.index else None
    asked = [{"question": case.question, "history": _history(case)} for case in _varied(arguments.questions)]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        rows = _builds(settings.corpus, Path(folder))
        rows += _questions(index, asked, Path(folder))
        rows += _starts(index, Path(folder), arguments.starts)
    rows += _page(index)
    made = {"questions": len(asked), "starts": arguments.starts, "load_before": load, "cores": os.cpu_count()}
    out = new_folder(arguments.out)
    figures = [row.as_json() for row in rows]
    write_json(out / "speed.json", {**made, "settings": settings.model_dump(mode="json"), "figures": figures})
    _print(rows, made)
    say(f"Saved in {out}.")
    return 0


def _print(rows: Sequence[Row], made: dict[str, Any]) -> None:
    cells = [[row.name, *(figure(each, 2) for each in (row.ours, row.stock, row.ratio)), figure(row.limit, 0)] for row in rows]
    say(table(["figure", "ours", "stock recipe", "ratio", "limit"], cells))
    say("\n{questions} questions, {starts} cold starts, {cores} cores, load before {load_before:.1f}.".format_map(made))
    for row in rows:
        if row.reason:
            complain(f"{row.name}: skipped, {row.reason}")
    if made["load_before"] > _BUSY:
        complain("The machine was busy with something else: the times are longer than they would be.")


def _varied(n: int) -> list[Case]:
    """`n` cases of the tuning half, one of each kind in turn."""
    cases = in_half(read_cases(), "tuning")
    kinds = [[case for case in cases if case.kind == kind] for kind in dict.fromkeys(case.kind for case in cases)]
    return [case for each in zip_longest(*kinds) for case in each if case][:n]


def _history(case: Case) -> list[dict[str, str]]:
    return [{"role": turn.role, "content": turn.content} for turn in case.history]


def _builds(corpus: Path, folder: Path) -> list[Row]:
    ours, our_mb = run_probe("build", corpus=str(corpus), folder=str(folder / "index"))
    stock, stock_mb = run_probe("stock_build", corpus=str(corpus), folder=str(folder / "stock"))
    per_100, stock_per_100 = (100 * each["seconds"] / each["passages"] for each in (ours, stock))
    return [
        Row("index build, s for 100 passages", per_100, stock_per_100, limit=20),
        Row("index build, s for this corpus", ours["seconds"], stock["seconds"]),
        Row("index build, passages", ours["passages"], stock["passages"]),
        Row("index build, s of imports", ours["import_seconds"], stock["import_seconds"]),
        Row("index build, peak MB", our_mb, stock_mb),
    ]


def _questions(index: str | None, asked: Sequence[dict[str, Any]], folder: Path) -> list[Row]:
    rows = []
    texts = [each["question"] for each in asked]
    for state in ("", ", other core busy"):
        with busy_core() if state else tempfile.TemporaryDirectory():
            ours, our_mb = run_probe("chain", index=index, asked=asked)
            stock, stock_mb = run_probe("stock_questions", folder=str(folder / "stock"), asked=texts)
        for percent, limit in ((50, 40), (95, 80)):
            rows.append(
                Row(
                    f"embedding a question, ms p{percent}{state}",
                    percentile(ours["embedding"], percent),
                    percentile(stock["embedding"], percent),
                )
            )
            rows.append(
                Row(
                    f"whole question, ms p{percent}{state}",
                    percentile(ours["whole"], percent),
                    percentile(stock["whole"], percent),
                    limit=limit,
                )
            )
        times, stock_times = (percentile(each["whole"], 50) / percentile(each["embedding"], 50) for each in (ours, stock))
        rows.append(Row(f"whole question, times one embedding{state}", times, stock_times, limit=4))
        if not state:
            rows.append(Row("warm process, peak MB", our_mb, stock_mb))
    return rows


def _starts(index: str | None, folder: Path, n: int) -> list[Row]:
    named = ["--index", index] if index else []
    ours = [run_process(["-m", "assistant", "ask", _COLD_QUESTION, *named]) for _ in range(n)]
    stock = [run_process(["-m", "eval.probes", "stock_ask", _stock_arguments(folder)]) for _ in range(n)]
    seconds, peak = (median(each.seconds for each in stock), median(each.peak_mb for each in stock))
    failed = next((each for each in ours if each.status), None)
    if failed:
        return [Row("cold ask, s", None, seconds, limit=3, reason=failed.last_error), Row("cold ask, peak MB", None, peak)]
    return [
        Row("cold ask, s", median(each.seconds for each in ours), seconds, limit=3),
        Row("cold ask, peak MB", median(each.peak_mb for each in ours), peak),
    ]


def _stock_arguments(folder: Path) -> str:
    return json.dumps({"folder": str(folder / "stock"), "question": _COLD_QUESTION})


def _page(index: str | None) -> list[Row]:
    if not Path("app.py").is_file():
        return [Row("page served, s", None, limit=8, reason="there is no app.py in this folder")]
    served = serve_page({"PLAN_ASSISTANT_INDEX": index} if index else {}, _PAGE_SECONDS)
    if served.status or not served.seconds:
        return [Row("page served, s", None, limit=8, reason=f"app.py does not answer ({served.last_error})")]
    return [Row("page served, s", served.seconds, limit=8), Row("page, peak MB", served.peak_mb)]
