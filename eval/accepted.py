"""The last accepted run of the tuning half: written on request, and compared with every later one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.answers import write_json
from eval.records import EvalError

# What a run over every case says that it asked.
WHOLE = ["the whole gold set"]
ACCEPTED = Path(__file__).parent / "accepted.json"


def accept(results: dict[str, Any], path: Path = ACCEPTED) -> None:
    """Writes the figures of a run of the whole tuning half to `path`.

    Raises `EvalError` for another half, other cases than the gold set's, or a run with errors.
    """
    if results.get("half") != "tuning" or results.get("asked") != WHOLE or results.get("left_out"):
        raise EvalError("Only a run of the gold set's tuning half can be accepted; run `python -m eval answers` without --half.")
    if results["summary"]["overall"]["errors"]:
        raise EvalError("This run has questions that raised an error; mend the assistant and run `python -m eval answers` again.")
    kept = {
        key: results[key]
        for key in ("made", "half", "asked", "settings", "index", "cases", "versions", "summary")
        if key in results
    }
    write_json(path, kept)


def worse_than(accepted: dict[str, Any], summary: dict[str, Any]) -> list[str]:
    """In words, what of `summary` lies below the accepted share by more than that share's interval; empty where nothing does.

    Grounded is compared overall and by kind, and no quotation may differ from its source.
    """
    before, after = accepted["summary"], summary
    pairs = [("overall", before["overall"], after["overall"])]
    pairs += [(kind, group, after["kinds"][kind]) for kind, group in before["kinds"].items() if kind in after["kinds"]]
    found = []
    for name, old, new in pairs:
        was, now = old["grounded"], new["grounded"]
        if was["share"] is not None and now["share"] is not None and now["share"] < was["low"]:
            found.append(
                f"{name}: grounded {now['hits']}/{now['total']} ({now['share']:.0%}), accepted {was['hits']}/{was['total']} "
                f"({was['share']:.0%}, at least {was['low']:.0%})"
            )
    quotes = after["overall"]["quotes_exact"]
    if quotes["hits"] < quotes["total"]:
        found.append(f"quotes: {quotes['total'] - quotes['hits']} of {quotes['total']} differ from their source")
    return found
