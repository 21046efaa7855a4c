"""The commands `answers` and `accept`: one run over the gold set, printed, saved and compared."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from assistant.config import Settings, load_settings
from eval.accepted import ACCEPTED, WHOLE, accept
from eval.answers import ANSWERS, RESULTS, RUN, generate, new_folder, read_answers, read_json, read_sources, score, write_json
from eval.gold import belongs_to_gold, half_of, in_half, read_cases
from eval.model_use import as_table, model_figures
from eval.records import Case, EvalError, Half, Score
from eval.report import Failure, write_report
from eval.summary import as_tables, summarise
from eval.terminal import complain, say

REPORT, RESULT = "report.html", "results.json"
# Of a run with a language model: the folder of the same questions answered without.
QUOTED = "quote"


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `answers`."""
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASES.jsonl", help="case files (default: the whole gold set)")
    parser.add_argument(
        "--half",
        choices=["tuning", "reporting", "all"],
        help="which fixed half to ask (default: tuning for the gold set, all for other case files)",
    )
    parser.add_argument("--engine", choices=["quote", "llm"], help="what writes the answers (default: the setting)")
    parser.add_argument("--index", type=Path, metavar="DIR", help="another index folder")
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"where the run is saved (default: {RESULTS}/TIME)")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="score these stored answers again, and ask nothing")
    parser.add_argument("--failures", action="store_true", help="list every failure in the terminal too")
    parser.add_argument("--reveal", action="store_true", help="show failures of the reporting half too, which should stay unseen")
    parser.set_defaults(run=run_answers)


def add_accept(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `accept`."""
    parser.add_argument("results", type=Path, metavar="RESULTS_DIR", help="the folder that `answers` wrote")
    parser.set_defaults(run=run_accept)


def run_answers(arguments: argparse.Namespace) -> int:
    """Asks or reads, scores, prints and saves; returns the exit status."""
    settings = load_settings(engine=arguments.engine, index=arguments.index)
    gold = belongs_to_gold(arguments.cases)
    half: Half | Literal["all"] = arguments.half or ("tuning" if gold else "all")
    cases = in_half(read_cases(arguments.cases), half)
    if not cases:
        raise EvalError(f"No case of these files falls into the {half} half; ask with --half all.")
    if arguments.answers is None:
        folder = generate(cases, settings, arguments.out)
        if settings.engine == "llm":
            generate(cases, settings.model_copy(update={"engine": "quote"}), folder / QUOTED)
    path = arguments.answers or folder / ANSWERS
    answers = read_answers(path)
    scores = score(cases, answers, read_sources(path, settings))
    if arguments.answers is not None:
        folder = new_folder(arguments.out)
    shown = [each for each in scores if arguments.reveal or not gold or half_of(each.id) == "tuning"]
    failures = _failures(cases, shown, answers)
    model = model_figures(answers.values())
    results = {
        **_made_with(path, settings),
        "half": half,
        "gold": gold,
        "asked": sorted(file.name for file in arguments.cases) or WHOLE,
        "left_out": len(cases) - len(scores),
        **({"model": model, "quoted": _quoted(path, cases, settings)} if model else {}),
        "summary": summarise(scores),
        "scores": [asdict(each) for each in scores],
    }
    previous = _previous(folder, results)
    write_json(folder / RESULT, results)
    write_report(folder / REPORT, results, previous, failures, hidden=sum(_failed(each) for each in scores) - len(failures))
    _print(results["summary"], failures if arguments.failures else [], scores, results["left_out"])
    if model:
        say("\n" + as_table(model, results["quoted"]))
    say(f"\nSaved in {folder}: {RESULT} and the report {REPORT}.")
    return 0


def _quoted(path: Path, cases: list[Case], settings: Settings) -> dict[str, Any]:
    """The overall figures of the engine `quote` on the same questions; empty where it was not asked."""
    beside = path.parent / QUOTED / ANSWERS
    if not beside.is_file():
        return {}
    overall: dict[str, Any] = summarise(score(cases, read_answers(beside), read_sources(beside, settings)))["overall"]
    return overall


def run_accept(arguments: argparse.Namespace) -> int:
    """Makes a run the accepted one; returns the exit status."""
    results = read_json(arguments.results / RESULT)
    if not results:
        raise EvalError(f"There is no {RESULT} in {arguments.results}; name a folder that `python -m eval answers` wrote.")
    accept(results)
    say(f"Accepted: {ACCEPTED} now holds the figures of {arguments.results}.")
    return 0


def _made_with(path: Path, settings: Settings) -> dict[str, Any]:
    """What the answers were made with, as stored beside them; the present settings where nothing is."""
    return read_json(path.parent / RUN) or {"made": "unknown", "settings": settings.model_dump(mode="json")}


def _previous(folder: Path, results: dict[str, Any]) -> dict[str, Any]:
    """The latest other run of the same cases beside `folder`, else the accepted one; empty where there is neither."""
    others = [path for path in folder.resolve().parent.glob(f"*/{RESULT}") if path.parent != folder.resolve()]
    for path in sorted(others, key=lambda each: each.stat().st_mtime, reverse=True):
        other = read_json(path)
        if all(other.get(key) == results[key] for key in ("half", "asked")):
            return {**other, "folder": path.parent.name}
    accepted = read_json(ACCEPTED)
    return {**accepted, "folder": "accepted"} if all(accepted.get(key) == results[key] for key in ("half", "asked")) else {}


def _failed(score_: Score) -> bool:
    return score_.grounded is not True


def _failures(cases: list[Case], scores: list[Score], answers: dict[str, Any]) -> list[Failure]:
    by_id = {case.id: case for case in cases}
    return [(by_id[each.id], each, answers[each.id]) for each in scores if _failed(each)]


def _in_words(case: Case, score_: Score, answer: Mapping[str, Any]) -> str:
    lines = [f"{case.id}  {case.question}"]
    lines += [f"  {turn.role}: {turn.content}" for turn in case.history]
    if answer.get("standalone_question", case.question) != case.question:
        lines.append(f"  stand-alone: {answer['standalone_question']}")
    lines.append(f"  [{score_.status}] {answer.get('answer', '')}")
    return "\n".join([*lines, *(f"  - {fault}" for fault in score_.faults)])


def _print(summary: dict[str, Any], failures: list[Failure], scores: list[Score], left_out: int) -> None:
    say(as_tables(summary))
    for failure in failures:
        say("\n" + _in_words(*failure))
    errors = [each for each in scores if each.error]
    if errors:
        complain(f"{len(errors)} of {len(scores)} questions raised an error, such as {errors[0].id}: {errors[0].error}")
    if left_out:
        complain(f"{left_out} cases have no stored answer and are left out.")
