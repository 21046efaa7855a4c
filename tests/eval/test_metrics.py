"""Measures, each worked out by hand."""

from __future__ import annotations

import pytest

from eval.metrics import mean_interval, ndcg_at, percentile, recall_at, reciprocal_rank_at, wilson_interval

GRADES = {"a": 1, "b": 1, "c": 0}


def test_wilson_interval_of_eight_in_ten() -> None:
    # (0.8 + 1.9208/10 ± 1.96·√(0.016 + 0.9604/100)) / (1 + 3.8416/10) = (0.99208 ± 0.31360) / 1.38416
    assert wilson_interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_wilson_interval_ends_at_zero_and_one() -> None:
    # None of 5: 3.8416/5 / (1 + 3.8416/5) = 0.76832 / 1.76832
    assert wilson_interval(0, 5) == pytest.approx((0.0, 0.4345), abs=1e-4)
    assert wilson_interval(5, 5) == pytest.approx((0.5655, 1.0), abs=1e-4)


@pytest.mark.parametrize(("hits", "total"), [(0, 0), (3, 2), (-1, 2)])
def test_wilson_interval_of_nothing_is_refused(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson_interval(hits, total)


def test_mean_interval_of_two_values() -> None:
    # mean 0.5, standard deviation √0.5, over √2: 0.5; times 1.96: 0.98
    assert mean_interval([0.0, 1.0]) == pytest.approx((0.5, -0.48, 1.48), abs=1e-3)
    assert mean_interval([0.3]) == (0.3, 0.3, 0.3)


def test_percentile_lies_between_neighbours() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([1.0, 2.0], 95) == pytest.approx(1.95)
    assert percentile([7.0], 90) == 7.0
    with pytest.raises(ValueError, match="no percentile"):
        percentile([], 50)


def test_ndcg_discounts_by_rank() -> None:
    # Found at ranks 1 and 3: 1 + 1/2 = 1.5; best: 1 + 1/log2(3) = 1.63093
    assert ndcg_at(3, ["a", "x", "b"], GRADES) == pytest.approx(1.5 / 1.63093, abs=1e-5)
    assert ndcg_at(1, ["x", "a"], GRADES) == 0.0
    assert ndcg_at(10, ["b", "a"], GRADES) == 1.0


def test_ndcg_weighs_by_grade() -> None:
    # 1 + 2/log2(3) = 2.26186; best: 2 + 1/log2(3) = 2.63093
    assert ndcg_at(2, ["b", "a"], {"a": 2, "b": 1}) == pytest.approx(2.26186 / 2.63093, abs=1e-5)


def test_recall_is_the_share_of_the_relevant_ones() -> None:
    assert recall_at(2, ["a", "x", "b"], GRADES) == 0.5
    assert recall_at(3, ["a", "x", "b"], GRADES) == 1.0
    assert recall_at(3, ["c", "x"], GRADES) == 0.0


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    assert reciprocal_rank_at(10, ["c", "x", "b", "a"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank_at(2, ["c", "x", "b"], GRADES) == 0.0


@pytest.mark.parametrize("measure", [ndcg_at, recall_at, reciprocal_rank_at])
def test_a_question_without_a_relevant_passage_is_undefined(measure) -> None:
    with pytest.raises(ValueError, match="nothing is relevant"):
        measure(5, ["a"], {"c": 0})
