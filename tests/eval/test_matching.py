"""Phrases, figures, spans and words."""

from __future__ import annotations

import pytest

from corpus.records import Span
from eval.matching import count_words, covered, fold, holds, missing_groups, occurrences, overlaps_half, plain


def test_fold_straightens_quotes_and_dashes_and_space() -> None:
    assert fold("The  city’s\n“1–2” Plan ") == 'the city\'s "1-2" plan'


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("kept above 90.", "90", True),
        ("in 1990", "90", False),
        ("90.5 per cent", "90", False),
        ("1,090 firms", "90", False),
        ("by 2020, 90 firms", "90", True),
        ("in 1990 and above 90", "90", True),
        ("January 17, 2018", "january 17", True),
        ("January 170", "January 17", False),
        ("至2020年", "2020年", True),
    ],
)
def test_figures_match_whole(text: str, phrase: str, found: bool) -> None:
    assert holds(fold(text), phrase) is found


def test_marks_and_list_numbers_are_no_figures_of_the_answer() -> None:
    assert fold(plain("Three: [2]\n1. “one” [3]\n2. “two” [11]")) == 'three: "one" "two"'


def test_a_group_is_met_by_any_alternative() -> None:
    assert missing_groups("on 17 january", [["January 17", "17 January"], ["2018"]]) == [["2018"]]


def test_occurrences_finds_every_place_of_the_exact_words() -> None:
    assert occurrences("a.b a.b axb", "a.b") == [Span(0, 3), Span(4, 7)]


@pytest.mark.parametrize(
    ("one", "other", "enough"),
    [
        ((0, 10), (5, 15), True),
        ((0, 10), (6, 16), False),
        ((0, 100), (40, 44), True),
        ((0, 10), (10, 20), False),
    ],
)
def test_overlap_is_measured_by_the_shorter_span(one: tuple[int, int], other: tuple[int, int], enough: bool) -> None:
    assert overlaps_half(Span(*one), Span(*other)) is enough


def test_covered_counts_each_character_once() -> None:
    assert covered(Span(10, 20), [Span(0, 14), Span(12, 15), Span(30, 40)]) == 0.5


def test_words_are_counted_without_signs_and_two_chinese_characters_as_one() -> None:
    assert count_words("“Above 90” – by 2020.") == 4
    assert count_words("来源说：above 90") == 4
    assert count_words("") == 0
