"""A question that sets two things against each other."""

from __future__ import annotations

import pytest

from assistant.comparing import compared


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("Is the 2031 noise limit stricter than the 2027 one?", ["What is the 2031 noise limit?", "What is the 2027 noise limit?"]),
        ("Which is higher, Northport's toll in 2019 or in 2020?", ["What is Northport's toll in 2019?", "What is Northport's toll in 2020?"]),
        ("Is the national target for 2030 lower than Northport's?", ["What is the national target for 2030?", "What is Northport's target for 2030?"]),
        ("Was Northport's toll higher than the national one in 2020?", ["What is Northport's toll in 2020?", "What is the national toll in 2020?"]),
        ("How did Norwich compare with the national figure on exports?", ["What is Norwich's figure on exports?", "What is the national figure on exports?"]),
        ("Did the toll rise or fall between 2019 and 2020?", ["What was the toll in 2019?", "What was the toll in 2020?"]),
        ("Was the toll higher in 2019 than in 2020?", ["What was the toll in 2019?", "What was the toll in 2020?"]),
        ("In which year was the toll higher, 2019 or 2020?", ["What was the toll in 2019?", "What was the toll in 2020?"]),
    ],
)
def test_a_comparison_asks_for_both_with_what_the_second_leaves_out(asked: str, parts: list[str]) -> None:
    assert compared(asked) == parts


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("Did the fair happen before or after the bridge was opened?", ["When was the fair?", "When was the bridge opened?"]),
        ("Was the outline published before the notice?", ["When was the outline published?", "When was the notice?"]),
        ("Is the outline older than the notice?", ["When was the outline issued?", "When was the notice issued?"]),
    ],
)
def test_an_order_asks_for_the_day_of_each(asked: str, parts: list[str]) -> None:
    assert compared(asked) == parts


@pytest.mark.parametrize(
    "asked",
    [
        "Are there more than four stages?",
        "Is it more about people than about money?",
        "Who spoke other than the mayor?",
        "Was the deck replaced in 2019?",
        "What is the longer stage?",
    ],
)
def test_what_sets_nothing_against_another_thing_stays_whole(asked: str) -> None:
    assert compared(asked) == []
