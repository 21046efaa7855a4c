"""What a language model did in a run: how often it answered, what was dropped, what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from eval.metrics import percentile
from eval.records import Proportion
from eval.summary import show
from eval.terminal import table


def model_figures(answers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of the answers that a model was asked for, ready for JSON; empty where it was asked for none."""
    asked = [each for each in answers if each.get("model_use")]
    uses = [each["model_use"] for each in asked]
    if not uses:
        return {}
    reasons = Counter(reason for use in uses for reason in use["dropped"])
    return {
        "model": uses[0]["model"],
        "asked": len(uses),
        "answered_by_model": Proportion.of(each["engine"] == "llm" for each in asked).as_json(),
        "sentences": sum(use["sentences"] for use in uses),
        "dropped": sum(reasons.values()),
        "dropped_per_answer": sum(reasons.values()) / len(uses),
        "reasons": dict(reasons.most_common()),
        "input_tokens": sum(use["input_tokens"] for use in uses),
        "output_tokens": sum(use["output_tokens"] for use in uses),
        "seconds": {name: percentile([use["seconds"] for use in uses], at) for name, at in (("median", 50), ("p95", 95))},
    }


def as_table(figures: Mapping[str, Any], quoted: Mapping[str, Any]) -> str:
    """The figures for the terminal, with what the engine `quote` reached on the same questions (`summarise`'s `overall`)."""
    rows = [
        ("model", figures["model"]),
        ("answers asked of it", str(figures["asked"])),
        ("shown as it wrote them", show(figures["answered_by_model"])),
        (
            "sentences dropped",
            f"{figures['dropped']} of {figures['sentences']}, {figures['dropped_per_answer']:.2f} an answer",
        ),
        ("why", ", ".join(f"{reason} {count}" for reason, count in figures["reasons"].items()) or "-"),
        ("tokens in, out", f"{figures['input_tokens']:,}, {figures['output_tokens']:,}"),
        ("seconds median/p95", "/".join(f"{value:.1f}" for value in figures["seconds"].values())),
    ]
    if quoted:
        rows.append(("engine quote, grounded", show(quoted["grounded"])))
    return table(["language model", ""], rows)
