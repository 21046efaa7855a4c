"""The accepted run, and what counts as worse."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from eval.accepted import WHOLE, accept, worse_than
from eval.answers import read_json
from eval.records import EvalError, Proportion


def group(hits: int, total: int) -> dict:
    return {"errors": 0, "grounded": Proportion(hits, total).as_json(), "quotes_exact": Proportion(9, 9).as_json()}


def results(hits: int = 80) -> dict:
    return {
        "half": "tuning",
        "asked": WHOLE,
        "left_out": 0,
        "scores": [1],
        "summary": {"overall": group(hits, 100), "kinds": {"fact": group(9, 10)}},
    }


def test_the_figures_are_kept_and_the_single_scores_not(tmp_path: Path):
    accept(results(), tmp_path / "accepted.json")
    kept = read_json(tmp_path / "accepted.json")
    assert kept["summary"] == results()["summary"]
    assert "scores" not in kept


@pytest.mark.parametrize("change", [{"half": "all"}, {"half": "reporting"}, {"asked": ["chinese.jsonl"]}, {"left_out": 2}])
def test_only_a_whole_run_of_the_tuning_half_is_accepted(tmp_path: Path, change: dict):
    with pytest.raises(EvalError, match="tuning half"):
        accept({**results(), **change}, tmp_path / "accepted.json")


def test_a_run_with_errors_is_not_accepted(tmp_path: Path):
    broken = results()
    broken["summary"]["overall"]["errors"] = 1
    with pytest.raises(EvalError, match="raised an error"):
        accept(broken, tmp_path / "accepted.json")


def test_a_fall_within_the_interval_is_not_worse():
    # The interval of 80 of 100 begins at 71.1 %.
    assert worse_than(results(), results(72)["summary"]) == []


def test_a_fall_below_the_interval_is_worse():
    assert worse_than(results(), results(71)["summary"]) == [
        "overall: grounded 71/100 (71%), accepted 80/100 (80%, at least 71%)"
    ]


def test_a_kind_that_falls_is_worse_and_a_kind_that_is_gone_is_not_compared():
    after = copy.deepcopy(results()["summary"])
    after["kinds"]["fact"] = group(5, 10)
    assert len(worse_than(results(), after)) == 1
    after["kinds"] = {"list": group(0, 10)}
    assert worse_than(results(), after) == []


def test_a_quotation_that_differs_is_worse_however_few():
    after = copy.deepcopy(results()["summary"])
    after["overall"]["quotes_exact"] = Proportion(8, 9).as_json()
    assert worse_than(results(), after) == ["quotes: 1 of 9 differ from their source"]
