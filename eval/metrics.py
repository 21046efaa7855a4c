"""Measures of rankings and proportions; undefined ones raise, so that none is counted as zero."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# Quantile of the normal distribution for 95 % intervals.
_Z = 1.959963984540054


def wilson_interval(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson 1927), both ends in [0, 1].

    Raises `ValueError` for a total below 1 or hits outside [0, total].
    """
    if total < 1 or not 0 <= hits <= total:
        raise ValueError(f"no proportion: {hits} of {total}; the total must be at least 1 and hold the hits")
    share = hits / total
    spread = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    centre = share + _Z**2 / (2 * total)
    scale = 1 + _Z**2 / total
    # Rounding must not push an end that is exactly 0 or 1 over the limit.
    low = 0.0 if hits == 0 else (centre - spread) / scale
    high = 1.0 if hits == total else (centre + spread) / scale
    return low, high


def mean_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and the ends of its 95 % interval by the normal approximation; equal for a single value.

    Raises `ValueError` for no values.
    """
    if not values:
        raise ValueError("no mean of no values")
    mean = sum(values) / len(values)
    if len(values) == 1:
        return mean, mean, mean
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    half = _Z * math.sqrt(variance / len(values))
    return mean, mean - half, mean + half


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of `values` lie, interpolated linearly between neighbours.

    Raises `ValueError` for no values or a percentage outside [0, 100].
    """
    if not values or not 0 <= percent <= 100:
        raise ValueError(f"no percentile {percent} of {len(values)} values")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def ndcg_at(k: int, ranking: Sequence[str], relevance: Mapping[str, int]) -> float:
    """Discounted gain of the first `k`, divided by that of the best order (gain is the grade, as in trec_eval).

    Raises `ValueError` where nothing is relevant: the measure is then undefined.
    """
    best = sorted(_relevant(relevance).values(), reverse=True)[:k]
    gained = [max(relevance.get(id_, 0), 0) for id_ in ranking[:k]]
    return _discounted(gained) / _discounted(best)


def recall_at(k: int, ranking: Sequence[str], relevance: Mapping[str, int]) -> float:
    """Share of the relevant ones among the first `k`; raises `ValueError` where nothing is relevant."""
    relevant = _relevant(relevance)
    return sum(id_ in relevant for id_ in ranking[:k]) / len(relevant)


def reciprocal_rank_at(k: int, ranking: Sequence[str], relevance: Mapping[str, int]) -> float:
    """One over the rank of the first relevant one, 0 where none is among the first `k`.

    Raises `ValueError` where nothing is relevant.
    """
    relevant = _relevant(relevance)
    return next((1 / rank for rank, id_ in enumerate(ranking[:k], start=1) if id_ in relevant), 0.0)


def _relevant(relevance: Mapping[str, int]) -> dict[str, int]:
    relevant = {id_: grade for id_, grade in relevance.items() if grade > 0}
    if not relevant:
        raise ValueError("nothing is relevant, so the measure is undefined; leave the question out")
    return relevant


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
