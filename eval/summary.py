"""From scores to figures: by kind and overall, each with its count and interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.metrics import percentile
from eval.records import Proportion, Score
from eval.terminal import table

# Proportions of a group in the order in which tables show them, with the words for people.
PROPORTIONS = {
    "correct": "correct",
    "grounded": "grounded",
    "complete": "complete",
    "wrongly_answered": "wrongly answered",
    "wrongly_refused": "wrongly refused",
    "abstention_precision": "abstention precision",
    "abstention_recall": "abstention recall",
    "half_given": "partial: half given",
    "half_named": "partial: gap named",
    "quotes_exact": "quotes exact",
}


def proportions(scores: Sequence[Score]) -> dict[str, Proportion]:
    """The proportions of a group of scores under the names of `PROPORTIONS`."""
    lists = [score for score in scores if score.items_expected]
    return {
        "correct": Proportion.of(score.correct for score in scores),
        "grounded": Proportion.of((score.grounded for score in scores), sum(score.grounded is None for score in scores)),
        "complete": Proportion(sum(score.items_found or 0 for score in lists), sum(score.items_expected or 0 for score in lists)),
        "wrongly_answered": Proportion.of(score.wrongly_answered for score in scores),
        "wrongly_refused": Proportion.of(score.wrongly_refused for score in scores),
        "abstention_precision": Proportion.of(score.rightly_abstained for score in scores),
        "abstention_recall": Proportion.of(score.abstained_as_due for score in scores),
        "half_given": Proportion.of(score.half_given for score in scores),
        "half_named": Proportion.of(score.half_named for score in scores),
        "quotes_exact": Proportion(sum(score.quotes_exact for score in scores), sum(score.quotes for score in scores)),
    }


def summarise(scores: Sequence[Score]) -> dict[str, Any]:
    """The figures of all scores under `overall` and of each kind under `kinds`, ready for JSON."""
    kinds = list(dict.fromkeys(score.kind for score in scores))
    return {
        "overall": _group(scores),
        "kinds": {kind: _group([score for score in scores if score.kind == kind]) for kind in kinds},
    }


def _group(scores: Sequence[Score]) -> dict[str, Any]:
    halves = [(bool(score.half_given) + bool(score.half_named)) / 2 for score in scores if score.half_named is not None]
    given = [score for score in scores if not score.error]
    return {
        "n": len(scores),
        "errors": len(scores) - len(given),
        **{name: share.as_json() for name, share in proportions(scores).items()},
        "partial_score": sum(halves) / len(halves) if halves else None,
        "words": _spread([float(score.words) for score in given], 50, 90, 100),
        "elapsed_ms": _spread([score.elapsed_ms for score in given], 50, 95, 100),
    }


def _spread(values: Sequence[float], *percents: int) -> dict[str, float | None]:
    return {_name(percent): percentile(values, percent) if values else None for percent in percents}


def _name(percent: int) -> str:
    return {50: "median", 100: "max"}.get(percent, f"p{percent}")


def show(share: dict[str, Any]) -> str:
    """A proportion of the JSON for a table, such as `12/20 60% [39, 78]`; undefined cases are added as `(+1)`."""
    text = str(Proportion(share["hits"], share["total"]))
    return f"{text} (+{share['undefined']} undefined)" if share["undefined"] else text


def as_tables(summary: dict[str, Any]) -> str:
    """The tables of the terminal: by kind and overall, then the figures that are only given overall."""
    groups = {**summary["kinds"], "overall": summary["overall"]}
    names = ("correct", "grounded", "complete", "wrongly_answered", "wrongly_refused")
    rows = []
    for kind, group in groups.items():
        words = "/".join("-" if value is None else f"{value:.0f}" for value in group["words"].values())
        rows.append([kind, group["n"], *(show(group[name]) for name in names), words])
    by_kind = table(["kind", "n", *(PROPORTIONS[name] for name in names), "words med/p90/max"], rows)
    overall = summary["overall"]
    rest = [(label, show(overall[name])) for name, label in PROPORTIONS.items() if name not in names]
    score = overall["partial_score"]
    rest.append(("partial: mean score", "-" if score is None else f"{score:.2f}"))
    rest.append(("errors", str(overall["errors"])))
    rest.append(
        ("ms median/p95/max", "/".join("-" if value is None else f"{value:.1f}" for value in overall["elapsed_ms"].values()))
    )
    return f"{by_kind}\n\n{table(['overall', ''], rest)}\n\nShares with their 95 % Wilson interval in per cent."
