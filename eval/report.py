"""The report of a run over the gold set: one HTML page that needs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval.plots import histogram, interval_plot
from eval.records import Case, Score
from eval.summary import PROPORTIONS, show

Failure = tuple[Case, Score, Mapping[str, Any]]
_STYLE = """
body {
  font: 15px/1.45 system-ui, sans-serif; color: #1c2530; background: #fff;
  margin: 2rem auto; max-width: 96rem; padding: 0 1rem;
}
h1 { font-size: 1.5rem }
h2 { font-size: 1.15rem; margin-top: 2.2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d8dee6 }
td.figure, th.figure { text-align: right; white-space: nowrap }
tr.total { font-weight: 600 }
.scroll { overflow-x: auto }
.quiet { color: #5b6775 }
.wide { white-space: pre-wrap; min-width: 14rem; overflow-wrap: anywhere }
.worse { color: #a3201d }
.better { color: #18663a }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: #1c2530 }
.grid { stroke: #d8dee6 }
.interval { stroke: #2461a8; stroke-width: 3 }
.now, .bar { fill: #2461a8 }
.before { fill: none; stroke: #8a95a3; stroke-width: 2 }
"""


def write_report(
    path: Path, results: Mapping[str, Any], previous: Mapping[str, Any], failures: Sequence[Failure], hidden: int
) -> None:
    """Writes the page to `path`; `previous` is empty where there was no run before.

    `hidden` is the number of failures of the reporting half, which are counted and not shown.
    """
    summary = results["summary"]
    before = previous.get("summary", {"overall": {}, "kinds": {}})
    names = [*summary["kinds"], "overall"]
    now_of, before_of = ({**each["kinds"], "overall": each["overall"]} for each in (summary, before))
    rows = [(name, now_of[name]["grounded"], (before_of.get(name) or {}).get("grounded")) for name in names]
    words = [each["words"] for each in results["scores"] if not each["error"]]
    made_with = {key: value for key, value in results.items() if key not in ("summary", "scores")}
    against = (
        f"Hollow: {escape(previous['folder'])} of {escape(str(previous.get('made')))}."
        if previous
        else "There is no run before it."
    )
    body = [
        f"<h1>Answers: {escape(results['half'])} half, {summary['overall']['n']} questions</h1>",
        f"<p class=quiet>Asked {escape(str(results.get('made')))}. Shares with their 95 % Wilson interval.</p>",
        f"<h2>Right and supported, by kind</h2><p class=quiet>{against}</p>",
        interval_plot(rows, "Grounded share by kind"),
        _kinds(names, now_of),
        "<h2>Overall, against the run before</h2>",
        _comparison(summary["overall"], before["overall"]),
        "<h2>Words of an answer</h2>",
        histogram(words, 20, 300, "Number of answers by their words"),
        f"<h2>Failures ({len(failures)})</h2>",
        f"<p>{hidden} more of the reporting half are not shown.</p>" if hidden else "",
        _failures(failures),
        "<h2>Made with</h2>",
        f"<pre>{escape(json.dumps(made_with, ensure_ascii=False, indent=1))}</pre>",
    ]
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Answers</title><style>{_STYLE}</style></head>'
    path.write_text(f"{head}<body>{''.join(body)}</body></html>\n", encoding="utf-8")


def _kinds(names: Sequence[str], groups: Mapping[str, Any]) -> str:
    columns = ("correct", "grounded", "complete", "wrongly_answered", "wrongly_refused")
    head = _cells(["kind", "n", *(PROPORTIONS[each] for each in columns), "words median / p90 / max"], "th")
    rows = []
    for name in names:
        group = groups[name]
        words = " / ".join("–" if value is None else f"{value:.0f}" for value in group["words"].values())
        mark = " class=total" if name == "overall" else ""
        rows.append(f"<tr{mark}>{_cells([name, group['n'], *(show(group[each]) for each in columns), words], 'td')}</tr>")
    return f"<div class=scroll><table><tr>{head}</tr>{''.join(rows)}</table></div>"


def _comparison(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    rows = []
    for name, label in PROPORTIONS.items():
        old, new = before.get(name), now[name]
        rows.append(
            f"<tr>{_cells([label, show(new), show(old) if old else '–'], 'td')}"
            f"<td class=figure>{_change(name, old, new)}</td></tr>"
        )
    for name, label in (("partial_score", "partial: mean score"), ("errors", "errors")):
        values = ["–" if each.get(name) is None else f"{each[name]:.2f}".removesuffix(".00") for each in (now, before)]
        rows.append(f"<tr>{_cells([label, *values, ''], 'td')}</tr>")
    return (
        f"<div class=scroll><table><tr>{_cells(['', 'this run', 'run before', 'change'], 'th')}</tr>{''.join(rows)}</table></div>"
    )


def _change(name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    if not old or old["share"] is None or new["share"] is None:
        return "–"
    change = new["share"] - old["share"]
    if abs(change) < 0.0005:
        return "0"
    better = (change > 0) != name.startswith("wrongly")
    return f'<span class="{"better" if better else "worse"}">{change:+.1%}</span>'


def _failures(failures: Sequence[Failure]) -> str:
    if not failures:
        return "<p>None.</p>"
    head = _cells(["case", "question", "answer", "what is wrong", "expected spans", "cited spans"], "th", figures=False)
    return f"<div class=scroll><table><tr>{head}</tr>{''.join(_failure(*each) for each in failures)}</table></div>"


def _failure(case: Case, score: Score, answer: Mapping[str, Any]) -> str:
    asked = [f"{turn.role}: {turn.content}" for turn in case.history] + [case.question]
    if answer.get("standalone_question", case.question) != case.question:
        asked.append(f"→ {answer['standalone_question']}")
    expected = [" | ".join(group) for group in case.spans] + [f"any of {', '.join(case.source_any)}"] * bool(case.source_any)
    cited = [
        f"[{each['n']}] {each['source']} {each['start']}–{each['end']}: {each['quote']}" for each in answer.get("citations", [])
    ]
    columns = [
        "\n".join(asked),
        f"({score.status}) {answer.get('answer', '')}",
        "\n".join(score.faults),
        "\n".join(expected),
        "\n".join(cited),
    ]
    cells = "".join(f"<td class=wide>{escape(each)}</td>" for each in columns)
    return f"<tr><td>{escape(case.id)}<br><span class=quiet>{escape(case.kind)}</span></td>{cells}</tr>"


def _cells(values: Sequence[object], tag: str, *, figures: bool = True) -> str:
    """Table cells; all but the first hold figures unless said otherwise."""
    parts = []
    for number, value in enumerate(values):
        mark = " class=figure" if figures and number else ""
        parts.append(f"<{tag}{mark}>{escape(str(value))}</{tag}>")
    return "".join(parts)
