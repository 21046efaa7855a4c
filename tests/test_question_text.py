"""The one check of what a person typed."""

from __future__ import annotations

import pytest

from assistant.question_text import MAX_QUESTION_CHARACTERS, clean_question


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  What is it? \n", "What is it?"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("bell\x07 and escape\x1b[31m", "bell and escape"),
        ("right\u202eto left", "rightto left"),
        ("lone \udcff surrogate", "lone  surrogate"),
        ("总目标是什么？", "总目标是什么？"),
        ("👩‍🚒?", "👩‍🚒?"),
        ("a" * MAX_QUESTION_CHARACTERS, "a" * MAX_QUESTION_CHARACTERS),
    ],
)
def test_a_question_keeps_its_words_and_loses_what_is_unprintable(typed: str, cleaned: str):
    assert clean_question(typed) == cleaned


@pytest.mark.parametrize("typed", ["", " \n", "\x00\x01", "\u202e", "\ud800", "\u200b"])
def test_a_question_of_nothing_is_empty(typed: str):
    with pytest.raises(ValueError, match=r"^The question is empty; type a question about the plan\.$"):
        clean_question(typed)


def test_the_limit_is_named():
    with pytest.raises(
        ValueError, match=r"^The question has 2,001 characters, and at most 2,000 are read; shorten it and ask again\.$"
    ):
        clean_question("a" * (MAX_QUESTION_CHARACTERS + 1))
